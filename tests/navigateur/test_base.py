"""The visual base in a browser: accessible in light and dark, readable at 360 px, usable by keyboard."""

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from playwright.sync_api import Page, expect

from partners.models import Agent

MOT_DE_PASSE = "un-mot-de-passe-d-essai"


@pytest.fixture
def agent(transactional_db) -> Agent:
    return Agent.objects.create_user(
        "camille.roux@exemple.invalid", MOT_DE_PASSE, prenom="Camille", nom="Roux"
    )


PAGES_ANONYMES = [
    "/comptes/connexion/",
    "/comptes/mot-de-passe/oublie/",
    "/comptes/mot-de-passe/oublie/envoye/",
    "/comptes/mot-de-passe/oublie/1-perime/",
    "/comptes/mot-de-passe/change/",
    "/comptes/compte-ferme/",
    "/credits/",
    "/introuvable",
]
PAGES_CONNECTEES = [
    "/composants/",
    "/composants/?confirmer=1",
    "/comptes/mot-de-passe/changer/",
    "/comptes/deconnexion/",
    "/introuvable",
]


@pytest.mark.parametrize("chemin", PAGES_ANONYMES)
def test_pages_sans_compte(page: Page, axe_clair_et_sombre, sans_defilement, chemin):
    page.goto(chemin)
    expect(page.locator("h1")).to_have_count(1)
    axe_clair_et_sombre(page)
    sans_defilement(page)


@pytest.mark.parametrize("chemin", PAGES_CONNECTEES)
def test_pages_d_un_agent(page: Page, axe, axe_clair_et_sombre, sans_defilement, connexion, agent, chemin):
    connexion(page, agent)
    page.goto(chemin)
    expect(page.locator("h1")).to_have_count(1)
    axe_clair_et_sombre(page)
    sans_defilement(page)
    axe(page)


@pytest.mark.parametrize("gabarit", ["500.html", "403_csrf.html"])
def test_pages_sans_contexte(page: Page, live_server, axe_clair_et_sombre, sans_defilement, gabarit):
    page.route(
        f"{live_server.url}/incident",
        lambda route: route.fulfill(
            status=500, content_type="text/html; charset=utf-8", body=render_to_string(gabarit)
        ),
    )
    page.goto("/incident")
    expect(page.locator("h1")).to_have_count(1)
    axe_clair_et_sombre(page)
    sans_defilement(page)


def test_se_connecter_et_se_deconnecter(page: Page, agent):
    page.goto("/composants/")
    page.get_by_label("Adresse électronique").fill(agent.email)
    page.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1, name="Composants")).to_be_visible()
    page.get_by_role("button", name="Camille Roux").click()
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_role("heading", level=1, name="Connexion")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Votre session est fermée")).to_be_visible()


def test_un_mauvais_mot_de_passe_est_dit_en_tete(page: Page, agent, axe):
    page.goto("/comptes/connexion/")
    page.get_by_label("Adresse électronique").fill(agent.email)
    page.get_by_label("Mot de passe").fill("autre chose")
    page.get_by_role("button", name="Se connecter").click()
    resume = page.locator(".resume-erreurs")
    expect(resume).to_be_focused()
    expect(resume).to_contain_text("Une information est à corriger")
    axe(page)


def test_le_lien_d_evitement_est_le_premier(page: Page, connexion, agent):
    connexion(page, agent)
    page.goto("/composants/")
    page.keyboard.press("Tab")
    lien = page.get_by_role("link", name="Aller au contenu")
    expect(lien).to_be_focused()
    expect(lien).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_le_theme_choisi_demeure(page: Page, connexion, agent):
    page.emulate_media(color_scheme="light")
    connexion(page, agent)
    page.goto("/composants/")
    racine = page.locator("html")
    expect(racine).to_have_attribute("data-bs-theme", "light")
    page.get_by_role("button", name="Camille Roux").click()
    page.get_by_role("button", name="Sombre").click()
    expect(racine).to_have_attribute("data-bs-theme", "dark")
    page.reload()
    expect(racine).to_have_attribute("data-bs-theme", "dark")
    page.goto("/comptes/deconnexion/")
    page.get_by_role("main").get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_role("heading", level=1, name="Connexion")).to_be_visible()
    expect(racine).to_have_attribute("data-bs-theme", "dark")
    page.get_by_role("button", name="Auto").click()
    expect(racine).to_have_attribute("data-bs-theme", "light")


def test_un_formulaire_refuse_conduit_aux_champs(page: Page, connexion, agent, axe, sans_defilement):
    connexion(page, agent)
    page.goto("/composants/")
    page.get_by_role("button", name="Enregistrer").click()
    resume = page.locator(".resume-erreurs")
    expect(resume).to_be_focused()
    expect(resume.get_by_role("listitem")).to_have_count(4)
    axe(page)
    resume.get_by_role("link", name="Objet de la demande").click()
    champ = page.get_by_label("Objet de la demande")
    expect(champ).to_be_focused()
    expect(champ).to_have_attribute("aria-invalid", "true")
    resume.get_by_role("link", name="Canal").click()
    expect(page.get_by_label("Téléphone")).to_be_focused()
    sans_defilement(page)


def test_un_formulaire_rempli_est_accepte(page: Page, connexion, agent):
    connexion(page, agent)
    page.goto("/composants/")
    page.get_by_label("Objet de la demande").fill("Reprise du travail")
    page.get_by_role("button", name="Hier").click()
    page.get_by_label("Site").select_option("bourg")
    page.get_by_label("Courrier").check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("status").filter(has_text="Le formulaire est complet")).to_be_visible()


def test_la_date_se_remplit_d_un_bouton(page: Page, connexion, agent):
    connexion(page, agent)
    page.goto("/composants/")
    page.get_by_role("button", name="Aujourd’hui").click()
    attendu = page.evaluate("new Date().toLocaleDateString('sv-SE')")
    expect(page.get_by_label("Reçu le")).to_have_value(attendu)


def test_la_confirmation_demande_avant_d_agir(page: Page, connexion, agent):
    connexion(page, agent)
    page.goto("/composants/")
    lien = page.get_by_role("link", name="Annuler le rendez-vous")
    lien.click()
    dialogue = page.get_by_role("dialog", name="Annuler ce rendez-vous")
    expect(dialogue).to_be_visible()
    dialogue.get_by_role("button", name="Revenir").click()
    expect(dialogue).to_be_hidden()
    expect(lien).to_be_focused()
    lien.click()
    dialogue.get_by_role("button", name="Annuler le rendez-vous").click()
    expect(page.get_by_role("status").filter(has_text="Vous avez confirmé")).to_be_visible()


def test_l_aide_du_clavier_s_ouvre_et_se_desactive(page: Page, connexion, agent):
    connexion(page, agent)
    page.goto("/composants/")
    aide = page.get_by_role("dialog", name="Raccourcis clavier")
    page.get_by_role("textbox", name="Nom", exact=True).press("?")
    expect(aide).to_be_hidden()
    page.locator("main").focus()
    page.keyboard.press("?")
    expect(aide).to_be_visible()
    aide.get_by_role("switch").uncheck()
    page.keyboard.press("Escape")
    page.locator("main").focus()
    page.keyboard.press("?")
    expect(aide).to_be_hidden()
    page.get_by_role("main").get_by_role("button", name="Raccourcis").click()
    expect(aide.get_by_role("switch")).not_to_be_checked()


def test_la_fin_de_session_previent_puis_ferme_la_page(page_a_part: Page, connexion, agent):
    page = page_a_part
    connexion(page, agent)
    page.clock.install()
    page.goto("/composants/")
    dialogue = page.get_by_role("dialog", name="Votre session va se terminer")
    page.clock.fast_forward((settings.SESSION_COOKIE_AGE - 60) * 1000)
    expect(dialogue).to_be_visible()
    dialogue.get_by_role("button", name="Rester connecté").click()
    expect(dialogue).to_be_hidden()
    page.clock.fast_forward(60_000)
    expect(dialogue).to_be_hidden()
    page.context.clear_cookies()
    page.clock.fast_forward(settings.SESSION_COOKIE_AGE * 1000)
    page.wait_for_url("**/comptes/connexion/?next=/composants/")


def test_le_tableau_trie_et_dit_son_ordre(page: Page, connexion, agent):
    connexion(page, agent)
    page.goto("/composants/")
    page.get_by_role("columnheader").get_by_role("link", name="Jours d’arrêt").click()
    expect(page.get_by_role("columnheader", name="Jours d’arrêt")).to_have_attribute("aria-sort", "ascending")
    expect(page.get_by_role("rowheader").first).to_have_text("Yanis Perret")
    page.get_by_role("navigation", name="Pages de la liste").get_by_role("link", name="Suivante").click()
    expect(page.get_by_role("rowheader")).to_have_count(2)


def test_sans_script_tout_reste_a_portee(navigateur, live_server, connexion, agent):
    contexte = navigateur.new_context(base_url=live_server.url, java_script_enabled=False)
    page = contexte.new_page()
    connexion(page, agent)
    page.goto("/composants/")
    expect(page.get_by_role("button", name="Se déconnecter")).to_be_visible()
    expect(page.get_by_role("button", name="Sombre")).to_have_count(0)
    page.get_by_role("link", name="Annuler le rendez-vous").click()
    page.get_by_role("main").get_by_role("button", name="Annuler le rendez-vous").click()
    expect(page.get_by_role("status").filter(has_text="Vous avez confirmé")).to_be_visible()
    contexte.close()


def test_un_formulaire_ouvert_trop_longtemps_est_refuse_en_francais(page: Page, agent):
    page.goto("/comptes/connexion/")
    page.get_by_label("Adresse électronique").fill(agent.email)
    page.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
    page.context.clear_cookies()
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ce formulaire n’est plus valable")


def test_la_demonstration_se_dit_et_ouvre_ses_comptes(page: Page, agent, settings, axe, sans_defilement):
    settings.SSAM_DEMO = True
    settings.SSAM_COMPTES_DEMO = [{"profil": "Assistant de service social", "courriel": agent.email}]
    settings.SSAM_MOT_DE_PASSE_DEMO = MOT_DE_PASSE
    page.goto("/comptes/connexion/?next=/composants/")
    expect(page.get_by_role("complementary")).to_contain_text("données fictives")
    axe(page)
    sans_defilement(page)
    page.get_by_role("button", name="Assistant de service social").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Composants")


def test_un_fragment_refuse_est_affiche_et_prend_le_focus(page: Page, live_server, connexion, agent):
    refus = (
        '<div id="zone"><div class="resume-erreurs" tabindex="-1">Une information est à corriger</div></div>'
    )
    page.route(f"{live_server.url}/essai", lambda route: route.fulfill(status=422, body=refus))
    connexion(page, agent)
    page.goto("/composants/")
    page.evaluate("htmx.ajax('POST', '/essai', {target: '#zone-formulaire', swap: 'innerHTML'})")
    expect(page.locator("#zone .resume-erreurs")).to_be_focused()


def test_un_raccourci_suit_son_lien(page: Page, connexion, agent):
    connexion(page, agent)
    page.goto("/composants/")
    page.evaluate("document.querySelector('.pied a').dataset.raccourci = 'g c'")
    page.locator("main").focus()
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url("**/credits/")
