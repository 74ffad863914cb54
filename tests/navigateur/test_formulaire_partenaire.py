"""The form of a partenaire in a real browser: by keyboard, without scripts, on a phone, printed."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from cases.models import Signalement
from cases.signalements.views import formulaire_partenaire
from partners.enums import Profil
from servicesocial.perimetre import TOUT, perimetre
from tests.fabriques import (
    CommuneFactory,
    DepartementFactory,
    LienSignalementFactory,
    PartenaireFactory,
    SiteFactory,
    un_agent,
)

ADRESSE = "/s/un-secret-tire-au-hasard-32-car"
NIR = "1 84 02 75 004 123 45"
# In the order of the page: what the Tab key meets. Day and month are the same: Chromium orders them as it likes.
SAISIE = (
    ("Nom de la personne", "Vasseur"),
    ("Prénom de la personne", "Nadège"),
    ("Date de naissance", "04041979"),
    ("Téléphone où la joindre", "06 39 98 10 21"),
    ("Commune où elle habite", "01000 Bourg-en-Bresse"),
    ("En arrêt de travail depuis le", ""),
    ("Pourquoi vous la signalez", f"Craint de perdre son poste {NIR}"),
)


@pytest.fixture
def site(transactional_db: None, monkeypatch: pytest.MonkeyPatch):
    # A browser driven by a test fills a page faster than anybody.
    monkeypatch.setattr(formulaire_partenaire, "AGE_MINIMAL", 0)
    CommuneFactory()
    return SiteFactory(
        departement=DepartementFactory(code="01"), nom="Bourg-en-Bresse", telephone="04 00 00 00 00"
    )


@pytest.fixture
def lien(site):
    return LienSignalementFactory(
        site=site, secret=ADRESSE.removeprefix("/s/"), partenaire__nom="Cap emploi – Ain"
    )


def recus() -> list[Signalement]:
    with perimetre(TOUT):
        return list(Signalement.objects.all())


def champ(page: Page, nom: str):
    return page.get_by_label(re.compile(f"^{nom}"))


def test_au_clavier_seul_un_nir_refuse_puis_un_recu(page: Page, lien, axe, sans_defilement):
    referers = []
    page.on("request", lambda requete: referers.append(requete.headers.get("referer", "")))
    page.goto(ADRESSE)
    page.wait_for_load_state("load")
    champ(page, "Nom de la personne").focus()
    for nom, valeur in SAISIE:
        expect(champ(page, nom)).to_be_focused()
        page.keyboard.type(valeur)
        # A date has three parts and a button of its own.
        while champ(page, nom).evaluate("champ => champ === document.activeElement"):
            page.keyboard.press("Tab")
    expect(page.get_by_label("La personne est d’accord pour être contactée")).to_be_focused()
    page.keyboard.press("Space")
    for valeur in ("Sonia Marchal", "chargée de maintien", "sonia@example.org"):
        page.keyboard.press("Tab")
        page.keyboard.type(valeur)
    page.keyboard.press("Enter")

    expect(page.locator(".resume-erreurs")).to_be_focused()
    expect(page.locator(".resume-erreurs")).to_contain_text("ressemble à un numéro de sécurité sociale")
    axe(page)
    assert recus() == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    motif = champ(page, "Pourquoi vous la signalez")
    expect(motif).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("Craint de perdre son poste")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Signalement reçu")
    (recu,) = recus()
    expect(page.get_by_text(recu.reference)).to_be_visible()
    assert str(recu.date_naissance) == "1979-04-04"
    assert ADRESSE not in page.content() + page.url + page.title()
    assert not [referer for referer in referers if "/s/" in referer]
    assert {temoin["name"] for temoin in page.context.cookies()} == {"csrftoken"}
    axe(page)
    sans_defilement(page)
    page.evaluate("window.print = () => { document.body.dataset.imprime = 'oui' }")
    page.get_by_role("button", name="Imprimer ce reçu").click()
    expect(page.locator("body")).to_have_attribute("data-imprime", "oui")


def test_sans_script_sur_un_telephone(navigateur: Browser, live_server, lien):
    contexte = navigateur.new_context(
        base_url=live_server.url,
        locale="fr-FR",
        java_script_enabled=False,
        viewport={"width": 360, "height": 740},
    )
    page = contexte.new_page()
    page.goto(ADRESSE)
    expect(page.get_by_label("Laissez ce champ vide")).not_to_be_in_viewport()
    page.get_by_role("button", name="Envoyer le signalement").click()
    expect(page.locator(".resume-erreurs")).to_contain_text("10 informations sont à corriger")
    for nom, valeur in SAISIE[:2] + SAISIE[3:5]:
        champ(page, nom).fill(valeur)
    champ(page, "Date de naissance").fill("1979-04-12")
    champ(page, "Pourquoi vous la signalez").fill("Craint de perdre son poste")
    page.get_by_label("La personne est d’accord pour être contactée").check()
    champ(page, "Votre nom").fill("Sonia Marchal")
    champ(page, "Votre fonction").fill("chargée de maintien")
    champ(page, "Votre téléphone ou votre courriel").fill("sonia@example.org")
    page.get_by_role("button", name="Envoyer le signalement").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Signalement reçu")
    expect(page.get_by_role("button", name="Imprimer ce reçu")).to_be_hidden()
    contexte.close()
    assert len(recus()) == 1


def test_une_csam_cree_un_lien_le_copie_et_le_revoque(page: Page, site, connexion, axe, sans_defilement):
    partenaire = PartenaireFactory(nom="Cap emploi – Ain")
    partenaire.departements.add(site.departement)
    connexion(page, un_agent(Profil.CSAM, site))
    fiche = f"/annuaire/partenaires/{partenaire.uuid}/"
    page.goto(fiche)
    page.get_by_role("link", name="Créer un lien").click()
    page.get_by_label("Origine").select_option("Cap emploi")
    page.get_by_role("button", name="Créer le lien").click()
    expect(page.get_by_text("Copiez cette adresse maintenant")).to_be_visible()
    adresse = page.locator("[data-copier]").get_attribute("data-copier")
    axe(page)
    sans_defilement(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("link", name="Revenir au partenaire").click()
    expect(page.get_by_text("Actif", exact=True)).to_be_visible()
    axe(page)
    sans_defilement(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.request.get(adresse).status == 200
    page.get_by_role("link", name="Révoquer").click()
    page.get_by_role("dialog").get_by_role("button", name="Révoquer").click()
    expect(page.get_by_text("Révoqué", exact=True)).to_be_visible()
    assert page.request.get(adresse).status == 404
    page.goto(adresse)
    expect(page.get_by_role("heading", level=1)).to_have_text("Cette page n’existe pas")
    axe(page)
    sans_defilement(page)
