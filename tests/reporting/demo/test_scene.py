"""The scene on a small unit, on days that are not like the others."""

import datetime
from pathlib import Path

import pytest
from django.utils import timezone

from cases.enums import EtatRendezVous
from cases.models import CompteAppels, RendezVous, Signalement
from cases.reprise.ecriture import ecrire_dossier
from cases.reprise.operation import reprendre
from partners.domain.referentiels import charger_referentiels
from reporting.demo.recit.ecriture import contenu
from reporting.demo.recit.generation import generer
from reporting.demo.scene import representation
from reporting.demo.scene.horloge import a, instant
from reporting.demo.scene.troupe import Ampleur
from reporting.indicateurs import calculer_figures
from servicesocial.models import Journal
from servicesocial.perimetre import TOUT, perimetre
from servicesocial.refus import RefusMetier
from tests.reporting.demo.outils import fichier_de


@pytest.fixture(autouse=True)
def courte(monkeypatch: pytest.MonkeyPatch) -> None:
    """As few acts as show what these tests look at."""
    ampleur = Ampleur(suivis=6, anciens=3, attente=6, actions=2, brouillons=2, jours_d_appels=1)
    monkeypatch.setattr(representation, "MOINDRE", ampleur)


def jouee(chemin: Path, jour: datetime.date) -> int:
    """A small demonstration of that day, loaded and played; returns how many units were played."""
    charger_referentiels()
    contexte = generer([fichier_de({"assures_pdp": 40, "assures_sps": 20, "entretiens_total": 150})], 1, jour)
    ecrire_dossier(chemin, contenu(contexte))
    assert reprendre(chemin).total_erreurs == 0
    return representation.jouer(contexte)


@pytest.mark.django_db
@pytest.mark.parametrize("fete", [datetime.date(2026, 11, 21), datetime.date(2026, 12, 25)])
def test_un_jour_chome_a_aussi_ses_rendez_vous(tmp_path: Path, fete: datetime.date) -> None:
    assert jouee(tmp_path, fete) == 1
    with perimetre(TOUT):
        assert RendezVous.objects.filter(etat=EtatRendezVous.PREVU, debut__date=fete).count() >= 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("jour", "unites"), [(datetime.date(2024, 1, 2), 0), (datetime.date(2024, 1, 25), 1)]
)
def test_en_janvier_le_present_commence_a_peine(tmp_path: Path, jour: datetime.date, unites: int) -> None:
    """Nothing that is played is of the published year, even when it has just ended."""
    assert jouee(tmp_path, jour) == unites
    with perimetre(TOUT):
        assert CompteAppels.objects.filter(jour__year=2023).count() == 0
        assert Journal.objects.filter(horodatage__year=2023).count() == 0
        assert Signalement.objects.filter(recu_le__gt=jour).count() == 0
    figures = calculer_figures(2023)["26"].chiffres
    assert (figures["assures_pdp"], figures["assures_sps"], figures["entretiens_total"]) == (40, 20, 150)


def test_l_horloge_revient_a_l_heure_meme_apres_un_refus() -> None:
    jour = datetime.date(2026, 3, 2)

    def refuser() -> None:
        with a(instant(jour, 9, 30)):
            assert (timezone.localdate(), timezone.localtime().hour) == (jour, 9)
            raise RefusMetier("Refusé.")

    with pytest.raises(RefusMetier):
        refuser()
    assert timezone.localdate() != jour


def test_le_jour_meme_aucune_heure_n_est_a_venir() -> None:
    with a(instant(timezone.localdate(), 23, 59)):
        jouee_a = timezone.now()
    assert jouee_a <= timezone.now()
