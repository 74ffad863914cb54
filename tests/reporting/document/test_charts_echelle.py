"""Charts: scales, places of labels and widths of texts."""

from __future__ import annotations

import string
from decimal import Decimal
from itertools import pairwise

import pytest
from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from reporting.charts.echelle import ecarter, graduations
from reporting.charts.texte import couper, largeur, propre


@pytest.mark.parametrize(
    ("maximum", "attendu"),
    [
        (3780, ["0", "1000", "2000", "3000", "4000"]),
        (37, ["0", "10", "20", "30", "40"]),
        (3, ["0", "1", "2", "3"]),
        (1, ["0", "1"]),
        (9, ["0", "3", "6", "9"]),
        (Decimal("0.8"), ["0.0", "0.2", "0.4", "0.6", "0.8"]),
        (0, ["0", "1"]),
    ],
)
def test_graduations(maximum: int | Decimal, attendu: list[str]) -> None:
    assert [Decimal(pas) for pas in attendu] == graduations(maximum)


@given(st.decimals("0.01", 10**12, places=2))
def test_graduations_encadrent_le_maximum(maximum: Decimal) -> None:
    pas = graduations(maximum)
    assert pas[0] == 0
    assert pas[-2] < maximum <= pas[-1]
    assert 2 <= len(pas) <= 7
    assert len({b - a for a, b in pairwise(pas)}) == 1


@given(st.lists(st.floats(0, 200), max_size=12), st.floats(0, 30))
def test_ecarter_separe_sans_sortir(positions: list[float], ecart: float) -> None:
    places = ecarter(positions, ecart, 0, 200)
    assert len(places) == len(positions)
    assert all(-1e-6 <= place <= 200 + 1e-6 for place in places)
    tenu = min(ecart, 200 / max(1, len(places) - 1))
    rangees = sorted(places)
    assert all(b - a >= tenu - 1e-6 for a, b in pairwise(rangees))


@given(st.text(max_size=120), st.floats(30, 300), st.integers(1, 4))
def test_couper_tient_dans_la_place(texte: str, place: float, lignes: int) -> None:
    coupes = couper(texte, 14, place, lignes=lignes)
    assert 1 <= len(coupes) <= lignes
    assert all(largeur(ligne, 14) <= place for ligne in coupes if len(ligne) > 1)
    if not coupes[-1].endswith("…"):
        assert "".join(coupes).replace(" ", "") == propre(texte).replace(" ", "")


@pytest.mark.parametrize(("graisse", "gras"), [(400, False), (600, True)])
def test_largeurs_au_moins_celles_de_la_police(graisse: int, gras: bool) -> None:
    """The table of widths is an upper bound, and not a wasteful one, of the font delivered."""
    chemin = finders.find(f"vendor/inter/inter-latin-{graisse}-normal.woff2")
    police = TTFont(chemin)
    glyphes, chasses = police.getBestCmap(), police["hmtx"]
    for texte in (
        string.ascii_letters,
        string.digits + string.punctuation,
        "àâäçéèêëîïôöùûüÿœæÀÂÇÉÈÊÎÔÙÛŒ«»’…–",
        "Prévention de la désinsertion professionnelle (PDP)",
        "1 874",
    ):
        reelle = sum(chasses[glyphes[ord(car)]][0] for car in texte) / police["head"].unitsPerEm
        assert reelle * 100 <= largeur(texte, 100, gras=gras) + 0.01 <= reelle * 115
