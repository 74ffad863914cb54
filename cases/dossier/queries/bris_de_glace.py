"""The openings of syntheses by a manager, as the référent reads them."""

from django.db.models import Exists, OuterRef, QuerySet

from cases.access.base import ecrits_par
from cases.models import BrisDeGlace
from partners.models import Agent


def bris_a_lire(agent: Agent) -> QuerySet[BrisDeGlace]:
    """The syntheses of the persons whom the agent follows that a manager opened, until the agent has read why."""
    suivis = ecrits_par(agent).comptent().filter(assure=OuterRef("assure"))
    return (
        BrisDeGlace.objects.visible_to(agent)
        .filter(Exists(suivis), lu_le__isnull=True)
        .select_related("assure", "agent")
        .order_by("ouvert_le", "pk")
    )
