"""The chain of an arrêt de travail: an avis initial and its prolongations."""

import datetime
from collections.abc import Iterable
from typing import Protocol, TypeVar

from cases.enums import NaturePiece

UN_JOUR = datetime.timedelta(days=1)


class Piece(Protocol):
    """A piece covers `du` to `au`, both included."""

    nature: str
    du: datetime.date
    au: datetime.date


P = TypeVar("P", bound=Piece)


def enchainer(pieces: Iterable[P]) -> list[list[P]]:
    """The pieces in chains, the oldest first, inside each as among them.

    A prolongation continues the chain when it starts on the day after at the latest; an avis initial, or a day
    at work in between, opens another one.
    """
    chaines: list[list[P]] = []
    for piece in sorted(pieces, key=lambda piece: piece.du):
        suit = chaines and piece.du <= chaines[-1][-1].au + UN_JOUR
        if suit and piece.nature == NaturePiece.PROLONGATION:
            chaines[-1].append(piece)
        else:
            chaines.append([piece])
    return chaines


def jours_couverts(chaine: list[P]) -> int:
    """Calendar days from the first to the last, both included."""
    return (chaine[-1].au - chaine[0].du).days + 1
