"""A manager asks for the bilan of his unit, follows it, reads it, downloads it and publishes it."""

import datetime
import json

import pytest
from playwright.sync_api import expect

from partners.enums import Profil
from reporting.bilans import demander_bilan
from reporting.models import Bilan
from servicesocial import tasks
from servicesocial.models import Travail
from tests.fabriques import AccompagnementFactory, DepartementFactory, EntretienFactory, SiteFactory, un_agent


@pytest.fixture
def chef(transactional_db):
    ain = DepartementFactory(code="01")
    site = SiteFactory(departement=ain)
    for rang in range(4):
        accompagnement = AccompagnementFactory(
            site=site, assure__departement=ain, axe="PDP" if rang else "SPS"
        )
        EntretienFactory(accompagnement=accompagnement, date=datetime.date(2023, 6, 15 + rang))
    return un_agent(Profil.MANAGER, ain)


def produire():
    tasks.faire(str(Bilan.objects.latest("demande_le").travail.uuid))


def test_demander_suivre_lire_telecharger_publier(page, connexion, chef, axe, sans_defilement):
    connexion(page, chef)
    page.goto("/bilans/")
    axe(page)
    page.get_by_role("link", name="Demander un bilan").first.click()
    axe(page)
    page.get_by_label("Année").select_option("2023")
    page.get_by_label("Le mot du manager").fill("Une année pleine.")
    page.get_by_role("button", name="Demander le bilan").click()
    expect(page.get_by_text("En attente d'un poste de production")).to_be_visible()
    axe(page)

    produire()
    expect(page.get_by_role("link", name="Télécharger le PDF")).to_be_visible()
    expect(page.get_by_text("Une année pleine.")).to_be_visible()
    axe(page)

    with page.expect_download() as attendu:
        page.get_by_role("link", name="Télécharger le PDF").click()
    assert attendu.value.suggested_filename == "bilan-01-2023-v1.pdf"
    assert attendu.value.path().read_bytes()[:5] == b"%PDF-"
    with page.expect_download() as attendu:
        page.get_by_role("link", name="Chiffres (JSON)").click()
    assert json.loads(attendu.value.path().read_text())["chiffres"]["entretiens_total"]["valeur"] == 4

    page.get_by_role("link", name="Publier").click()
    dialogue = page.get_by_role("dialog")
    expect(dialogue.get_by_text("Ils ne changeront plus")).to_be_visible()
    dialogue.get_by_role("button", name="Publier").click()
    expect(page.get_by_text("Le bilan est publié")).to_be_visible()
    sans_defilement(page)


def test_demander_au_clavier_seul(page, connexion, chef):
    connexion(page, chef)
    page.goto("/bilans/demander/")
    page.get_by_label("Unité").focus()
    page.keyboard.press("Tab")
    page.keyboard.type("2023")
    page.keyboard.press("Tab")
    page.keyboard.type("Saisi au clavier.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("En attente d'un poste de production")).to_be_visible()
    bilan = Bilan.objects.get()
    assert (bilan.annee, bilan.texte) == (2023, "Saisi au clavier.")


def test_une_annee_vide_se_confirme_et_le_texte_reste(page, connexion, chef, axe):
    connexion(page, chef)
    page.goto("/bilans/demander/")
    page.get_by_label("Année").select_option("2019")
    page.get_by_label("Le mot du manager").fill("Texte à garder.")
    page.get_by_role("button", name="Demander le bilan").click()
    expect(page.get_by_text("le bilan serait vide").first).to_be_visible()
    expect(page.get_by_label("Le mot du manager")).to_have_value("Texte à garder.")
    axe(page)
    page.get_by_label("Produire ce bilan bien qu'aucun entretien").check()
    page.get_by_role("button", name="Demander le bilan").click()
    expect(page.get_by_text("En attente d'un poste de production")).to_be_visible()
    produire()
    expect(page.get_by_text("Aucun entretien individuel n’est enregistré")).to_be_visible()
    axe(page)


def test_deux_fenetres_un_seul_bilan(page, connexion, chef):
    connexion(page, chef)
    autre = page.context.new_page()
    for fenetre in (page, autre):
        fenetre.goto("/bilans/demander/")
        fenetre.get_by_label("Année").select_option("2023")
    for fenetre in (page, autre):
        fenetre.get_by_role("button", name="Demander le bilan").click()
        expect(fenetre.get_by_text("En attente d'un poste de production")).to_be_visible()
    assert Bilan.objects.count() == 1


def test_une_demande_en_echec_le_dit(page, connexion, chef, axe):
    demander_bilan(agent=chef, unite=DepartementFactory(code="01"), annee=2023)
    Travail.objects.update(tentatives=99)
    tasks.balayer_travaux()
    connexion(page, chef)
    page.goto("/bilans/")
    page.get_by_role("link", name="Ain").click()
    expect(page.get_by_text("Le bilan n'a pas pu être produit").first).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Demander à nouveau").click()
    expect(page.get_by_label("Année")).to_have_value("2023")
