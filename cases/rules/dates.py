"""Days of acts: an act is a fact, neither in the future nor outside the period it belongs to (DOS-10)."""

import calendar
import datetime


def en_francais(jour: datetime.date) -> str:
    return f"{jour:%d/%m/%Y}"


def dans_des_mois(jour: datetime.date, mois: int) -> datetime.date:
    """Returns the same day of the month, `mois` months later (earlier when negative): JO-3.

    When that month is too short, its last day is returned.
    """
    annee, rang = divmod(jour.year * 12 + jour.month - 1 + mois, 12)
    return datetime.date(annee, rang + 1, min(jour.day, calendar.monthrange(annee, rang + 1)[1]))


def refus_du_jour(
    jour: datetime.date,
    *,
    aujourdhui: datetime.date,
    pas_avant: datetime.date | None = None,
    depuis: str = "",
    pas_apres: datetime.date | None = None,
    jusqua: str = "",
) -> str | None:
    """The sentence that refuses this day for an act, or None when it is possible.

    `depuis` and `jusqua` name the bounds in the sentence (« l'ouverture », « la clôture »). Bounds are included.
    """
    if jour > aujourdhui:
        return "Cette date est dans le futur : indiquez un jour passé ou aujourd'hui."
    if pas_avant is not None and jour < pas_avant:
        return f"Cette date précède {depuis} ({en_francais(pas_avant)})."
    if pas_apres is not None and jour > pas_apres:
        return f"Cette date suit {jusqua} ({en_francais(pas_apres)})."
    return None
