"""The syntheses that a manager opens."""

import uuid

from django.shortcuts import get_object_or_404

from cases.models import Assure, BrisDeGlace
from partners.enums import Profil
from partners.models import Agent


def get_bris_or_404(agent: Agent, identifiant: uuid.UUID) -> BrisDeGlace:
    """Of a dossier that the agent may read."""
    return get_object_or_404(
        BrisDeGlace.objects.visible_to(agent).select_related("assure", "agent"), uuid=identifiant
    )


def peut_briser_la_glace(agent: Agent, assure: Assure) -> bool:
    """A manager of the unit that follows the person: see BrisDeGlace."""
    return assure.departement_id in agent.unites(Profil.MANAGER)
