"""Dossiers that change unit, and two dossiers of one person."""

import uuid

from django.shortcuts import get_object_or_404

from cases.models import Assure, DemandeTransfert
from partners.enums import Profil
from partners.models import Agent


def get_demande_or_404(agent: Agent, identifiant: uuid.UUID) -> DemandeTransfert:
    """A request for a dossier that the agent, a manager of the unit that follows, may read: see visible_to.

    Once accepted it has left with the dossier.
    """
    return get_object_or_404(
        DemandeTransfert.objects.visible_to(agent).select_related(
            "assure__departement", "vers", "demandee_par", "repondue_par"
        ),
        uuid=identifiant,
    )


def peut_suivre_transferts(agent: Agent) -> bool:
    """Those who ask for a dossier, or are asked for one: a CSAM, a manager."""
    return not agent.profils().isdisjoint((Profil.CSAM, Profil.MANAGER))


def peut_fusionner(agent: Agent, assure: Assure) -> bool:
    """Two dossiers of one person: a CSAM or a manager of the unit that follows her, who may read both."""
    return assure.departement_id in agent.unites(Profil.CSAM, Profil.MANAGER)
