"""The texts of the service that an agent reads: those of all, and those of the régions and units where the agent
works.
"""

import datetime

from django.db.models import F, Q, QuerySet

from partners.domain.queries.annuaire import unites_de
from partners.models import Agent, ConsigneUrgence, Region, VersionNotice


def _regions(agent: Agent) -> QuerySet[Region]:
    return Region.objects.filter(departements__in=unites_de(agent)).distinct()


def organisme_de(agent: Agent) -> str:
    """Returns the name of the responsible body where the agent works."""
    region = _regions(agent).order_by("nom").first()
    return region.organisme if region else "l’organisme"


def notices_lisibles(agent: Agent) -> QuerySet[VersionNotice]:
    return VersionNotice.objects.filter(Q(region=None) | Q(region__in=_regions(agent))).select_related(
        "region"
    )


def notices(agent: Agent, jour: datetime.date) -> list[tuple[VersionNotice, str]]:
    """Returns each version of the notice with its state, the last first.

    « en_vigueur »: some région gives it that day. « a_venir »: it starts later. « remplacee »: neither.
    """
    lues = list(notices_lisibles(agent).order_by(F("valide_du").desc(), "-id"))
    valables = [n for n in lues if n.valide_du <= jour and (n.valide_au is None or n.valide_au >= jour)]
    commune = next((n.pk for n in valables if n.region_id is None), None)
    donnees = {
        next((n.pk for n in valables if n.region_id == region.pk), commune) for region in _regions(agent)
    }
    return [
        (n, "en_vigueur" if n.pk in donnees else "a_venir" if n.valide_du > jour else "remplacee")
        for n in lues
    ]


def consignes_lisibles(agent: Agent) -> QuerySet[ConsigneUrgence]:
    siennes = Q(departement=None) | Q(departement__in=unites_de(agent))
    return ConsigneUrgence.objects.filter(siennes).select_related("departement")


def consignes(agent: Agent, jour: datetime.date) -> QuerySet[ConsigneUrgence]:
    """Returns the lines of the procedure in its order. Those that have an end come last."""
    return consignes_lisibles(agent).order_by(
        F("valide_au").asc(nulls_first=True), F("departement").asc(nulls_first=True), "ordre", "pk"
    )
