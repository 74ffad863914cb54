"""From a published share or mean back to counts and sums that round to it.

Serves the published shares and means (F4, F5, F6, F7, F11).
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random

from reporting.arrondis import repartir

# One month is 30.4375 days = 487/16.
JOURS_PAR_MOIS = Fraction(487, 16)
NOMBRE_ESSAIS = 400


def paires_possibles(part: int, effectif: int) -> range:
    """Counts c of the first class such that (c, effectif - c) is published as (part, 100 - part)."""
    estime = part * effectif // 100
    marge = effectif // 100 + 2
    valides = [
        compte
        for compte in range(max(0, estime - marge), min(effectif, estime + marge) + 1)
        if effectif and repartir([compte, effectif - compte])[0] == part
    ]
    return range(valides[0], valides[-1] + 1) if valides else range(0)


def comptes_pour_parts(parts: Sequence[int], effectif: int, alea: Random) -> list[int] | None:
    """Counts of total `effectif` published as `parts`, or None when there are none to be found."""
    if effectif <= 0 or sum(parts) != 100:
        return None
    base = _plus_proches(parts, effectif)
    for _ in range(NOMBRE_ESSAIS):
        if repartir(base) == list(parts):
            return base
        base = _plus_proches(parts, effectif)
        for _ in range(alea.randint(1, 3)):
            de, vers = alea.sample(range(len(parts)), 2) if len(parts) > 1 else (0, 0)
            if base[de]:
                base[de] -= 1
                base[vers] += 1
    return None


def _plus_proches(parts: Sequence[int], effectif: int) -> list[int]:
    comptes = [part * effectif // 100 for part in parts]
    restes = [part * effectif % 100 for part in parts]
    for i in sorted(range(len(parts)), key=lambda i: -restes[i])[: effectif - sum(comptes)]:
        comptes[i] += 1
    return comptes


def comptes_au_bord(parts: Sequence[int], centaines: int) -> list[int] | None:
    """Counts over 100 x `centaines` people published as `parts` only by the largest remainder and its tie rule.

    The first class is published one above its floor by winning a tie, and half-up rounding would not give it: a
    figure in which any clause that decides on who counts shows.
    """
    if len(parts) < 3 or centaines < 3 or centaines % 2 == 0:
        return None
    reste = (centaines - 1) // 2
    ecarts = [reste - centaines, reste, 1] + [0] * (len(parts) - 3)
    comptes = [part * centaines + ecart for part, ecart in zip(parts, ecarts, strict=True)]
    if min(comptes) < 0 or repartir(comptes) != list(parts):
        return None
    return comptes


def jours_pour_moyenne(dixiemes: int, nombre: int) -> tuple[int, int]:
    """Smallest and largest sums of days of `nombre` lengths published as `dixiemes`/10 months, half up."""
    bas = (Fraction(dixiemes, 10) - Fraction(1, 20)) * nombre * JOURS_PAR_MOIS
    haut = (Fraction(dixiemes, 10) + Fraction(1, 20)) * nombre * JOURS_PAR_MOIS
    return max(0, -(-bas.numerator // bas.denominator)), -(-haut.numerator // haut.denominator) - 1


def repartir_entiers(total: int, poids: Mapping[str, float]) -> dict[str, int]:
    """Whole shares of `total` in proportion to `poids`, the largest remainders first."""
    somme = sum(poids.values()) or 1
    exacts = {cle: total * valeur / somme for cle, valeur in poids.items()}
    parts = {cle: int(valeur) for cle, valeur in exacts.items()}
    cles: Sequence[str] = sorted(exacts, key=lambda cle: parts[cle] - exacts[cle])
    for i in range(total - sum(parts.values())):
        parts[cles[i % len(cles)]] += 1
    return parts
