"""One accompagnement at a time per person and axis (docs/regles.md, DOS-3)."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Parcours:
    """An accompagnement as the rule sees it: each axis with its first day, in any order, and the closing day if any."""

    axes: Sequence[tuple[datetime.date, str]]
    clos_le: datetime.date | None


def axe_libre_le(axe: str, depuis: datetime.date, parcours: Iterable[Parcours]) -> datetime.date | None:
    """Returns the first day, from `depuis` on, when none of these accompagnements is or will be on this axis.

    Returns None when one of them is still open on it. An axis runs until the day the next one starts, or until the
    closing; the axis is free again on that very day.
    """
    libre = depuis
    for suivi in parcours:
        ordonnes = sorted(suivi.axes)
        fins = [du for du, _ in ordonnes[1:]] + [suivi.clos_le]
        for (_, nom), fin in zip(ordonnes, fins, strict=True):
            if nom != axe:
                continue
            if fin is None:
                return None
            libre = max(libre, fin)
    return libre
