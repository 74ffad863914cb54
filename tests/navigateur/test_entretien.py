"""In a real browser: an entretien written by keyboard, and nothing of it lost whatever happens to the page."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

from cases.models import Accompagnement, Brouillon, Entretien, Note
from partners.domain.referentiels import charger_referentiels
from partners.enums import Profil
from partners.models import Agent
from servicesocial.perimetre import TOUT, perimetre
from tests.fabriques import AccompagnementFactory, AssureFactory, SiteFactory, un_agent
from tests.fabriques.annuaire import DepartementFactory

LONG = "Elle reprend son poste à temps partiel. " * 50


@pytest.fixture
def ass(transactional_db: None) -> Agent:
    charger_referentiels(communes=False)
    site = SiteFactory(departement=DepartementFactory(code="01"), nom="Bourg-en-Bresse")
    return un_agent(Profil.ASS, site)


@pytest.fixture
def suivi(ass: Agent) -> Accompagnement:
    site = ass.affectations.get().site
    assure = AssureFactory(departement=site.departement, nom="Durant")
    return AccompagnementFactory(assure=assure, site=site, referent=ass)


def adresse(suivi: Accompagnement) -> str:
    return reverse("cases:entretien_saisir", args=[suivi.uuid])


def garde(page: Page) -> None:
    expect(page.get_by_text("Brouillon enregistré à")).to_be_visible()


def textes() -> list[str]:
    with perimetre(TOUT):
        return list(Note.objects.values_list("texte", flat=True))


def test_au_clavier_du_dossier_a_la_fin(page: Page, ass, suivi, connexion, axe, sans_defilement):
    connexion(page, ass)
    page.goto(reverse("cases:dossier", args=[suivi.assure.uuid]))
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Entretien avec")
    axe(page)
    page.get_by_label("Synthèse").focus()
    page.keyboard.insert_text(LONG)
    garde(page)
    # The tab is closed; the text is there in another one.
    autre = page.context.new_page()
    page.close()
    autre.goto(adresse(suivi))
    expect(autre.get_by_label("Synthèse")).to_have_value(LONG)
    sans_defilement(autre)
    autre.get_by_role("button", name="Terminer").dblclick()
    expect(autre.get_by_text("L’entretien est enregistré.")).to_be_visible()
    with perimetre(TOUT):
        assert (Entretien.objects.count(), Brouillon.objects.count()) == (1, 0)
    assert textes() == [LONG.strip()]


def test_une_session_terminee_ne_perd_rien(page: Page, ass, suivi, connexion):
    connexion(page, ass)
    page.goto(adresse(suivi))
    page.get_by_label("Synthèse").fill(LONG)
    garde(page)
    Session.objects.all().delete()
    page.get_by_label("Synthèse").fill(LONG + "Fin.")
    expect(page.get_by_text("Votre session est terminée.")).to_be_visible()
    page.get_by_role("button", name="Terminer").click()
    expect(page.get_by_label("Synthèse")).to_have_value(LONG + "Fin.")
    connexion(page, ass)
    page.get_by_role("button", name="Terminer").click()
    expect(page.get_by_text("L’entretien est enregistré.")).to_be_visible()
    expect(page.get_by_text("rien n’a été enregistré")).to_have_count(0)
    assert textes() == [LONG + "Fin."]


def test_un_reseau_coupe_puis_revenu_ne_perd_rien(page: Page, ass, suivi, connexion):
    connexion(page, ass)
    page.goto(adresse(suivi))
    page.get_by_label("Synthèse").fill("Début")
    garde(page)
    coupe = True
    page.route("**/brouillon/", lambda route: route.abort() if coupe else route.continue_())
    page.get_by_label("Synthèse").fill(LONG)
    expect(page.get_by_text("Le réseau ne répond pas.")).to_be_visible()
    page.get_by_role("button", name="Terminer").click()
    expect(page.get_by_label("Synthèse")).to_have_value(LONG)
    coupe = False
    page.get_by_role("button", name="Terminer").click()
    expect(page.get_by_text("L’entretien est enregistré.")).to_be_visible()
    assert textes() == [LONG.strip()]


def test_deux_fenetres_montrent_les_deux_textes(page: Page, ass, suivi, connexion):
    connexion(page, ass)
    autre = page.context.new_page()
    for fenetre in (page, autre):
        fenetre.goto(adresse(suivi))
    page.get_by_label("Synthèse").fill("Première fenêtre")
    garde(page)
    autre.get_by_label("Synthèse").fill("Seconde fenêtre")
    expect(autre.get_by_text("dans une autre fenêtre")).to_be_visible()
    autre.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(autre.get_by_text("Première fenêtre")).to_be_visible()
    expect(autre.get_by_label("Synthèse")).to_have_value("Seconde fenêtre")
    autre.get_by_label("Synthèse").press("Control+Enter")
    expect(autre.get_by_text("L’entretien est enregistré.")).to_be_visible()
    assert textes() == ["Seconde fenêtre"]
