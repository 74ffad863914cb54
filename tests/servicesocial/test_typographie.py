"""Vectors of French typography, and what must hold for any value."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicesocial import typographie as typo

FINE, INSEC = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("valeur", "decimales", "attendu"),
    [
        (0, 0, "0"),
        (999, 0, "999"),
        (8319, 0, f"8{FINE}319"),
        (1234567, 0, f"1{FINE}234{FINE}567"),
        (-1250, 0, f"\u22121{FINE}250"),
        (2.5, 0, "3"),
        (-2.5, 0, "\u22123"),
        (0.15, 1, "0,2"),
        (Decimal("8.94"), 1, "8,9"),
        (-0.4, 0, "0"),
        (None, 0, "–"),
    ],
)
def test_nombre(valeur, decimales, attendu):
    assert typo.nombre(valeur, decimales) == attendu


def test_pourcent_et_mois():
    assert typo.pourcent(12.34) == f"12{INSEC}%"
    assert typo.pourcent(12.35, 1) == f"12,4{INSEC}%"
    assert typo.pourcent(None) == "–"
    assert typo.mois(8.94) == f"8,9{INSEC}mois"
    assert typo.mois(None) == "–"


def test_dates():
    assert typo.date_longue(date(2026, 5, 15)) == f"15{INSEC}mai{INSEC}2026"
    assert typo.date_longue(date(2024, 8, 1)) == f"1er{INSEC}août{INSEC}2024"
    assert typo.date_courte(date(2026, 5, 5)) == "05/05/2026"
    assert typo.heure(datetime(2026, 5, 5, 14, 5, tzinfo=UTC)) == f"14{INSEC}h{INSEC}05"
    assert typo.date_longue(None) == typo.date_courte(None) == typo.heure(None) == "–"


@pytest.mark.parametrize(
    ("phrase", "attendu"),
    [
        ("Attention : deux dossiers !", f"Attention{INSEC}: deux dossiers{FINE}!"),
        (
            "Le motif « arrêt long » ; la suite ?",
            f"Le motif «{INSEC}arrêt long{INSEC}»{FINE}; la suite{FINE}?",
        ),
        ("«sans espace»", f"«{INSEC}sans espace{INSEC}»"),
        ("Soit 12 % de 8 319 personnes", f"Soit 12{INSEC}% de 8{FINE}319 personnes"),
        ("Voir https://exemple.fr à 14:05", "Voir https://exemple.fr à 14:05"),
        ("En 2023 450 dossiers", "En 2023 450 dossiers"),
    ],
)
def test_insecable(phrase, attendu):
    assert typo.insecable(phrase) == attendu


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_nombre_se_relit(valeur):
    texte = typo.nombre(valeur)
    assert int(texte.replace(FINE, "").replace("\u2212", "-")) == valeur
    assert re.fullmatch(r"\u2212?\d{1,3}(\u202f\d{3})*", texte)


@given(st.text())
def test_insecable_ne_change_que_des_espaces_et_une_seule_fois(phrase):
    une_fois = typo.insecable(phrase)
    assert typo.insecable(une_fois) == une_fois
    sans = str.maketrans("", "", " \u00a0\u202f")
    assert une_fois.translate(sans) == phrase.translate(sans)


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("L'équipe d'Ain", "L’équipe d’Ain"),
        ("l&#x27;unité", "l’unité"),
        ("alert('x')", "alert('x')"),
        ("5' et 10'", "5' et 10'"),
        ("déjà l’apostrophe", "déjà l’apostrophe"),
    ],
)
def test_apostrophes(texte, attendu):
    assert typo.apostrophes(texte) == attendu
