"""The triage in a real browser: a queue by keyboard alone, the same by mouse, two conseillers on one queue."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases.enums import EtatSignalement
from cases.models import Signalement
from partners.enums import Profil
from partners.models import Agent
from servicesocial.perimetre import TOUT, perimetre
from tests.fabriques import PartenaireFactory, SignalementFactory, SiteFactory, un_agent
from tests.fabriques.annuaire import DepartementFactory


@pytest.fixture
def nombre() -> int:
    """How many signalements wait."""
    return 2


# Four show how the queue goes on; a morning of them is of `make abuse`.
longueurs = pytest.mark.parametrize("nombre", [4, pytest.param(20, marks=pytest.mark.abus)])


@pytest.fixture
def equipe(transactional_db: None, nombre: int) -> dict[str, Agent]:
    site = SiteFactory(departement=DepartementFactory(code="01"), nom="Bourg-en-Bresse")
    PartenaireFactory(nom="CPAM de l’Ain").departements.add(site.departement)
    recu_le = timezone.localdate() - datetime.timedelta(days=3)
    for rang in range(nombre):
        SignalementFactory(
            site=site,
            nom=f"Durant{rang:02}",
            prenom="Alix",
            recu_le=recu_le,
            echeance=recu_le + datetime.timedelta(days=14 + rang),
        )
    return {
        "csam": un_agent(Profil.CSAM, site),
        "autre": un_agent(Profil.CSAM, site),
        "ass": un_agent(Profil.ASS, site, prenom="Rose", nom="Marin"),
    }


def etats() -> dict[str, int]:
    with perimetre(TOUT):
        lus = list(Signalement.objects.values_list("etat", flat=True))
    return {etat: lus.count(etat) for etat in set(lus)}


def arriver_sur(page: Page, rang: int) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(f"DURANT{rang:02} Alix")


def prete(page: Page) -> None:
    """The shortcuts answer once the scripts of the page have run."""
    page.wait_for_load_state("load")


@longueurs
def test_une_file_au_clavier_seul(page: Page, equipe, connexion, nombre):
    connexion(page, equipe["csam"])
    page.goto("/signalements/")
    prete(page)
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="DURANT00 Alix")).to_be_focused()
    page.keyboard.press("Enter")
    for rang in range(nombre):
        arriver_sur(page, rang)
        prete(page)
        if rang % 2:
            page.keyboard.press("r")
            # The form opens in its first field: the partner, then the box, the reason.
            expect(page.get_by_label("Partenaire (facultatif)")).to_be_focused()
            page.keyboard.type("CPAM")
            page.keyboard.press("Tab")
            page.keyboard.press("Space")
            page.keyboard.press("Tab")
            page.keyboard.press("Space")
        else:
            page.keyboard.press("a")
            expect(page.get_by_label("Assistant de service social")).to_be_focused()
            page.keyboard.type("Rose")
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        arriver_sur(page, rang)
        expect(page.get_by_text("Réorienté" if rang % 2 else "Affecté", exact=True).first).to_be_visible()
        prete(page)
        if rang < nombre - 1:
            page.keyboard.press("j")
    assert etats() == {EtatSignalement.AFFECTE: nombre // 2, EtatSignalement.REORIENTE: nombre // 2}


@longueurs
def test_la_meme_a_la_souris_et_l_on_defait(page: Page, equipe, connexion, axe, sans_defilement, nombre):
    connexion(page, equipe["csam"])
    page.goto("/signalements/")
    page.get_by_role("link", name="DURANT00 Alix").click()
    for rang in range(nombre):
        arriver_sur(page, rang)
        page.get_by_role("link", name="Affecter").click()
        page.get_by_label("Assistant de service social").select_option("Rose Marin – Bourg-en-Bresse")
        page.get_by_role("button", name="Affecter").click()
        expect(page.get_by_role("button", name="Défaire l’affectation")).to_be_visible()
        if rang < nombre - 1:
            page.get_by_role("link", name="Suivant").click()
    assert etats() == {EtatSignalement.AFFECTE: nombre}
    page.get_by_role("button", name="Défaire l’affectation").click()
    expect(page.get_by_role("status").filter(has_text="La suite est défaite")).to_be_visible()
    assert etats() == {EtatSignalement.AFFECTE: nombre - 1, EtatSignalement.QUALIFIE: 1}
    axe(page)
    sans_defilement(page)


def test_deux_conseillers_sur_une_file(page: Page, equipe, connexion):
    """The second, whose page is older, neither overwrites nor loses what he typed."""
    connexion(page, equipe["csam"])
    page.goto("/signalements/")
    page.get_by_role("link", name="DURANT00 Alix").click()
    page.get_by_role("button", name="Je m’en charge").click()
    expect(page.get_by_role("button", name="Rendre à la file")).to_be_visible()
    adresse = page.url

    connexion(page, equipe["autre"])
    page.goto(adresse)
    expect(page.get_by_text("Déjà pris en charge")).to_be_visible()
    page.get_by_role("link", name="Réorienter").click()
    page.get_by_label("Précision").fill("Vers la mairie")
    page.get_by_label("Besoin hors des missions du service").check()

    autre_page = page.context.new_page()
    connexion(autre_page, equipe["csam"])
    autre_page.goto(adresse)
    autre_page.get_by_role("link", name="Affecter").click()
    autre_page.get_by_label("Assistant de service social").select_option("Rose Marin – Bourg-en-Bresse")
    autre_page.get_by_role("button", name="Affecter").click()
    expect(autre_page.get_by_role("button", name="Défaire l’affectation")).to_be_visible()

    connexion(page, equipe["autre"])
    page.get_by_role("button", name="Réorienter").click()
    expect(page.locator(".resume-erreurs")).to_contain_text("Quelqu'un a agi entre-temps")
    expect(page.get_by_label("Précision")).to_have_value("Vers la mairie")
    expect(page.get_by_label("Besoin hors des missions du service")).to_be_checked()
    with perimetre(TOUT):
        assert Signalement.objects.get(nom="Durant00").affecte_a == equipe["ass"]


def test_un_signalement_au_telephone(page: Page, equipe, connexion, axe):
    connexion(page, equipe["csam"])
    page.goto("/signalements/")
    prete(page)
    page.keyboard.press("n")
    page.get_by_label("Nom", exact=True).fill("Lenoir")
    page.get_by_role("button", name="Enregistrer le signalement").click()
    expect(page.locator(".resume-erreurs")).to_be_focused()
    axe(page)
    expect(page.get_by_label("Nom", exact=True)).to_have_value("Lenoir")
    page.get_by_label("Prénom").fill("Sacha")
    page.get_by_label("Origine").select_option("Assuré lui-même")
    page.get_by_label("Canal").select_option("Appel au 3646")
    page.get_by_label("Accord de la personne").select_option("Accord recueilli")
    page.get_by_role("button", name="Enregistrer le signalement").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("LENOIR Sacha")
    expect(page.get_by_text("Dans 14 jours")).to_be_visible()
