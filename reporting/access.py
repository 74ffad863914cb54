"""Who reaches which bilan (docs/regles.md, ACC-2)."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from partners.enums import Profil
from partners.models import Agent, Departement
from reporting.models import Bilan


def get_bilan_or_404(agent: Agent, uuid: UUID) -> Bilan:
    """A bilan of the agent's units: any version for a manager or the région, published ones for the others."""
    bilans = Bilan.objects.visible_to(agent).defer("pdf")
    return get_object_or_404(
        bilans.select_related("departement__region", "travail", "demande_par"), uuid=uuid
    )


def get_bilan_du_manager_or_404(agent: Agent, uuid: UUID) -> Bilan:
    """The same for an act on the bilan: 403 for whoever reads it without being the unit's manager."""
    bilan = get_bilan_or_404(agent, uuid)
    if bilan.departement_id not in agent.unites(Profil.MANAGER):
        raise PermissionDenied("Seul le manager de l'unité agit sur son bilan.")
    return bilan


def unites_dirigees(agent: Agent) -> QuerySet[Departement]:
    """Units whose bilan the agent may ask for: those he manages."""
    return Departement.objects.filter(code__in=agent.unites(Profil.MANAGER)).order_by("code")
