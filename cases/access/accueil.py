"""What an ASS keeps of his portefeuille."""

import uuid

from django.shortcuts import get_object_or_404

from cases.models import ExportListe, FiltreEnregistre
from partners.enums import Profil
from partners.models import Agent


def get_filtre_or_404(agent: Agent, identifiant: uuid.UUID) -> FiltreEnregistre:
    """One's own."""
    return get_object_or_404(FiltreEnregistre.objects.visible_to(agent), uuid=identifiant)


def get_export_or_404(agent: Agent, identifiant: uuid.UUID) -> ExportListe:
    """One's own, expired or not."""
    return get_object_or_404(ExportListe.objects.visible_to(agent), uuid=identifiant)


def peut_exporter(agent: Agent) -> bool:
    """Taking a nominative list out of the screen: an ASS whose affectation of today says so (Affectation.exporte)."""
    return any(a.exporte and a.profil == Profil.ASS for a in agent.affectations_du_jour)
