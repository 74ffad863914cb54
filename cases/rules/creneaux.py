"""The slots of a period: on the days asked for, holidays left out, one after the other from one hour to another."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

import holidays

PERIODE_MAXIMALE = 190
CRENEAUX_MAXIMUM = 500
# Good Friday and 26 December in Moselle, Bas-Rhin and Haut-Rhin (Code du travail, L.3134-13); the days of the abolition
# of slavery overseas (L.3422-2). By unit, the name that `holidays` gives.
JOURS_LOCAUX = {"57": "57", "67": "6AE", "68": "6AE"} | {
    code: code for code in ("971", "972", "973", "974", "976")
}


@dataclass(frozen=True)
class Serie:
    """What an agent asks for: days of the week (`jours`, Monday is 0) and slots of `duree` minutes.

    The first slot of a day starts at `de`, the last one ends at `a` at the latest.
    """

    du: datetime.date
    au: datetime.date
    jours: frozenset[int]
    de: datetime.time
    a: datetime.time
    duree: int

    def refus(self) -> str | None:
        """Returns the sentence that says why this series is impossible, or None."""
        if self.au < self.du:
            return "La période finit avant de commencer."
        if (self.au - self.du).days > PERIODE_MAXIMALE:
            return f"Déclarez {PERIODE_MAXIMALE} jours au plus à la fois."
        if self.a <= self.de:
            return "L'heure de fin précède l'heure de début."
        return None

    def debuts(self, unite: str) -> Iterator[datetime.datetime]:
        """Gives the beginning of each slot, in order and without time zone.

        The holidays are those of the unit (JO-2).
        """
        annees = range(self.du.year, self.au.year + 1)
        feries = holidays.country_holidays("FR", subdiv=JOURS_LOCAUX.get(unite), years=annees)
        duree = datetime.timedelta(minutes=self.duree)
        for rang in range((self.au - self.du).days + 1):
            jour = self.du + datetime.timedelta(days=rang)
            if jour.weekday() not in self.jours or jour in feries:
                continue
            debut, fin = datetime.datetime.combine(jour, self.de), datetime.datetime.combine(jour, self.a)
            while debut + duree <= fin:
                yield debut
                debut += duree
