"""The journal: written with the act, never changed."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.models import Journal
from tests.fabriques import AgentFactory, SiteFactory

pytestmark = pytest.mark.django_db


def test_une_ligne_dit_qui_quoi_sur_quoi_et_dans_quelle_unite() -> None:
    agent, site = AgentFactory(), SiteFactory()
    journaliser(agent, ActionJournal.MODIFICATION, site, precision="Adresse")
    ligne = Journal.objects.get()
    assert (ligne.agent, ligne.action, ligne.precision) == (agent, ActionJournal.MODIFICATION, "Adresse")
    assert (ligne.objet, ligne.objet_uuid, ligne.departement_code) == ("site", site.uuid, "01")


def test_ce_qui_n_est_pas_un_enregistrement_et_ce_que_fait_l_installation() -> None:
    identifiant = uuid.uuid4()
    journaliser(None, ActionJournal.LISTE, ("dossiers", None), departement_code="07")
    journaliser(None, ActionJournal.REPRISE, ("reprise", identifiant))
    assert set(Journal.objects.values_list("agent", "objet", "objet_uuid", "departement_code")) == {
        (None, "dossiers", None, "07"),
        (None, "reprise", identifiant, ""),
    }


def test_un_acte_defait_ne_laisse_pas_de_ligne() -> None:
    with transaction.atomic():
        journaliser(AgentFactory(), ActionJournal.CREATION, SiteFactory())
        assert Journal.objects.exists()
        transaction.set_rollback(True)
    assert not Journal.objects.exists()


@pytest.mark.parametrize(
    "requete",
    [
        "UPDATE servicesocial_journal SET precision = 'autre'",
        "DELETE FROM servicesocial_journal",
        "TRUNCATE servicesocial_journal",
    ],
)
def test_l_application_ne_change_ni_n_efface_le_journal(requete: str) -> None:
    journaliser(AgentFactory(), ActionJournal.CREATION, SiteFactory(), precision="Ouverture")
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as curseur,
    ):
        curseur.execute(requete)
    assert Journal.objects.get().precision == "Ouverture"
