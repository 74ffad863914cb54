"""Two dossiers made one, from the keyboard, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.acces.monde import Monde, creer_monde
from tests.acces.outils import adresse


@pytest.fixture
def monde(transactional_db: None) -> Monde:
    return creer_monde()


def test_on_choisit_au_clavier_et_le_refus_se_lit(page: Page, monde, connexion, axe, sans_defilement) -> None:
    connexion(page, monde.agents["csam"])
    page.goto(adresse("cases:dossier_fusionner", monde.objets, "fusion"))
    bouton = page.get_by_role("button", name="Fusionner : c’est la même personne")
    bouton.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ce champ est obligatoire").first).to_be_visible()
    axe(page)
    sans_defilement(page)
    # The second of the two answers, by an arrow.
    page.get_by_role("group", name="Les deux NIR diffèrent").get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.get_by_label("Pourquoi l’autre NIR est faux").fill("Deux chiffres inversés")
    bouton.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Les deux dossiers n’en font plus qu’un.")).to_be_visible()
    page.get_by_role("link", name="Historique").click()
    expect(page.get_by_text("NIR écarté").first).to_be_visible()
    axe(page)
    sans_defilement(page)
