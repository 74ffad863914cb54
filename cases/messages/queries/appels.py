"""The calls of a period, by site and campaign. They are never counted by agent."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from cases.enums import SensAppel
from cases.models import CompteAppels
from partners.models import Agent


class Periode(StrEnum):
    JOUR = "jour"
    SEMAINE = "semaine"
    MOIS = "mois"


def bornes(periode: Periode, jour: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Returns the first and last day of the period that holds `jour`: that day, its week from Monday, or its month."""
    if periode == Periode.SEMAINE:
        lundi = jour - datetime.timedelta(days=jour.weekday())
        return lundi, lundi + datetime.timedelta(days=6)
    if periode == Periode.MOIS:
        premier = jour.replace(day=1)
        return premier, (premier + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
    return jour, jour


@dataclass(frozen=True)
class LigneAppels:
    """The calls of a site and a campaign. `campagne` is empty for the calls outside any campaign."""

    site: str
    campagne: str
    recus: int
    recus_traites: int
    passes: int
    passes_aboutis: int

    @property
    def total(self) -> int:
        return self.recus + self.passes


def lire_appels(agent: Agent, du: datetime.date, au: datetime.date) -> list[LigneAppels]:
    """Returns the calls of the units whose counts the agent reads, from `du` to `au` included.

    A site and campaign without any call has no line.
    """
    lignes = (
        CompteAppels.objects.visible_to(agent)
        .filter(jour__gte=du, jour__lte=au, nombre__gt=0)
        .order_by()
        .values("site__nom", "campagne__libelle", "site", "campagne")
        .annotate(
            recus=_somme(sens=SensAppel.ENTRANT),
            recus_traites=_somme(sens=SensAppel.ENTRANT, traite=True),
            passes=_somme(sens=SensAppel.SORTANT),
            passes_aboutis=_somme(sens=SensAppel.SORTANT, traite=True),
        )
        .order_by("site__nom", "campagne__libelle", "site", "campagne")
    )
    return [
        LigneAppels(
            ligne["site__nom"],
            ligne["campagne__libelle"] or "",
            *(ligne[nom] for nom in ("recus", "recus_traites", "passes", "passes_aboutis")),
        )
        for ligne in lignes
    ]


def totaliser(lignes: list[LigneAppels]) -> LigneAppels:
    """Returns the sum of the lines."""
    champs = ("recus", "recus_traites", "passes", "passes_aboutis")
    return LigneAppels("Total", "", *(sum(getattr(ligne, champ) for ligne in lignes) for champ in champs))


def dernier_compte(agent: Agent, numero: int) -> CompteAppels | None:
    """Returns the count that the agent's last press changed, or None when he may not read it any more."""
    return CompteAppels.objects.visible_to(agent).select_related("site").filter(pk=numero).first()


def _somme(**criteres: object) -> Coalesce:
    return Coalesce(Sum("nombre", filter=Q(**criteres)), 0)
