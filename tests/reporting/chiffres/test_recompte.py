"""The figures against a plain recount of the same records, for every unit, year, key and complement."""

from random import Random

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from reporting.indicateurs import calculer_figures
from tests.reporting.chiffres.lecture_base import lire_base
from tests.reporting.chiffres.lieux import Lieux, poser_lieux
from tests.reporting.chiffres.population import ANNEES, Population
from tests.reporting.chiffres.recompte import recompter

pytestmark = pytest.mark.django_db

ANNEES_DE_BILAN = (*ANNEES, ANNEES[-1] + 1)


@pytest.fixture
def lieux(referentiels: None) -> Lieux:
    return poser_lieux()


def comparer_tout() -> int:
    """Compares each year; returns the number of figures that were compared."""
    releve, compares = lire_base(), 0
    for annee in ANNEES_DE_BILAN:
        figures, attendus = calculer_figures(annee), recompter(releve, annee)
        assert figures.keys() == attendus.keys()
        for unite, attendu in attendus.items():
            assert figures[unite].chiffres == attendu.chiffres, (annee, unite)
            assert figures[unite].complements == attendu.complements, (annee, unite)
            assert {cle: type(v) for cle, v in figures[unite].chiffres.items()} == {
                cle: type(v) for cle, v in attendu.chiffres.items()
            }
            compares += len(attendu.chiffres)
    return compares


def essayer(lieux: Lieux, personnes_max: int) -> None:
    @given(st.randoms(use_true_random=False), st.integers(1, personnes_max))
    def essai(alea: Random, personnes: int) -> None:
        with transaction.atomic():
            population = Population(alea, lieux)
            population.peupler(personnes)
            population.ecrire()
            comparer_tout()
            transaction.set_rollback(True)

    essai()


def test_les_figures_sont_celles_du_recompte(lieux: Lieux) -> None:
    essayer(lieux, personnes_max=6)


@pytest.mark.abus
def test_les_figures_sont_celles_du_recompte_longuement(lieux: Lieux) -> None:
    essayer(lieux, personnes_max=12)


def test_une_population_nombreuse(lieux: Lieux) -> None:
    population = Population(Random(2023), lieux)
    population.peupler(400)
    population.ecrire()
    assert comparer_tout() > 400
