"""A real Celery worker on a real Redis, killed while it works: the bilan comes once, and whole."""

import datetime
import io
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

from reporting.bilans import demander_bilan
from reporting.enums import EtatBilan
from reporting.models import Bilan
from servicesocial.enums import EtatTravail
from servicesocial.models import Travail
from tests.fabriques import AccompagnementFactory, DepartementFactory, EntretienFactory, SiteFactory
from tests.travailleur import Travailleur, attendre, attendre_la_fin_du_bail


@pytest.fixture
def travailleur(transactional_db: None, tmp_path: Path, worker_id: str) -> Iterator[Travailleur]:
    travailleur = Travailleur(tmp_path, f"essai-{worker_id}-{time.monotonic_ns()}")
    yield travailleur
    travailleur.tuer()


@pytest.fixture
def bilan(transactional_db: None) -> Bilan:
    ain = DepartementFactory(code="01")
    accompagnement = AccompagnementFactory(site=SiteFactory(departement=ain), assure__departement=ain)
    for jour in range(1, 21):
        EntretienFactory(accompagnement=accompagnement, date=datetime.date(2023, 6, jour))
    return demander_bilan(agent=None, unite=ain, annee=2023)


def etat_est(etat: EtatTravail) -> Callable[[], bool]:
    return lambda: Travail.objects.filter(etat=etat).exists()


def verifier_entier(bilan: Bilan) -> None:
    bilan.refresh_from_db()
    assert (bilan.etat, Bilan.objects.count(), Travail.objects.count()) == (EtatBilan.PRODUIT, 1, 1)
    assert bilan.figures["chiffres"]["entretiens_total"]["valeur"] == 20
    with pikepdf.open(io.BytesIO(bilan.pdf)) as pdf:
        assert len(pdf.pages) > 5


def tuer_puis_reprendre(travailleur: Travailleur, fois: int, hasard: random.Random) -> None:
    """Kills the worker `fois` times while it holds the job, at any point of its work."""
    for _ in range(fois):
        travailleur.demarrer()
        attendre(etat_est(EtatTravail.EN_COURS), "le travailleur tient le bilan")
        time.sleep(hasard.uniform(0, 0.6))
        travailleur.tuer()
        if Travail.objects.get().etat == EtatTravail.PRODUIT:
            return
        attendre_la_fin_du_bail()
    travailleur.demarrer()
    attendre(etat_est(EtatTravail.PRODUIT), "le bilan est produit")


def test_le_travailleur_reprend_une_demande_dont_le_message_est_perdu(travailleur, bilan):
    """No message was ever sent on this queue: the row alone makes the bilan happen."""
    travailleur.demarrer()
    attendre(etat_est(EtatTravail.PRODUIT), "le bilan est produit")
    verifier_entier(bilan)


def test_tue_deux_fois_en_plein_travail(travailleur, bilan):
    tuer_puis_reprendre(travailleur, 2, random.Random(1))
    verifier_entier(bilan)


@pytest.mark.abus
def test_tue_dix_fois_en_plein_travail(travailleur, bilan):
    tuer_puis_reprendre(travailleur, 10, random.Random(2))
    verifier_entier(bilan)
