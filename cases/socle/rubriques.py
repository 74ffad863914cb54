"""What each trade says of a dossier: the events of its chronology, and what is to be followed.

A trade writes functions that present its own records (its `views/presentation.py`) and registers them here as a
rubrique; the page of the dossier sorts what all of them say.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, ParamSpec

from cases.socle.dossier import Dossier, SuiviDuDossier
from cases.socle.evenement import EvenementDuDossier
from servicesocial.registre import Registre

P = ParamSpec("P")


@dataclass(frozen=True)
class Echeance:
    """What is due next. `le` is None for what has no day of its own. `geste`: what the link does."""

    le: datetime.date | None
    texte: str
    icone: str
    ton: str = "neutre"
    adresse: str = ""
    geste: str = ""


def _rien(*_args: object) -> tuple[()]:
    return ()


@dataclass(frozen=True)
class Rubrique(Generic[P]):
    """Events of one day are shown in the order of the rubriques, `ordre`.

    `echeances` is derived from what the dossier holds: what is due closes by itself when the act is done.
    """

    cle: str
    ordre: int
    evenements: Callable[P, Iterable[EvenementDuDossier]] = _rien
    echeances: Callable[P, Iterable[Echeance]] = _rien


# Of the person, whatever she is followed for.
RUBRIQUES = Registre[Rubrique[[Dossier]]]("cle", "ordre")
# Of one accompagnement; its échéances are asked for while it is open.
RUBRIQUES_DU_SUIVI = Registre[Rubrique[[Dossier, SuiviDuDossier]]]("cle", "ordre")
