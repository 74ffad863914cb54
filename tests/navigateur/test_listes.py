"""A list in a real browser: deposited, verified, imported by the worker, read, undone."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases.models import FichierSignalements, Signalement
from partners.enums import Profil
from partners.models import Agent
from servicesocial import tasks
from servicesocial.models import Travail
from servicesocial.perimetre import TOUT, perimetre
from tests.cases.listes_recues.outils import ENTETES, en_csv, personne
from tests.fabriques import CommuneFactory, DepartementFactory, PartenaireFactory, SiteFactory, un_agent


@pytest.fixture
def csam(transactional_db: None) -> Agent:
    site = SiteFactory(departement=DepartementFactory(code="01"), nom="Bourg-en-Bresse")
    CommuneFactory(code="01053", nom="Bourg-en-Bresse", codes_postaux="01000", departement_insee="01")
    PartenaireFactory(nom="CPAM de l’Ain").departements.add(site.departement)
    return un_agent(Profil.CSAM, site.departement)


def test_deposer_verifier_importer_defaire(page: Page, csam, connexion, axe, sans_defilement, tmp_path):
    arret = timezone.localdate() - datetime.timedelta(days=120)
    lignes = [personne(rang, arret=arret) for rang in range(12)]
    fausse = ("1850578006078", *lignes[0][1:])
    liste = tmp_path / "requete-mars.csv"
    titres = ("NIR", "Colonne A", *ENTETES[2:])
    liste.write_bytes(en_csv([*lignes, fausse], "cp1252", entetes=titres))

    connexion(page, csam)
    page.goto("/signalements/")
    page.get_by_role("link", name="Listes reçues").click()
    page.get_by_role("link", name="Déposer une liste").first.click()
    page.get_by_label("Fichier").set_input_files(liste)
    page.get_by_label("Expéditeur").select_option("CPAM de l’Ain")
    page.get_by_label("Origine").select_option("CPAM : requête arrêts de 90 jours et plus")
    page.get_by_label("Site").select_option("Bourg-en-Bresse")
    page.get_by_role("button", name="Déposer et vérifier").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("requete-mars.csv")
    expect(page.get_by_text("10 de ces 10 lignes seraient rejetées")).to_be_visible()
    axe(page)
    sans_defilement(page)
    page.get_by_role("button", name="Importer le fichier").click()
    expect(page.get_by_text("Indiquez la colonne qui contient : Nom.")).to_be_visible()
    page.get_by_label("Colonne A").select_option("Nom")
    page.get_by_role("button", name="Revoir l’aperçu").click()
    expect(page.get_by_text("Lisible").first).to_be_visible()
    page.get_by_role("button", name="Importer le fichier").click()
    expect(page.get_by_text("En attente de traitement")).to_be_visible()
    axe(page)
    with perimetre(TOUT):
        travail = FichierSignalements.objects.get().travail
    tasks.faire(str(travail.uuid))
    expect(page.get_by_role("link", name="Télécharger le rapport")).to_be_visible()
    expect(page.get_by_role("table").get_by_text("Signalement créé")).to_have_count(12)
    axe(page)
    sans_defilement(page)
    page.get_by_role("link", name="Rejetée").click()
    expect(page.get_by_role("table").get_by_text("Rejetée")).to_have_count(1)
    expect(page.get_by_role("table").get_by_text("Signalement créé")).to_have_count(0)
    page.get_by_role("link", name="Défaire tout le fichier").click()
    page.get_by_label("Motif").fill("Mauvais mois")
    page.get_by_role("button", name="Défaire").click()
    expect(page.get_by_text("En attente de traitement")).to_be_visible()
    tasks.faire(str(Travail.objects.latest("demande_le").uuid))
    expect(page.get_by_text("Ce fichier est défait")).to_be_visible()
    with perimetre(TOUT):
        assert not Signalement.objects.comptent().exists()
