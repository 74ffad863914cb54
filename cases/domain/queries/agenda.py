"""Slots and rendez-vous, as their pages read them."""

import datetime
from collections.abc import Sequence

from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Value, When
from django.utils import timezone

from cases.domain.queries.rapprochement import lire_suivis
from cases.enums import EtatRendezVous
from cases.models import Accompagnement, Assure, Creneau, RendezVous
from partners.models import Agent, Site

HORIZON = datetime.timedelta(days=42)
PROPOSES = 60


def creneaux_a_proposer(
    agent: Agent, unite: str, *, d_abord: Site | None, avec: Agent | None = None
) -> Sequence[Creneau]:
    """The free slots of the next six weeks, those of `avec` and of the site `d_abord` first, then by hour.

    By place and by time: never by how much each one has to do.
    """
    maintenant = timezone.now()
    rangs = []
    if avec is not None:
        rangs.append(When(agent=avec, then=Value(0)))
    if d_abord is not None:
        rangs.append(When(site=d_abord, then=Value(1)))
    return list(
        Creneau.objects.visible_to(agent)
        .libres()
        .filter(site__departement=unite, debut__gt=maintenant, debut__lt=maintenant + HORIZON)
        .select_related("agent", "site")
        .order_by(Case(*rangs, default=Value(2), output_field=IntegerField()), "debut", "agent__nom", "pk")[
            :PROPOSES
        ]
    )


def suivis_ouverts(assure: Assure, jour: datetime.date) -> list[Accompagnement]:
    """The accompagnements under way of this person, each with `axe_du_jour`, `site`, `referent_du_jour`."""
    lire_suivis([assure], jour)
    return list(assure.suivis)  # type: ignore[attr-defined]


def creneaux_declares(agent: Agent, jour: datetime.date) -> QuerySet[Creneau]:
    """The slots from that day on, each with `pris` (booked or not), by hour."""
    debut = timezone.make_aware(datetime.datetime.combine(jour, datetime.time.min))
    prevus = RendezVous.objects.filter(creneau=OuterRef("pk"), etat=EtatRendezVous.PREVU)
    return (
        Creneau.objects.visible_to(agent)
        .proposes()
        .filter(debut__gte=debut)
        .annotate(pris=Exists(prevus))
        .select_related("agent", "site")
        .order_by("debut", "site__nom", "pk")
    )
