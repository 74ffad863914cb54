"""Rounding of the published figures (F11): integers and Decimal only, never Python's half-even `round`."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

JOURS_PAR_MOIS = Decimal("30.4375")


def repartir(comptes: Sequence[int], total: int = 100) -> list[int]:
    """Shares of a partition by largest remainder, ties to the first declared: they add up to `total`.

    Raises ValueError when the population is empty: there is nothing to share.
    """
    population = sum(comptes)
    if population == 0:
        raise ValueError("Aucune part d'une population vide.")
    parts = [compte * total // population for compte in comptes]
    restes = [compte * total % population for compte in comptes]
    plus_grands = sorted(range(len(comptes)), key=lambda i: (-restes[i], i))
    for i in plus_grands[: total - sum(parts)]:
        parts[i] += 1
    return parts


def demi_superieur(valeur: Decimal, decimales: int = 0) -> Decimal:
    """Half up, away from zero."""
    return valeur.quantize(Decimal(1).scaleb(-decimales), ROUND_HALF_UP)


def mois_moyens(jours: int, nombre: int) -> Decimal:
    """Mean length in months of 30.4375 days, one decimal (F6)."""
    return demi_superieur(Decimal(jours) / nombre / JOURS_PAR_MOIS, 1)
