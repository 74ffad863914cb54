"""Two dossiers of one person become one: what is proposed for each field, and which periods cannot stand together."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from cases.enums import Cote


class Periode(Protocol):
    """`du` to `au`, both included."""

    @property
    def du(self) -> datetime.date: ...

    @property
    def au(self) -> datetime.date: ...


P = TypeVar("P", bound=Periode)


def cote_propose(garde: object, absorbe: object) -> Cote:
    """Proposes the dossier kept, unless only the absorbed one says something.

    A protection says something when it is on.
    """
    return Cote.ABSORBE if absorbe and not garde else Cote.GARDE


@dataclass(frozen=True)
class Chevauchement(Generic[P]):
    """Periods of the two dossiers that cannot all stand: an agent keeps those of one dossier or those of the other."""

    gardes: tuple[P, ...]
    absorbes: tuple[P, ...]


def chevauchements(gardes: Sequence[P], absorbes: Sequence[P]) -> list[Chevauchement[P]]:
    """Groups the periods that overlap from one dossier to the other. The earliest group comes first.

    Within one dossier nothing overlaps. A group holds everything that overlaps directly or through another period, so
    that keeping one dossier's periods in each group leaves no overlap.
    """
    groupes: list[tuple[list[P], list[P]]] = []
    for absorbe in sorted(absorbes, key=lambda periode: periode.du):
        touches = [garde for garde in gardes if garde.du <= absorbe.au and absorbe.du <= garde.au]
        if not touches:
            continue
        lies = [groupe for groupe in groupes if any(garde in groupe[0] for garde in touches)]
        fusionne: tuple[list[P], list[P]] = ([], [absorbe])
        for groupe in lies:
            fusionne[0].extend(groupe[0])
            fusionne[1].extend(groupe[1])
            groupes.remove(groupe)
        fusionne[0].extend(garde for garde in touches if garde not in fusionne[0])
        groupes.append(fusionne)
    trouves = [Chevauchement(tuple(_tries(g)), tuple(_tries(a))) for g, a in groupes]
    return sorted(trouves, key=lambda trouve: min(trouve.gardes[0].du, trouve.absorbes[0].du))


def _tries(periodes: list[P]) -> list[P]:
    return sorted(periodes, key=lambda periode: periode.du)
