"""Acts that were annulled: they count no more, and whoever reads the dossier sees that they existed."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from cases.models import (
    Accompagnement,
    ActionRemobilisation,
    Assure,
    Demarche,
    Entretien,
    Preconisation,
    Signalement,
)
from partners.models import Agent

# How an act leads to its person, and the day it bears.
_ACTES = (
    (Accompagnement, "assure", "ouvert_le"),
    (Entretien, "accompagnement__assure", "date"),
    (Signalement, "assure", "recu_le"),
    (ActionRemobilisation, "accompagnement__assure", "du"),
    (Preconisation, "accompagnement__assure", "le"),
    (Demarche, "accompagnement__assure", "le"),
)


@dataclass(frozen=True)
class ActeAnnule:
    """`le` is the day of the act, `annule_le` that of its annulment."""

    nature: str
    le: datetime.date
    annule_le: datetime.date
    annule_par: Agent | None
    motif: str


def actes_annules(agent: Agent, assure: Assure) -> list[ActeAnnule]:
    """Those of this dossier that the agent may see, the last annulled first. Never their texts."""
    actes = [
        ActeAnnule(
            nature=str(modele._meta.verbose_name).capitalize(),
            le=getattr(acte, jour),
            annule_le=timezone.localdate(acte.annule_le),
            annule_par=acte.annule_par,
            motif=acte.motif_annulation,
        )
        for modele, chemin, jour in _ACTES
        for acte in modele.objects.visible_to(agent)
        .filter(**{chemin: assure}, annule_le__isnull=False)
        .select_related("annule_par")
    ]
    return sorted(actes, key=lambda acte: (acte.annule_le, acte.le), reverse=True)
