"""Who is away today, and who takes over."""

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.models import Remplacement
from partners.models import Agent


def remplacements_du_jour(unites: frozenset[str], jour: datetime.date) -> QuerySet[Remplacement]:
    """Who is away that day in these units, and who takes over."""
    affectes = Agent.objects.filter(pk=OuterRef("remplace")).filter(
        Q(affectations__site__departement__in=unites) | Q(affectations__departement__in=unites)
    )
    return (
        Remplacement.objects.en_cours(jour)
        .filter(Exists(affectes))
        .select_related("remplace", "remplacant")
        .order_by("remplace__nom", "pk")
    )
