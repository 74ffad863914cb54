"""The chain of an arrêt: an avis initial and its prolongations."""

import datetime
from dataclasses import dataclass

import pytest

from cases.enums import NaturePiece
from cases.rules.arrets import enchainer, jours_couverts


@dataclass(frozen=True)
class Piece:
    nature: str
    du: datetime.date
    au: datetime.date


def piece(nature: str, du: str, au: str) -> Piece:
    return Piece(NaturePiece(nature), datetime.date.fromisoformat(du), datetime.date.fromisoformat(au))


INITIAL = piece("initial", "2023-01-09", "2023-01-31")
SUITE = piece("prolongation", "2023-02-01", "2023-03-15")


def test_une_prolongation_du_lendemain_continue_la_chaine() -> None:
    assert enchainer([SUITE, INITIAL]) == [[INITIAL, SUITE]]
    assert jours_couverts([INITIAL, SUITE]) == 66


@pytest.mark.parametrize(
    "autre",
    [
        pytest.param(
            piece("prolongation", "2023-02-02", "2023-03-15"), id="un jour de reprise entre les deux"
        ),
        pytest.param(piece("initial", "2023-02-01", "2023-03-15"), id="un nouvel avis initial"),
    ],
)
def test_une_autre_chaine_commence(autre: Piece) -> None:
    assert enchainer([INITIAL, autre]) == [[INITIAL], [autre]]


def test_sans_piece_il_n_y_a_pas_de_chaine() -> None:
    assert enchainer([]) == []


def test_une_prolongation_seule_fait_sa_chaine() -> None:
    assert enchainer([SUITE]) == [[SUITE]]
