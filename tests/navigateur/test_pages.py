"""The pages of each profile with real records: accessible in light and dark, whole at 360 px, by keyboard alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from partners.enums import Profil
from tests.acces.monde import Monde, creer_monde
from tests.acces.outils import adresse
from tests.fabriques import AccompagnementFactory, AssureFactory, CommuneFactory, SiteFactory, un_agent
from tests.fabriques.annuaire import DepartementFactory

MOT_DE_PASSE = "un mot de passe d'essai"
# The home of each profile, and the states of a page that the matrix of accesses (test_toutes_les_pages) does not open.
PAGES = {
    "sans": ["/"],
    "ass": ["/", "/portefeuille/?sans_contact=oui"],
    "csam": ["/", "/signalements/?etat=qualifie"],
    "secr": ["/", "/rendez-vous/?jour=2020-01-01"],
    "mana": ["/"],
    "regi": ["/"],
    "admi": ["/"],
}


@pytest.fixture
def monde(transactional_db: None) -> Monde:
    return creer_monde()


def se_connecter(page: Page, agent) -> None:
    page.goto("/")
    page.get_by_label("Adresse électronique").fill(agent.email)
    page.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Bonjour {agent.prenom}")
    # The title is there before the scripts: a shortcut typed in between would be lost.
    page.wait_for_load_state()


@pytest.mark.parametrize("profil", list(PAGES))
def test_les_pages_de_chaque_profil(page: Page, monde, axe, axe_clair_et_sombre, sans_defilement, profil):
    se_connecter(page, monde.agents[profil])
    for chemin in PAGES[profil]:
        page.set_viewport_size({"width": 1280, "height": 900})
        reponse = page.goto(chemin)
        assert reponse.status == 200, chemin
        expect(page.locator("h1")).to_have_count(1)
        axe_clair_et_sombre(page)
        sans_defilement(page)
        axe(page)


def test_ouvrir_un_dossier_au_clavier_seul(page: Page, monde):
    se_connecter(page, monde.agents["ass"])
    page.keyboard.press("g")
    page.keyboard.press("d")
    expect(page.get_by_role("heading", level=1, name="Dossiers")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    lien = page.get_by_role("rowheader").get_by_role("link").first
    for _ in range(15):
        page.keyboard.press("Tab")
        if lien.evaluate("lien => lien === document.activeElement"):
            break
    expect(lien).to_be_focused()
    expect(lien).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("NÔTRE nôtre")
    expect(page.get_by_text("Représentant légal")).to_be_visible()


def test_filtrer_et_parcourir_les_dossiers_sans_recharger(page: Page, connexion, transactional_db):
    site = SiteFactory(departement=DepartementFactory())
    ass = un_agent(Profil.ASS, site)
    for numero in range(30):
        AccompagnementFactory(assure=AssureFactory(nom=f"Martin{numero:02}"), site=site, referent=ass)
    AccompagnementFactory(assure=AssureFactory(nom="Abel"), site=site, referent=ass)
    connexion(page, ass)
    page.goto("/dossiers/")
    lignes = page.get_by_role("rowheader")
    expect(lignes).to_have_count(25)
    page.evaluate("document.temoin = true")
    page.get_by_label("Le nom commence par").select_option("M")
    expect(lignes.first).to_contain_text("MARTIN00")
    page.get_by_role("link", name="Dossiers suivants").click()
    expect(lignes).to_have_count(5)
    expect(page).to_have_url(re.compile(r"initiale=M&apres=[0-9a-f-]{36}$"))
    assert page.evaluate("document.temoin") is True
    # The address alone gives the same page.
    page.reload()
    expect(lignes).to_have_count(5)
    page.get_by_role("link", name="Revenir au début").click()
    expect(lignes).to_have_count(25)


def test_creer_un_site_refuse_puis_accepte(page: Page, monde, axe):
    CommuneFactory(code="01269", nom="Nantua", codes_postaux="01130")
    se_connecter(page, monde.agents["admi"])
    page.get_by_role("link", name="Nouveau site").click()
    page.get_by_label("Unité").select_option("Ain (01)")
    page.get_by_label("Nom").fill("Nantua")
    page.get_by_label("Commune").fill("Nantoua")
    page.get_by_role("button", name="Créer le site").click()
    expect(page.locator(".resume-erreurs")).to_be_focused()
    expect(page.locator(".resume-erreurs")).to_contain_text("n’est pas connue")
    expect(page.get_by_label("Nom")).to_have_value("Nantua")
    axe(page)
    page.get_by_label("Commune").fill("Nantua")
    page.get_by_role("button", name="Créer le site").click()
    expect(page.get_by_role("status").filter(has_text="Le site est créé.")).to_be_visible()
    expect(page.get_by_role("link", name="Nantua", exact=True)).to_be_visible()


def test_fermer_puis_rouvrir_un_point_d_accueil(page: Page, monde):
    se_connecter(page, monde.agents["admi"])
    page.goto(adresse("partners:site", monde.objets, "site"))
    points = page.get_by_role("region", name="Points d’accueil")
    points.get_by_role("link", name="Fermer Accueil").click()
    page.get_by_role("button", name="Fermer", exact=True).click()
    expect(points).to_contain_text("Ferme le")
    points.get_by_role("link", name="Rouvrir Accueil").click()
    page.get_by_role("button", name="Rouvrir").click()
    expect(points).to_contain_text("Ouvert")
