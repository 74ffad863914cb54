"""What was held and written. Who writes: see accompagnements.peut_ecrire_dossier."""

import uuid

from django.shortcuts import get_object_or_404

from cases.models import Entretien
from partners.models import Agent


def get_entretien_or_404(agent: Agent, identifiant: uuid.UUID) -> Entretien:
    """One that counts, of a dossier that the agent may read."""
    return get_object_or_404(
        Entretien.objects.visible_to(agent).comptent().select_related("accompagnement__assure", "site"),
        uuid=identifiant,
    )
