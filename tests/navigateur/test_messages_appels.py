"""In a real browser: calls counted in two keys from any page, a message left, then closed by the call."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases.models import Accompagnement, CompteAppels
from partners.enums import Profil
from partners.models import Agent
from tests.fabriques import (
    AccompagnementFactory,
    AssureFactory,
    MessageReferentFactory,
    SiteFactory,
    un_agent,
)
from tests.fabriques.annuaire import DepartementFactory


@pytest.fixture
def equipe(transactional_db: None) -> dict[str, Agent]:
    site = SiteFactory(departement=DepartementFactory(code="01"), nom="Bourg-en-Bresse")
    return {"csam": un_agent(Profil.CSAM, site), "ass": un_agent(Profil.ASS, site)}


@pytest.fixture
def suivi(equipe: dict[str, Agent]) -> Accompagnement:
    site = equipe["csam"].affectations.get().site
    assure = AssureFactory(departement=site.departement, nom="Durant", telephone="04 74 00 00 00")
    return AccompagnementFactory(assure=assure, site=site, referent=equipe["ass"])


def frapper(page: Page, touches: str) -> None:
    for touche in touches.split():
        page.keyboard.press(touche)


def comptes() -> dict[tuple[str, bool], int]:
    return {(c.sens, c.traite): c.nombre for c in CompteAppels.objects.filter(nombre__gt=0)}


def test_deux_touches_depuis_une_page_et_la_derniere_se_retire(page: Page, equipe, connexion, axe):
    connexion(page, equipe["csam"])
    page.goto("/dossiers/")
    page.wait_for_load_state("load")
    for touches, dit in (
        ("o e", "Appel reçu, traité"),
        ("o s", "Appel passé, abouti"),
        ("o x", "Appel passé, sans réponse"),
        ("o m", "Appel reçu, non traité"),
    ):
        frapper(page, touches)
        expect(page.locator("#messages")).to_contain_text(f"{dit} : compté pour Bourg-en-Bresse.")
    assert set(comptes().values()) == {1}
    assert len(comptes()) == 4
    frapper(page, "o z")
    expect(page.locator("#messages")).to_contain_text("Appel reçu, non traité : retiré.")
    assert ("entrant", False) not in comptes()
    page.get_by_role("button", name="Compter un appel").click()
    page.get_by_role("button", name="Appel reçu, non traité").click()
    expect(page.locator("#messages")).to_contain_text("compté pour")
    page.get_by_role("button", name="Compter un appel").click()
    expect(page.locator("#appels-dernier")).to_contain_text("Appel reçu, non traité, à")
    expect(page.get_by_role("button", name="Le retirer")).to_be_visible()
    axe(page)
    # A field is typed in, nothing is counted.
    avant = comptes()
    page.goto("/signalements/nouveau/")
    page.get_by_label("Nom", exact=False).first.focus()
    frapper(page, "o e")
    assert comptes() == avant


def test_un_message_laisse_puis_le_rappel_le_clot(page: Page, equipe, suivi, connexion, axe, sans_defilement):
    connexion(page, equipe["csam"])
    page.goto(f"/dossiers/{suivi.assure.uuid}/")
    page.get_by_role("link", name="Laisser un message au référent").click()
    page.get_by_label("Raison").select_option(label="Demande à être rappelé")
    page.get_by_label("Message").fill("Après 17 h")
    page.get_by_role("button", name="Laisser le message").click()
    expect(page.locator("#messages")).to_contain_text("Le message est laissé")
    MessageReferentFactory(
        accompagnement=suivi, rappeler_avant=timezone.localdate() - datetime.timedelta(days=2)
    )
    connexion(page, equipe["ass"])
    page.goto("/")
    bloc = page.locator("section", has=page.get_by_role("heading", name="Messages à rappeler (2)"))
    expect(bloc.locator("li.message").first).to_contain_text("En retard de 2 jours")
    axe(page)
    sans_defilement(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    bloc.locator("li.message", has_text="Après 17 h").get_by_role("button", name="Joint").click()
    expect(page.get_by_role("heading", name="Messages à rappeler (1)")).to_be_visible()
    connexion(page, equipe["csam"])
    page.goto("/")
    expect(page.locator("#messages-laisses").locator("..").locator("..")).to_contain_text("Personne jointe")
