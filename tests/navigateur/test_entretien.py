"""In a real browser: an entretien written by keyboard, and nothing of it lost whatever happens to the page."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, Route, expect

from cases.enums import EtatRendezVous
from cases.models import Accompagnement, Brouillon, Entretien, Note, RendezVous
from partners.enums import Profil
from partners.models import Agent
from servicesocial.perimetre import TOUT, perimetre
from tests.fabriques import (
    AccompagnementFactory,
    AssureFactory,
    EntretienFactory,
    NoteFactory,
    RendezVousFactory,
    SiteFactory,
    un_agent,
)
from tests.fabriques.annuaire import DepartementFactory

LONG = "Elle reprend son poste à temps partiel. " * 50


@pytest.fixture
def ass(transactional_db: None) -> Agent:
    site = SiteFactory(departement=DepartementFactory(code="01"), nom="Bourg-en-Bresse")
    return un_agent(Profil.ASS, site)


@pytest.fixture
def suivi(ass: Agent) -> Accompagnement:
    site = ass.affectations.get().site
    assure = AssureFactory(departement=site.departement, nom="Durant")
    return AccompagnementFactory(assure=assure, site=site, referent=ass)


def adresse(suivi: Accompagnement) -> str:
    return reverse("cases:entretien_saisir", args=[suivi.uuid])


def garde(page: Page) -> None:
    expect(page.get_by_text("Brouillon enregistré à")).to_be_visible()


def textes() -> list[str]:
    with perimetre(TOUT):
        return list(Note.objects.values_list("texte", flat=True))


@pytest.fixture(params=["souris", "clavier"])
def finir(request: pytest.FixtureRequest):
    """`finir(page, fois)`: « Terminer », by mouse or by keyboard; twice is a double click, or a key pressed twice."""

    def terminer(page: Page, fois: int = 1) -> None:
        if request.param == "souris":
            page.get_by_role("button", name="Terminer").click(click_count=fois)
            return
        page.get_by_label("Synthèse").focus()
        for _ in range(fois):
            page.keyboard.press("Control+Enter")

    return terminer


def test_un_onglet_ferme_puis_un_double_envoi(page: Page, ass, suivi, connexion, axe, sans_defilement, finir):
    connexion(page, ass)
    page.goto(reverse("cases:dossier", args=[suivi.assure.uuid]))
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Entretien avec")
    axe(page)
    page.get_by_label("Synthèse").focus()
    page.keyboard.insert_text(LONG)
    garde(page)
    # The tab is closed; the text is there in another one.
    autre = page.context.new_page()
    page.close()
    autre.goto(adresse(suivi))
    expect(autre.get_by_label("Synthèse")).to_have_value(LONG)
    sans_defilement(autre)
    finir(autre, 2)
    expect(autre.get_by_text("L’entretien est enregistré.")).to_be_visible()
    with perimetre(TOUT):
        assert (Entretien.objects.count(), Brouillon.objects.count()) == (1, 0)
    assert textes() == [LONG.strip()]


def test_une_session_terminee_ne_perd_rien(page: Page, ass, suivi, connexion, finir):
    connexion(page, ass)
    page.goto(adresse(suivi))
    page.get_by_label("Synthèse").fill(LONG)
    garde(page)
    Session.objects.all().delete()
    page.get_by_label("Synthèse").fill(LONG + "Fin.")
    expect(page.get_by_text("Votre session est terminée.")).to_be_visible()
    finir(page)
    # The answers to this try end the session of the browser: she logs in after them.
    expect(page.locator("form[data-brouillon]:not([data-prepare])")).to_be_visible()
    expect(page.get_by_label("Synthèse")).to_have_value(LONG + "Fin.")
    connexion(page, ass)
    finir(page)
    expect(page.get_by_text("L’entretien est enregistré.")).to_be_visible()
    expect(page.get_by_text("rien n’a été enregistré")).to_have_count(0)
    assert textes() == [LONG + "Fin."]


def test_un_reseau_coupe_puis_revenu_ne_perd_rien(page: Page, ass, suivi, connexion, finir):
    connexion(page, ass)
    page.goto(adresse(suivi))
    page.get_by_label("Synthèse").fill("Début")
    garde(page)
    coupe = True
    page.route("**/brouillon/", lambda route: route.abort() if coupe else route.continue_())
    page.get_by_label("Synthèse").fill(LONG)
    expect(page.get_by_text("Le réseau ne répond pas.")).to_be_visible()
    finir(page)
    expect(page.get_by_label("Synthèse")).to_have_value(LONG)
    coupe = False
    finir(page)
    expect(page.get_by_text("L’entretien est enregistré.")).to_be_visible()
    assert textes() == [LONG.strip()]


def test_redemander_pendant_un_essai_qui_echoue_est_un_essai(page: Page, ass, suivi, connexion, finir):
    """Her second press comes while the first one still waits for the network, which then refuses it."""
    connexion(page, ass)
    page.goto(adresse(suivi))
    page.get_by_label("Synthèse").fill(LONG)
    garde(page)
    retenus: list[Route] = []
    page.route("**/brouillon/", lambda route: route.continue_() if retenus else retenus.append(route))
    with page.expect_request("**/brouillon/"):
        finir(page)
    finir(page)
    retenus[0].abort()
    expect(page.get_by_text("L’entretien est enregistré.")).to_be_visible()
    assert textes() == [LONG.strip()]


def test_deux_fenetres_montrent_les_deux_textes(page: Page, ass, suivi, connexion, finir):
    connexion(page, ass)
    autre = page.context.new_page()
    for fenetre in (page, autre):
        fenetre.goto(adresse(suivi))
    page.get_by_label("Synthèse").fill("Première fenêtre")
    garde(page)
    autre.get_by_label("Synthèse").fill("Seconde fenêtre")
    expect(autre.get_by_text("dans une autre fenêtre")).to_be_visible()
    autre.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(autre.get_by_text("Première fenêtre")).to_be_visible()
    expect(autre.get_by_label("Synthèse")).to_have_value("Seconde fenêtre")
    finir(autre)
    expect(autre.get_by_text("L’entretien est enregistré.")).to_be_visible()
    assert textes() == ["Seconde fenêtre"]


class Compteur:
    """Counts what the hand does besides writing: presses of a key and clicks."""

    def __init__(self, page: Page) -> None:
        self.page, self.gestes = page, 0

    def touche(self, *touches: str) -> None:
        for touche in touches:
            self.page.keyboard.press(touche)
            self.gestes += 1

    def clic(self, cible: Locator) -> None:
        cible.click()
        self.gestes += 1

    def texte(self, texte: str) -> None:
        self.page.keyboard.insert_text(texte)


@pytest.fixture
def attendue(suivi: Accompagnement, ass: Agent) -> RendezVous:
    """She was expected this morning; her last entretien says the mode and the place."""
    matin = timezone.localtime().replace(hour=0, minute=5)
    return RendezVousFactory(accompagnement=suivi, agent=ass, debut=matin, mode="visio")


def themes_notes() -> set[str]:
    with perimetre(TOUT):
        return set(Entretien.objects.get().themes.values_list("code", flat=True))


def test_de_ma_journee_a_la_fin_au_clavier_en_douze_touches(page: Page, ass, suivi, attendue, connexion):
    connexion(page, ass)
    page.goto("/")
    main = Compteur(page)
    main.touche("j", "Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("DURANT")
    main.touche("n")
    expect(page.get_by_label("Emploi et maintien dans l'emploi")).to_be_focused()
    main.touche("Space", "Tab", "Space", "Alt+y")
    expect(page.get_by_label("Synthèse")).to_be_focused()
    main.texte(LONG)
    main.touche("Tab")
    main.texte("Visite de pré-reprise le mois prochain")
    main.touche("Control+Enter")
    expect(page.get_by_text("L’entretien est enregistré.")).to_be_visible()
    assert main.gestes <= 12, main.gestes
    with perimetre(TOUT):
        entretien = Entretien.objects.get()
        assert (entretien.mode, entretien.prochaine_etape) == (
            "visio",
            "Visite de pré-reprise le mois prochain",
        )
        attendue.refresh_from_db()
        assert attendue.entretien == entretien
    assert themes_notes() == {"emploi", "acces-soins"}


def test_de_ma_journee_a_la_fin_a_la_souris_en_douze_clics(page: Page, ass, suivi, attendue, connexion):
    connexion(page, ass)
    page.goto("/")
    main = Compteur(page)
    main.clic(page.get_by_role("link", name="Entretien avec"))
    main.clic(page.get_by_label("Emploi et maintien dans l'emploi"))
    main.clic(page.get_by_label("Accès aux soins"))
    main.clic(page.get_by_label("Synthèse"))
    main.texte(LONG)
    main.clic(page.get_by_label("Prochaine étape"))
    main.texte("Visite de pré-reprise")
    main.clic(page.get_by_role("button", name="Terminer"))
    expect(page.get_by_text("L’entretien est enregistré.")).to_be_visible()
    assert main.gestes <= 12, main.gestes
    assert themes_notes() == {"emploi", "acces-soins"}


def test_absente_ou_injoignable_en_deux_gestes(page: Page, ass, suivi, attendue, connexion):
    connexion(page, ass)
    page.goto("/")
    main = Compteur(page)
    main.clic(page.get_by_role("link", name="Entretien avec"))
    expect(page.get_by_label("Synthèse")).to_be_visible()
    main.touche("i")
    expect(page.get_by_label("Résultat")).to_have_value("injoignable")
    page.get_by_role("button", name="Noter le contact").click()
    expect(page.get_by_text("Le contact est noté.")).to_be_visible()
    page.goto("/")
    deux = Compteur(page)
    deux.clic(page.get_by_role("link", name="Entretien avec"))
    expect(page.get_by_label("Synthèse")).to_be_visible()
    deux.touche("b")
    expect(page.get_by_text("Absent", exact=True)).to_be_visible()
    assert deux.gestes == 2
    with perimetre(TOUT):
        attendue.refresh_from_db()
        assert (attendue.etat, Entretien.objects.count()) == (EtatRendezVous.ABSENT, 0)


def test_les_notes_se_deplient_sans_quitter_le_clavier(page: Page, ass, suivi, connexion, axe):
    connexion(page, ass)
    page.goto(adresse(suivi))
    page.get_by_label("Synthèse").focus()
    for touche, champ in (("s", "Note de secret"), ("a", "Note administrative")):
        page.keyboard.press(f"Alt+{touche}")
        expect(page.get_by_label(champ)).to_be_focused()
        page.keyboard.insert_text(f"Texte {touche}")
    page.keyboard.press("Alt+p")
    expect(page.get_by_label("Préconisation 1")).to_be_focused()
    page.get_by_label("Préconisation 1").select_option(label="Rechercher une formation")
    page.keyboard.press("Alt+d")
    page.get_by_label("Démarche 1").select_option(label="Échange avec la CPAM")
    axe(page)
    garde(page)
    page.reload()
    expect(page.get_by_label("Note de secret")).to_have_value("Texte s")
    expect(page.get_by_label("Préconisation 1")).not_to_have_value("")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("L’entretien est enregistré.")).to_be_visible()
    expect(page.get_by_text("Préconisation : Rechercher une formation", exact=True)).to_be_visible()
    expect(page.get_by_text("Démarche : Échange avec la CPAM", exact=True)).to_be_visible()
    assert set(textes()) == {"Texte s", "Texte a"}


def test_une_correction_se_garde_et_deux_personnes_voient_les_deux_textes(page: Page, ass, suivi, connexion):
    entretien = EntretienFactory(accompagnement=suivi, agent=ass)
    NoteFactory(accompagnement=suivi, entretien=entretien, auteur=ass, texte="D'avant")
    connexion(page, ass)
    page.goto(reverse("cases:dossier", args=[suivi.assure.uuid]))
    page.locator(".chrono summary", has_text="Corriger").click()
    page.locator(".chrono").get_by_role("link", name="Corriger", exact=True).click()
    expect(page.get_by_label("Synthèse")).to_be_focused()
    autre = page.context.new_page()
    autre.goto(page.url)
    page.get_by_label("Synthèse").fill("Première fenêtre")
    garde(page)
    autre.get_by_label("Synthèse").fill("Seconde fenêtre")
    expect(autre.get_by_text("dans une autre fenêtre")).to_be_visible()
    autre.get_by_role("button", name="Garder pour plus tard").click()
    expect(autre.get_by_text("Première fenêtre")).to_be_visible()
    autre.get_by_label("Synthèse").press("Control+Enter")
    expect(autre.get_by_text("L’entretien est corrigé.")).to_be_visible()
    assert textes() == ["Seconde fenêtre"]
    autre.get_by_role("link", name="Historique").click()
    expect(autre.get_by_text("D'avant")).to_be_visible()
