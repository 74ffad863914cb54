"""Years whose figures were published: what was done in them is still corrected, but the reason is asked."""

import datetime
from collections.abc import Callable

from cases.socle.acte import exiger_motif
from servicesocial.refus import RefusMetier

Publiee = Callable[[str, int], bool]
_SOURCES: list[Publiee] = []


def enregistrer_source(publiee: Publiee) -> None:
    """`publiee(unit, year)`: reporting registers its own, being above this application."""
    _SOURCES.append(publiee)


def annee_publiee(departement_code: str, jour: datetime.date) -> bool:
    """The bilan of this unit for the year of that day is published."""
    return any(publiee(departement_code, jour.year) for publiee in _SOURCES)


def exiger_motif_si_publie(departement_code: str, jour: datetime.date, motif: str) -> str:
    """The reason, stripped. Refuses an empty one when the bilan of that year is published."""
    if motif.strip():
        return exiger_motif(motif)
    if annee_publiee(departement_code, jour):
        raise RefusMetier(
            f"Le bilan {jour.year} est publié : indiquez pourquoi cet entretien est corrigé.",
            champ="motif",
            code="publie",
        )
    return ""
