"""Every page of the access matrix in a real browser: axe in light and dark, whole at 360 px, no CSP violation."""

import pytest
from playwright.sync_api import Page, expect

from tests.acces.matrice import PROFILS, Ligne, lire_tout
from tests.acces.monde import Monde, creer_monde
from tests.acces.outils import adresse

# What is not a page: probes, downloads, and the fragment that the waiting page asks for.
SANS_PAGE = {
    "sante_vivant",
    "sante_pret",
    "cases:appels_export",
    "cases:export_telecharger",
    "cases:fichier_etat",
    "cases:fichier_rapport",
    "cases:signalements_arrivees",
    "reporting:bilan_pdf",
    "reporting:bilan_json",
    "reporting:bilan_etat",
}


def pages_par_profil() -> dict[str, list[Ligne]]:
    """Each page once, under the last profile that may open it."""
    pages: dict[str, list[Ligne]] = {}
    for ligne in lire_tout():
        lecteurs = [profil for profil in PROFILS if ligne.reponses[profil] == "200"]
        if (
            ligne.methode in {"GET", "FORM"}
            and lecteurs
            and ligne.nom not in SANS_PAGE
            and ligne.objet != "autre"
        ):
            pages.setdefault(lecteurs[-1], []).append(ligne)
    return pages


PAGES = pages_par_profil()


@pytest.fixture
def monde(transactional_db: None) -> Monde:
    return creer_monde()


@pytest.mark.parametrize("profil", list(PAGES))
def test_chaque_page_est_accessible(
    page: Page, monde, connexion, axe_clair_et_sombre, sans_defilement, profil
):
    connexion(page, monde.agents[profil])
    for ligne in PAGES[profil]:
        page.set_viewport_size({"width": 1280, "height": 900})
        reponse = page.goto(adresse(ligne.nom, monde.objets, ligne.genre, ligne.objet))
        assert reponse.status == 200, ligne
        expect(page.locator("h1")).to_have_count(1)
        axe_clair_et_sombre(page)
        sans_defilement(page)


def test_la_matrice_donne_des_pages_a_ouvrir():
    assert sum(map(len, PAGES.values())) > 30
