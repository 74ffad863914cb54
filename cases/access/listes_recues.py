"""The lists received from partners."""

import uuid

from django.shortcuts import get_object_or_404

from cases.models import FichierSignalements
from partners.enums import Profil
from partners.models import Agent


def get_liste_recue_or_404(agent: Agent, identifiant: uuid.UUID) -> FichierSignalements:
    """A list received, if the agent triages for its site or manages its unit."""
    return get_object_or_404(
        FichierSignalements.objects.visible_to(agent)
        .select_related("site", "origine", "partenaire", "depose_par", "travail")
        .defer("contenu"),
        uuid=identifiant,
    )


def peut_lire_listes_recues(agent: Agent) -> bool:
    """The lists received: those who triage, and the managers who answer for it."""
    return not agent.profils().isdisjoint({Profil.CSAM, Profil.MANAGER})
