"""The chain of an arrêt de travail: an avis initial and its prolongations (docs/regles.md, DOS-5)."""

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
    """Groups the pieces into chains. The oldest chain comes first, and in each chain the oldest piece.

    A prolongation continues the chain when it starts at the latest on the day after its end. An avis initial, or a
    day at work in between, opens another chain.
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
    """Counts the calendar days of a chain, its first and its last day included."""
    return (chaine[-1].au - chaine[0].du).days + 1
