"""A page sent while the dossier leaves: a sentence on the page, never an error."""

import uuid
from functools import partial

import pytest
from django.urls import reverse

from cases.transferts.domain.transfert import transferer_dossier
from partners.enums import Profil
from tests.cases.deux_connexions import pendant
from tests.fabriques import (
    DemarcheFactory,
    DepartementFactory,
    PreconisationFactory,
    TypePreconisationFactory,
    un_agent,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("referentiels")]


@pytest.mark.parametrize("page", ["plan_noter", "preconisation_realiser", "demarche_annuler", "designer"])
def test_le_dossier_part_pendant_l_envoi(page, client, accompagnement, ass, collegue, ain) -> None:
    manager = un_agent(Profil.MANAGER, ain)
    ailleurs = DepartementFactory(code="07")
    conseil = TypePreconisationFactory()
    objets = {
        "preconisation_realiser": PreconisationFactory(accompagnement=accompagnement),
        "demarche_annuler": DemarcheFactory(accompagnement=accompagnement),
    }
    champs = {
        "plan_noter": {"identifiant": uuid.uuid4(), "le": "2026-05-15", "preconisation_1": conseil.pk},
        "preconisation_realiser": {"le": "2026-05-15"},
        "demarche_annuler": {"motif": "Erreur"},
        "designer": {"referent": collegue.pk},
    }
    nom = "accompagnement_referent" if page == "designer" else page
    adresse = reverse(f"cases:{nom}", args=[objets.get(page, accompagnement).uuid])
    client.force_login(manager if page == "designer" else ass)
    reponse = pendant(
        lambda: partial(
            transferer_dossier,
            agent=manager,
            assure=accompagnement.assure,
            vers=ailleurs,
            motif="Déménagement",
        ),
        lambda: partial(client.post, adresse, champs[page]),
    )
    assert reponse.status_code == 422
    assert "entre-temps" in str(reponse.context["form"].errors)
