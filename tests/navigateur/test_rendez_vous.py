"""A rendez-vous in a real browser: booked while the person is on the line, moved, missed; slots declared."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases.enums import EtatRendezVous, EtatSignalement
from cases.models import Creneau, RendezVous, Signalement
from partners.enums import Profil
from partners.models import Agent
from servicesocial.perimetre import TOUT, perimetre
from tests.fabriques import CreneauFactory, SignalementFactory, SiteFactory, un_agent
from tests.fabriques.annuaire import DepartementFactory


@pytest.fixture
def equipe(transactional_db: None) -> dict[str, Agent]:
    site = SiteFactory(
        departement=DepartementFactory(code="01"),
        nom="Bourg-en-Bresse",
        adresse="12 rue des Essais",
        telephone="04 65 71 00 00",
    )
    ass = un_agent(Profil.ASS, site, prenom="Rose", nom="Marin")
    demain = timezone.localtime().replace(minute=0, second=0, microsecond=0) + datetime.timedelta(days=1)
    for heure in (9, 10, 11):
        CreneauFactory(site=site, agent=ass, debut=demain.replace(hour=heure))
    SignalementFactory(site=site, nom="Durant", prenom="Alix")
    return {"csam": un_agent(Profil.CSAM, site), "ass": ass}


def test_reserve_deplace_absent(page: Page, equipe, connexion, axe, sans_defilement):
    connexion(page, equipe["csam"])
    page.goto("/signalements/")
    page.get_by_role("link", name="DURANT Alix").click()
    page.wait_for_load_state("load")
    page.keyboard.press("v")
    creneau = page.get_by_label("9 h 00 – Rose Marin")
    expect(creneau).to_be_focused()
    axe(page)
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Le rendez-vous est fixé")).to_be_visible()
    confirmation = page.get_by_text("Votre rendez-vous avec Rose Marin")
    expect(confirmation).to_contain_text("12 rue des Essais")
    expect(confirmation).to_contain_text("04 65 71 00 00")
    expect(confirmation).not_to_contain_text("Durant")
    axe(page)
    sans_defilement(page)

    page.keyboard.press("d")
    page.get_by_label("Motif du changement").fill("Empêchement de la personne")
    expect(page.get_by_label("9 h 00 – Rose Marin")).to_have_count(0)
    page.get_by_label("11 h 00 – Rose Marin").check()
    page.get_by_role("button", name="Déplacer").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("11 h 00")

    with perimetre(TOUT):
        assert Signalement.objects.get().etat == EtatSignalement.AFFECTE
        assert list(RendezVous.objects.order_by("pk").values_list("etat", flat=True)) == ["deplace", "prevu"]
        RendezVous.objects.filter(etat="prevu").update(debut=timezone.now() - datetime.timedelta(hours=1))
    connexion(page, equipe["ass"])
    page.goto("/rendez-vous/")
    page.get_by_role("link", name="DURANT Alix").wait_for()
    page.locator("#resultats tbody th a").first.click()
    page.get_by_role("button", name="Absent").click()
    expect(page.get_by_role("status").filter(has_text="L’absence est notée")).to_be_visible()
    with perimetre(TOUT):
        assert RendezVous.objects.filter(etat=EtatRendezVous.ABSENT).count() == 1


def test_declarer_puis_retirer_des_creneaux(page: Page, equipe, connexion, axe):
    connexion(page, equipe["ass"])
    page.goto("/creneaux/")
    page.wait_for_load_state("load")
    page.keyboard.press("n")
    page.get_by_label("Qui reçoit").select_option("Rose Marin")
    page.get_by_label("Site").select_option("Bourg-en-Bresse")
    page.get_by_label("Modalité").select_option("Téléphone")
    page.get_by_role("button", name="Déclarer").click()
    expect(page.locator(".resume-erreurs")).to_contain_text("Choisissez au moins un jour.")
    axe(page)
    for jour in ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi"):
        page.get_by_label(jour).check()
    page.get_by_role("button", name="Déclarer").click()
    expect(page.get_by_role("status").filter(has_text="créneaux sont déclarés")).to_be_visible()
    avant = Creneau.objects.proposes().count()
    page.get_by_role("button", name="Retirer").first.click()
    expect(page.get_by_role("status").filter(has_text="Le créneau est retiré")).to_be_visible()
    assert Creneau.objects.proposes().count() == avant - 1
