"""What a test that writes for good leaves behind: nothing, and the reference lists as they were delivered."""

import os

import pytest
from django.db import connection

from partners.models import Parametre, RaisonSuite
from partners.parametres import PARAMETRES
from servicesocial.enums import ActionJournal
from servicesocial.models import Journal
from servicesocial.perimetre import TOUT, perimetre
from tests.base_modele import BaseDEssai
from tests.fabriques import AccompagnementFactory, NoteFactory

# One more than the workers: one of them at least runs this twice, and finds what it left.
PASSAGES = range(int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")) + 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("passage", PASSAGES)
def test_apres_un_essai_qui_ecrit_pour_de_bon_la_base_est_celle_du_modele(
    django_db_setup: BaseDEssai, passage: int
) -> None:
    assert sorted(Parametre.objects.values_list("code", flat=True)) == sorted(p[0] for p in PARAMETRES)
    assert django_db_setup.ecarts() == []
    NoteFactory(accompagnement=AccompagnementFactory())
    Journal.objects.create(action=ActionJournal.CREATION, objet="essai")
    with perimetre(TOUT):
        RaisonSuite.objects.all().delete()
    Parametre.objects.update(valeur=1)
    Parametre.objects.create(code="nouveau", libelle="Nouveau", unite="jours", valeur=2, du="2026-01-01")
    ecarts = {
        "partners_parametre",
        "partners_raisonsuite",
        "cases_assure",
        "cases_note",
        "servicesocial_journal",
    }
    assert ecarts <= set(django_db_setup.ecarts())
    django_db_setup.retablir()
    assert django_db_setup.ecarts() == []
    # The keys go on: no row of a list is written over.
    assert Parametre.objects.create(code="neuf", libelle="Neuf", unite="jours", valeur=2, du="2026-01-01").pk


@pytest.mark.django_db
def test_la_base_de_l_essai_n_est_ni_le_modele_ni_celle_de_l_application(django_db_setup: BaseDEssai) -> None:
    assert connection.settings_dict["NAME"] == django_db_setup.nom
    assert django_db_setup.nom != django_db_setup.d_origine
