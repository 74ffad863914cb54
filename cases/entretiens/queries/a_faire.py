"""The entretiens that await an ASS: each leaves its list when its act is done.

Nothing here counts or compares agents: an agent reads his own.
"""

import datetime
from collections.abc import Collection

from django.db.models import Count, DateField, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cases.accompagnements.queries.suivis import mes_accompagnements
from cases.models import Accompagnement, Brouillon, Entretien, Signalement
from partners.models import Agent

ENTRETIENS_PROMIS = 2


def brouillons_a_terminer(agent: Agent) -> QuerySet[Brouillon]:
    """What the agent has begun to write, a correction included, the last touched first."""
    return (
        Brouillon.objects.visible_to(agent)
        .select_related("accompagnement__assure", "entretien")
        .order_by("-modifie_le", "pk")
    )


def seconds_entretiens(
    agent: Agent, jour: datetime.date, origines: Collection[str]
) -> QuerySet[Accompagnement]:
    """Open accompagnements of the agent whose signalement came from an origin that promises a second entretien.

    PRADO: within a month of the reception, whatever the axis (SLA-2). Annotated `origine` (code) and
    `recu_le`, those of the last such signalement. Left when two entretiens were held since.
    """
    signalements = Signalement.objects.comptent().filter(
        accompagnement=OuterRef("pk"), origine__code__in=origines
    )
    dernier = signalements.order_by("-recu_le", "-pk")
    tenus = (
        Entretien.objects.comptent()
        .filter(accompagnement=OuterRef("pk"), date__gte=OuterRef("recu_le"))
        .order_by()
        .values("accompagnement")
        .annotate(nombre=Count("pk"))
        .values("nombre")
    )
    return (
        mes_accompagnements(agent, jour)
        .annotate(
            recu_le=Subquery(dernier.values("recu_le")[:1], output_field=DateField()),
            origine=Subquery(dernier.values("origine__code")[:1]),
        )
        .filter(recu_le__isnull=False)
        .annotate(tenus=Coalesce(Subquery(tenus, output_field=IntegerField()), 0))
        .filter(tenus__lt=ENTRETIENS_PROMIS)
        .order_by("recu_le", "pk")
    )
