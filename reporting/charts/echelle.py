"""Scales: round graduations and labels that do not overlap."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal

_PAS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


def graduations(maximum: int | Decimal, *, nombre: int = 4) -> list[Decimal]:
    """About `nombre` round steps from 0 to a value at or above `maximum`; whole steps as soon
    as the maximum allows."""
    haut = Decimal(maximum)
    if haut <= 0:
        return [Decimal(0), Decimal(1)]
    brut = haut / nombre
    puissance = Decimal(10) ** brut.adjusted()
    pas = next(m * puissance for m in _PAS if m * puissance >= brut)
    if pas < 1 <= haut or (haut >= 4 and pas != pas.to_integral_value()):
        pas = pas.to_integral_value(ROUND_CEILING)
    dernier = int((haut / pas).to_integral_value(ROUND_CEILING))
    return [pas * rang for rang in range(dernier + 1)]


def ecarter(positions: Sequence[float], ecart: float, haut: float, bas: float) -> list[float]:
    """Moves labels apart vertically so that two of them are at least `ecart` away, as little as
    possible and between `haut` and `bas`; the gap shrinks when there is no room for all."""
    if not positions:
        return []
    if len(positions) > 1:
        ecart = min(ecart, (bas - haut) / (len(positions) - 1))
    ordre = sorted(range(len(positions)), key=lambda rang: (positions[rang], rang))
    places = [min(max(positions[rang], haut), bas) for rang in ordre]
    for rang in range(1, len(places)):
        places[rang] = max(places[rang], places[rang - 1] + ecart)
    places[-1] = min(places[-1], bas)
    for rang in range(len(places) - 2, -1, -1):
        places[rang] = min(places[rang], places[rang + 1] - ecart)
    resultat = [0.0] * len(positions)
    for rang, place in zip(ordre, places, strict=True):
        resultat[rang] = place
    return resultat
