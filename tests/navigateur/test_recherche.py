"""In a real browser: a person found from any page by the keyboard alone, and nothing of her in an address."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from partners.enums import Profil
from tests.fabriques import AssureFactory, SiteFactory, un_agent
from tests.fabriques.annuaire import DepartementFactory


@pytest.fixture
def csam(transactional_db: None):
    site = SiteFactory(departement=DepartementFactory(code="01"))
    for prenom in ("Anne", "Zoé"):
        AssureFactory(departement=site.departement, nom="Lefèvre", prenom=prenom)
    return un_agent(Profil.CSAM, site)


def test_du_clavier_depuis_une_page_quelconque(page: Page, csam, connexion, axe, sans_defilement):
    connexion(page, csam)
    page.goto(reverse("cases:signalements"))
    page.keyboard.press("/")
    page.keyboard.insert_text("lefevre zoé")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").get_by_text("1 dossier")).to_be_visible()
    assert page.url.endswith("/recherche/")
    axe(page)
    sans_defilement(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("LEFÈVRE Zoé")


def test_sur_un_telephone_un_lien_y_mene_et_ce_qui_est_tape_reste(page: Page, csam, connexion):
    page.set_viewport_size({"width": 360, "height": 780})
    connexion(page, csam)
    page.goto("/")
    page.get_by_role("link", name="Rechercher une personne").click()
    champ = page.locator("#id_texte")
    expect(champ).to_be_focused()
    champ.fill("2 84 05 88 321 025 33")
    champ.press("Enter")
    expect(page.get_by_text("La clé de ce NIR").first).to_be_visible()
    expect(champ).to_have_value("2 84 05 88 321 025 33")
