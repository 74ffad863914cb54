"""The queue in a real browser: several at once by keyboard, what arrives, the urgency, the list beside the page."""

import datetime

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases.models import Signalement
from partners.enums import Profil
from partners.models import Agent
from servicesocial.perimetre import TOUT, perimetre
from tests.fabriques import SignalementFactory, SiteFactory, un_agent
from tests.fabriques.annuaire import DepartementFactory

VEILLE = 46_000


@pytest.fixture
def equipe(transactional_db: None) -> dict[str, Agent]:
    site = SiteFactory(departement=DepartementFactory(code="01"), nom="Bourg-en-Bresse")
    recu_le = timezone.localdate() - datetime.timedelta(days=3)
    for rang in range(12):
        SignalementFactory(
            site=site,
            nom=f"Durant{rang:02}",
            prenom="Alix",
            recu_le=recu_le,
            echeance=recu_le + datetime.timedelta(days=14 + rang),
        )
    return {
        "csam": un_agent(Profil.CSAM, site),
        "ass": un_agent(Profil.ASS, site, prenom="Rose", nom="Marin"),
    }


def prete(page: Page) -> None:
    page.wait_for_load_state("load")


def test_plusieurs_au_clavier(page: Page, equipe, connexion, axe, sans_defilement):
    connexion(page, equipe["csam"])
    page.goto("/signalements/")
    prete(page)
    for _ in range(3):
        page.keyboard.press("j")
        page.keyboard.press("Space")
    expect(page.get_by_text("3 choisis")).to_be_visible()
    page.keyboard.press("a")
    page.keyboard.type("Rose")
    page.get_by_role("button", name="Affecter").press("Enter")
    expect(page.get_by_role("status").filter(has_text="3 signalements")).to_be_visible()
    page.get_by_role("button", name="Tout sélectionner sur cette page").click()
    expect(page.get_by_text("12 choisis")).to_be_visible()
    page.get_by_role("button", name="Je m’en charge").click()
    expect(page.get_by_text("Laissés en l’état")).to_be_visible()
    with perimetre(TOUT):
        assert Signalement.objects.filter(etat="affecte", affecte_a=equipe["ass"]).count() == 3
        assert Signalement.objects.filter(pris_par=equipe["csam"]).count() == 9
    axe(page)
    sans_defilement(page)


def test_une_urgence_en_deux_touches(page: Page, equipe, connexion, axe, sans_defilement):
    connexion(page, equipe["csam"])
    page.goto("/signalements/?etat=recu")
    page.get_by_role("link", name="DURANT05 Alix").click()
    prete(page)
    page.keyboard.press("u")
    expect(page.get_by_label("Qui est prévenu")).to_be_focused()
    axe(page)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Personne n’est noté comme prévenu")).to_be_visible()
    file = page.get_by_role("navigation", name="La file")
    expect(file.get_by_role("listitem").first).to_contain_text("DURANT05 Alix")
    expect(file.get_by_role("listitem").first).to_contain_text("Urgence")
    prete(page)
    page.keyboard.press("j")
    expect(page.get_by_role("heading", level=1)).to_have_text("DURANT00 Alix")
    assert page.url.endswith("?etat=recu")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("DURANT05 Alix")
    axe(page)
    sans_defilement(page)
    expect(file).to_be_hidden()


def test_ce_qui_arrive_s_annonce_sans_bouger(page_a_part: Page, equipe, connexion, axe):
    page = page_a_part
    connexion(page, equipe["csam"])
    page.clock.install()
    page.goto("/signalements/")
    prete(page)
    with perimetre(TOUT):
        site = Signalement.objects.first().site
    SignalementFactory(site=site, nom="Arrive", echeance=timezone.localdate())
    page.clock.fast_forward(VEILLE)
    expect(page.locator("#arrivees").get_by_text("1 nouveau signalement")).to_be_visible()
    expect(page.get_by_role("rowheader").first).to_contain_text("DURANT00")
    axe(page)
    page.get_by_role("link", name="Afficher").click()
    expect(page.get_by_role("rowheader").first).to_contain_text("ARRIVE")


def test_la_veille_ne_tient_pas_la_session_ouverte(page_a_part: Page, equipe, connexion):
    page = page_a_part
    connexion(page, equipe["csam"])
    page.clock.install()
    page.goto("/signalements/")
    prete(page)
    dialogue = page.get_by_role("dialog", name="Votre session va se terminer")
    for _ in range(3):
        with page.expect_response("**/arrivees/**"):
            page.clock.run_for(VEILLE)
    page.clock.fast_forward((settings.SESSION_COOKIE_AGE - 60) * 1000 - 3 * VEILLE)
    expect(dialogue).to_be_visible()


def test_une_session_finie_pendant_la_veille_ferme_la_page(page_a_part: Page, equipe, connexion):
    page = page_a_part
    connexion(page, equipe["csam"])
    page.clock.install()
    page.goto("/signalements/")
    prete(page)
    page.context.clear_cookies()
    page.clock.fast_forward(VEILLE)
    page.wait_for_url("**/connexion/?next=/signalements/")
