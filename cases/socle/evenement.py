"""An event of a dossier, and what its chronology says of it."""

import datetime
from dataclasses import dataclass, field

from cases.enums import NiveauNote
from cases.models import Note
from servicesocial.pages.presentation import Evenement

ASPECT_DE_LA_NOTE = {
    NiveauNote.ADMINISTRATIF: ("neutre", "journal-text"),
    NiveauNote.SYNTHESE: ("info", "journal-text"),
    NiveauNote.SECRET: ("secret", "lock"),
}


@dataclass(frozen=True)
class NotePresentee:
    """A text with its level, said in words and by an icon."""

    note: Note
    ton: str
    icone: str


@dataclass(frozen=True)
class EvenementDuDossier(Evenement):
    """An event of a dossier. `mentions` are its badges (text, tone, icon).

    `gestes` are the acts that it offers (text, url).
    """

    notes: list[NotePresentee] = field(default_factory=list)
    mentions: list[tuple[str, str, str]] = field(default_factory=list)
    gestes: list[tuple[str, str]] = field(default_factory=list)


def joindre(*parties: object) -> str:
    return ", ".join(str(partie) for partie in parties if partie)


def presenter_notes(notes: list[Note]) -> list[NotePresentee]:
    return [NotePresentee(note, *ASPECT_DE_LA_NOTE[NiveauNote(note.niveau)]) for note in notes]


def age(naissance: datetime.date, jour: datetime.date) -> int:
    """Counts the completed years."""
    return jour.year - naissance.year - ((jour.month, jour.day) < (naissance.month, naissance.day))
