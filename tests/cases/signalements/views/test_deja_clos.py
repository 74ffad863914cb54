"""A form that could only be refused is not shown; what was designated on reception outlives an undone outcome."""

import pytest
from django.urls import reverse

from cases.enums import EtatSignalement
from tests.cases.horloge import JOUR
from tests.cases.signalements.views.outils import (
    HIER,
    MOTIF,
    SUITES,
    adresse,
    agir,
    changer,
    creer,
    dits,
    relu,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]


@pytest.mark.parametrize("suite", SUITES)
def test_le_formulaire_d_un_signalement_clos_ramene_a_sa_page(connecte, recu, suite):
    changer(recu, etat=EtatSignalement.REPONDU, qualifie_le=HIER, clos_le=JOUR, motif_suite=MOTIF)
    reponse = connecte.get(reverse(f"cases:signalement_{suite}", args=[recu.uuid]))
    assert (reponse.status_code, reponse.url) == (302, adresse(recu))
    assert dits(reponse) == [("error", "Ce signalement est « Réponse de premier niveau ».")]


def test_le_formulaire_d_une_suite_encore_possible_reste_ouvert(connecte, recu, ass):
    changer(recu, etat="affecte", qualifie_le=JOUR, affecte_le=JOUR, affecte_a=ass)
    for suite, attendu in {"sans_suite": 200, "reorienter": 200, "affecter": 302, "doublon": 302}.items():
        adresse_suite = reverse(f"cases:signalement_{suite}", args=[recu.uuid])
        assert connecte.get(adresse_suite).status_code == attendu, suite


def test_un_jour_d_avant_2000_se_refuse_au_jour_et_pas_au_site(connecte, site):
    reponse = creer(connecte, site, recu_le="1999-12-31")
    assert reponse.status_code == 422
    assert list(reponse.context["form"].errors) == ["recu_le"]
    assert creer(connecte, site, recu_le="2000-01-01").status_code == 302


def test_defaire_garde_la_personne_designee_a_la_reception(connecte, recu, suivi):
    changer(recu, assure=suivi.assure)
    assert agir(connecte, recu, "rattacher", etat_vu="recu", accompagnement=suivi.pk).status_code == 302
    assert agir(connecte, recu, "defaire", etat_vu="rattache").status_code == 302
    assert (relu(recu).assure, relu(recu).accompagnement) == (suivi.assure, None)


def test_defaire_oublie_la_personne_designee_en_rattachant(connecte, recu, suivi):
    for _ in range(2):
        vu = relu(recu).etat
        assert agir(connecte, recu, "rattacher", etat_vu=vu, accompagnement=suivi.pk).status_code == 302
        assert agir(connecte, recu, "defaire", etat_vu="rattache").status_code == 302
        assert relu(recu).assure is None
