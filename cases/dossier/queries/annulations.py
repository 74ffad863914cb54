"""Acts that were annulled: they count no more, and whoever reads the dossier sees that they existed."""

import datetime
from dataclasses import dataclass

from django.db.models import CharField, F, Value
from django.db.models.functions import Concat
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
    annule_par: str
    motif: str


def actes_annules(agent: Agent, assure: Assure) -> list[ActeAnnule]:
    """Those of this dossier that the agent may see, the last annulled first. Never their texts. One query."""
    premier, *autres = (
        modele.objects.visible_to(agent)
        .filter(**{chemin: assure}, annule_le__isnull=False)
        .order_by()
        .values_list(
            Value(str(modele._meta.verbose_name).capitalize(), output_field=CharField()),
            F(jour),
            "annule_le",
            Concat("annule_par__prenom", Value(" "), "annule_par__nom"),
            "motif_annulation",
        )
        for modele, chemin, jour in _ACTES
    )
    return [
        ActeAnnule(nature, le, timezone.localdate(annule_le), par.strip(), motif)
        for nature, le, annule_le, par, motif in premier.union(*autres, all=True).order_by("-annule_le")
    ]
