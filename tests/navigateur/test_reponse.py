"""The answer to whoever signalled, read again in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.acces.monde import Monde, creer_monde
from tests.acces.outils import adresse


@pytest.fixture
def monde(transactional_db: None) -> Monde:
    return creer_monde()


def test_le_texte_relu_se_copie_et_la_lettre_se_telecharge_deux_fois(page: Page, monde, connexion) -> None:
    connexion(page, monde.agents["csam"])
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(adresse("cases:signalement_reponse", monde.objets, "signalement_affecte"))
    page.get_by_label("Texte de la réponse").fill("Bonjour, c’est noté.")
    page.get_by_role("button", name="Copier le texte").click()
    expect(page.locator("#annonces")).to_have_text("Copié")
    assert page.evaluate("navigator.clipboard.readText()") == "Bonjour, c’est noté."
    for _ in range(2):
        with page.expect_download() as lettre:
            page.get_by_role("button", name="Télécharger la lettre").click()
        assert lettre.value.suggested_filename.startswith("reponse-")
    page.get_by_label("Forme").select_option("courrier")
    page.get_by_role("button", name="Noter la réponse").click()
    expect(page.get_by_text("La réponse est notée.")).to_be_visible()
