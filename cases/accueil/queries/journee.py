"""What awaits an ASS today, derived from the records: each item leaves its list when its act is done.

Nothing here counts or compares agents: an agent reads his own.
"""

import datetime
from collections.abc import Collection

from django.db.models import Count, DateField, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from cases.access.base import ecrits_par
from cases.accompagnements.queries.suivis import mes_accompagnements
from cases.enums import EtatRendezVous, ResultatContact
from cases.models import (
    Accompagnement,
    BrisDeGlace,
    Brouillon,
    Contact,
    Entretien,
    RendezVous,
    Signalement,
)
from cases.signalements.queries.listes import affectes_a, signalements_a_traiter
from partners.models import Agent

ENTRETIENS_PROMIS = 2


def signalements_a_joindre(agent: Agent) -> QuerySet[Signalement]:
    """Given to the agent, whose person nobody has reached yet; in the order of the queue."""
    siens = Q(signalement=OuterRef("pk")) | Q(assure=OuterRef("assure"), le__date__gte=OuterRef("recu_le"))
    joints = Contact.objects.filter(siens, resultat=ResultatContact.JOINT)
    return affectes_a(signalements_a_traiter(agent), agent).filter(~Exists(joints))


def rendez_vous_a_noter(agent: Agent, jour: datetime.date) -> QuerySet[RendezVous]:
    """The agent's, of a day that is past, of which nobody has said what became; the oldest first."""
    debut = timezone.make_aware(datetime.datetime.combine(jour, datetime.time.min))
    return (
        RendezVous.objects.visible_to(agent)
        .filter(agent=agent, etat=EtatRendezVous.PREVU, debut__lt=debut)
        .select_related("assure", "signalement", "accompagnement")
        .order_by("debut", "pk")
    )


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

    PRADO: within a month of the reception, whatever the axis (domaine.md SLA-2). Annotated `origine` (code) and
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


def bris_a_lire(agent: Agent) -> QuerySet[BrisDeGlace]:
    """The syntheses of the persons whom the agent follows that a manager opened, until the agent has read why."""
    suivis = ecrits_par(agent).comptent().filter(assure=OuterRef("assure"))
    return (
        BrisDeGlace.objects.visible_to(agent)
        .filter(Exists(suivis), lu_le__isnull=True)
        .select_related("assure", "agent")
        .order_by("ouvert_le", "pk")
    )
