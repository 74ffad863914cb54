"""What a line of the chronology is, and the lines about the dossier itself: where it came from."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils import timezone

from cases.domain.queries.dossier import Dossier
from cases.models import Note
from servicesocial.presentation import Evenement


@dataclass(frozen=True)
class NoteLue:
    """A text with its level, said in words and by an icon."""

    note: Note
    ton: str
    icone: str


@dataclass(frozen=True)
class Fait(Evenement):
    """An event of a dossier. `mentions`: badges (text, tone, icon). `gestes`: what may be done of it (text, url)."""

    notes: list[NoteLue] = field(default_factory=list)
    mentions: list[tuple[str, str, str]] = field(default_factory=list)
    gestes: list[tuple[str, str]] = field(default_factory=list)


def faits_de_passage(dossier: Dossier) -> Iterator[Fait]:
    """The units that followed the person before this one."""
    for transfert in dossier.transferts:
        recu = transfert.vers_id == dossier.assure.departement_id
        yield Fait(
            timezone.localdate(transfert.le),
            f"Dossier reçu de l’unité {transfert.depuis}"
            if recu
            else f"Dossier transféré de l’unité {transfert.depuis} à l’unité {transfert.vers}",
            transfert.motif,
            f"décidé par {transfert.par}",
            "arrow-left-right",
            "info",
        )
