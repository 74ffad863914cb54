"""The plan noted apart from an entretien: its lines, a second click, what was done, what was noted by mistake."""

import datetime
import uuid

import pytest
from django.urls import reverse

from cases.models import Demarche, Preconisation
from servicesocial.perimetre import TOUT, perimetre
from tests.cases.horloge import JOUR
from tests.fabriques import (
    DemarcheFactory,
    PreconisationFactory,
    SituationClotureFactory,
    TypeDemarcheFactory,
    TypePreconisationFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]


@pytest.fixture
def connecte(client, ass):
    client.force_login(ass)
    return client


def tout(modele) -> list:
    with perimetre(TOUT):
        return list(modele.objects.order_by("pk"))


def noter(client, accompagnement, **champs):
    valeurs = {"identifiant": uuid.uuid4(), "le": JOUR.isoformat()} | champs
    return client.post(reverse("cases:plan_noter", args=[accompagnement.uuid]), valeurs)


def test_deux_lignes_se_notent_une_fois(connecte, accompagnement):
    conseil, geste = TypePreconisationFactory(), TypeDemarcheFactory()
    champs = {
        "identifiant": uuid.uuid4(),
        "preconisation_1": conseil.pk,
        "preconisation_1_precision": "Avec son médecin",
        "demarche_2": geste.pk,
    }
    for _ in range(2):
        assert noter(connecte, accompagnement, **champs).status_code == 302
    assert [(p.type, p.precision, p.le) for p in tout(Preconisation)] == [(conseil, "Avec son médecin", JOUR)]
    assert [d.type for d in tout(Demarche)] == [geste]


@pytest.mark.parametrize(
    ("champs", "champ", "phrase"),
    [
        ({}, "__all__", "au moins une préconisation"),
        ({"preconisation_1_precision": "Seule"}, "preconisation_1", "Choisissez la préconisation"),
        ({"demarche_3": "999999"}, "demarche_3", "Sélectionnez un choix valide"),
        ({"le": "2026-05-16", "preconisation_1": "choisie"}, "le", "dans le futur"),
        ({"le": "1990-01-01", "preconisation_1": "choisie"}, "le", "précède"),
    ],
)
def test_ce_qui_ne_se_note_pas_se_dit_au_champ_et_reste(connecte, accompagnement, champs, champ, phrase):
    if champs.get("preconisation_1") == "choisie":
        champs = champs | {"preconisation_1": TypePreconisationFactory().pk}
    refusee = noter(connecte, accompagnement, **champs)
    assert refusee.status_code == 422
    assert list(refusee.context["form"].errors) == [champ]
    assert phrase in str(refusee.context["form"].errors)
    assert (tout(Preconisation), tout(Demarche)) == ([], [])


def test_un_accompagnement_clos_ne_recoit_plus_rien_apres_sa_cloture(connecte, accompagnement, site):
    with perimetre(TOUT):
        accompagnement.clos_le = JOUR - datetime.timedelta(days=10)
        accompagnement.situation_cloture, accompagnement.site_cloture = SituationClotureFactory(), site
        accompagnement.save()
    refusee = noter(connecte, accompagnement, preconisation_1=TypePreconisationFactory().pk)
    assert "suit la clôture" in refusee.content.decode()


def test_une_preconisation_se_realise_depuis_ce_qui_est_a_suivre(connecte, accompagnement):
    preconisation = PreconisationFactory(accompagnement=accompagnement)
    realiser = reverse("cases:preconisation_realiser", args=[preconisation.uuid])
    dossier = reverse("cases:dossier", args=[accompagnement.assure.uuid])
    assert realiser in connecte.get(dossier).content.decode()
    assert connecte.post(realiser, {"le": JOUR.isoformat()}).status_code == 302
    assert [p.realisee_le for p in tout(Preconisation)] == [JOUR]
    assert realiser not in connecte.get(dossier).content.decode()


@pytest.mark.parametrize(
    ("fabrique", "geste"),
    [(PreconisationFactory, "preconisation_annuler"), (DemarcheFactory, "demarche_annuler")],
)
def test_une_ligne_notee_par_erreur_s_annule_avec_un_motif(
    client, connecte, accompagnement, ass, collegue, fabrique, geste
):
    ligne = fabrique(accompagnement=accompagnement)
    annuler = reverse(f"cases:{geste}", args=[ligne.uuid])
    dossier = reverse("cases:dossier", args=[accompagnement.assure.uuid])
    assert annuler in connecte.get(dossier).content.decode()
    assert connecte.post(annuler, {"motif": " "}).status_code == 422
    client.force_login(collegue)
    assert client.post(annuler, {"motif": "Non"}).status_code == 403
    client.force_login(ass)
    assert client.post(annuler, {"motif": "Noté deux fois"}).status_code == 302
    assert client.post(annuler, {"motif": "Encore"}).status_code == 404
    assert annuler not in client.get(dossier).content.decode()
    historique = reverse("cases:dossier_historique", args=[accompagnement.assure.uuid])
    assert "Noté deux fois" in client.get(historique).content.decode()
