"""Draws: one seeded generator for everything, so that a seed and a date give one folder.

Serves no published figure by itself: the same figures, seed and day give the same folder.
"""

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from random import Random

import holidays

UN_JOUR = datetime.timedelta(days=1)


class Hasard(Random):
    """`random.Random` with the draws that records need."""

    def uuid(self) -> str:
        """A version 4 UUID out of the seeded generator."""
        h = f"{self.getrandbits(128):032x}"
        return f"{h[:8]}-{h[8:12]}-4{h[13:16]}-{'89ab'[int(h[16], 16) & 3]}{h[17:20]}-{h[20:]}"

    def parts(self, total: int, nombre: int, maximum: int, moyenne: float | None = None) -> list[int]:
        """`nombre` whole numbers from 1 to `maximum`, of sum `total`, most of them small.

        The maximum gives way when the sum needs it. Raises ValueError when the sum is under the number.
        """
        if nombre == 0 and total == 0:
            return []
        if nombre <= 0 or total < nombre:
            raise ValueError(f"{total} ne se partage pas en {nombre} parts d'au moins 1.")
        maximum = max(maximum, -(-total // nombre) + 1)
        moyenne = moyenne or total / nombre
        parts = [
            min(maximum, 1 + int(self.expovariate(1 / max(0.05, moyenne - 0.55)))) for _ in range(nombre)
        ]
        ecart = total - sum(parts)
        while ecart:
            i = self.randrange(nombre)
            if ecart > 0 and parts[i] < maximum:
                parts[i] += 1
                ecart -= 1
            elif ecart < 0 and parts[i] > 1:
                parts[i] -= 1
                ecart += 1
        return parts

    def durees(self, somme: int, nombre: int, minimum: int = 12) -> list[int]:
        """`nombre` widely spread lengths in days, of sum `somme`."""
        if nombre == 0:
            return []
        moyenne = somme / nombre
        minimum = min(minimum, somme // nombre)
        forme = 1.9
        durees = [max(minimum, round(self.gammavariate(forme, moyenne / forme))) for _ in range(nombre)]
        ecart = somme - sum(durees)
        while ecart:
            pas = max(1, abs(ecart) // nombre)
            i = self.randrange(nombre)
            if ecart > 0:
                durees[i] += pas
                ecart -= pas
            else:
                pas = min(pas, durees[i] - minimum)
                durees[i] -= pas
                ecart += pas
        return durees

    def poisson(self, moyenne: float) -> int:
        """A small count around `moyenne`."""
        return int(self.expovariate(1 / moyenne) + 0.35) if moyenne > 0 else 0


class Calendrier:
    """Working days of France (Monday to Friday, no public holiday), found by period."""

    def __init__(self, debut: datetime.date, fin: datetime.date) -> None:
        feries = holidays.country_holidays("FR", years=range(debut.year, fin.year + 1))
        jours = (debut + n * UN_JOUR for n in range((fin - debut).days + 1))
        self.jours = [jour for jour in jours if jour.weekday() < 5 and jour not in feries]
        self._ensemble = frozenset(self.jours)

    def est_ouvre(self, jour: datetime.date) -> bool:
        return jour in self._ensemble

    def entre(self, du: datetime.date, au: datetime.date) -> Sequence[datetime.date]:
        """Working days from `du` to `au`, both included."""
        return self.jours[bisect_left(self.jours, du) : bisect_right(self.jours, au)]

    def tirer(self, alea: Random, du: datetime.date, au: datetime.date) -> datetime.date:
        """A working day of the period, or some day of it when it holds none."""
        bas, haut = bisect_left(self.jours, du), bisect_right(self.jours, au)
        if bas < haut:
            return self.jours[alea.randrange(bas, haut)]
        return du + alea.randint(0, max(0, (au - du).days)) * UN_JOUR

    def plusieurs(
        self, alea: Random, du: datetime.date, au: datetime.date, nombre: int
    ) -> list[datetime.date]:
        """`nombre` days in order, all different while the period has room for it."""
        bas, haut = bisect_left(self.jours, du), bisect_right(self.jours, au)
        if haut - bas >= nombre:
            return [self.jours[i] for i in sorted(alea.sample(range(bas, haut), nombre))]
        etendue = (au - du).days + 1
        if etendue >= nombre:
            return sorted(du + n * UN_JOUR for n in alea.sample(range(etendue), nombre))
        return sorted(du + alea.randrange(max(1, etendue)) * UN_JOUR for _ in range(nombre))

    def decaler(self, jour: datetime.date, nombre: int) -> datetime.date:
        """The working day `nombre` working days after (or before) `jour`."""
        i = bisect_left(self.jours, jour) + nombre
        return self.jours[min(max(i, 0), len(self.jours) - 1)]
