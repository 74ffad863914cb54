"""The years whose figures were published: an act of such a year may still be corrected, but a reason is required."""

import datetime
from collections.abc import Callable

from cases.socle.acte import exiger_motif
from servicesocial.refus import RefusMetier

Publiee = Callable[[str, int], bool]
_SOURCES: list[Publiee] = []


def enregistrer_source(publiee: Publiee) -> None:
    """Registers what answers whether the bilan of a unit and year is published.

    `reporting` calls it, because this application may not import reporting.
    """
    _SOURCES.append(publiee)


def annee_publiee(departement_code: str, jour: datetime.date) -> bool:
    """Says whether the bilan of this unit for the year of that day is published."""
    return any(publiee(departement_code, jour.year) for publiee in _SOURCES)


def exiger_motif_si_publie(departement_code: str, jour: datetime.date, motif: str) -> str:
    """Returns the reason, stripped. Refuses an empty one when the bilan of that year is published."""
    if motif.strip():
        return exiger_motif(motif)
    if annee_publiee(departement_code, jour):
        raise RefusMetier(
            f"Le bilan {jour.year} est publié : indiquez pourquoi cet entretien est corrigé.",
            champ="motif",
            code="publie",
        )
    return ""
