"""Appointments, and the slots in which they are taken."""

import uuid

from django.shortcuts import get_object_or_404

from cases.access.personnes import peut_gerer_administratif
from cases.access.signalements import peut_donner_suite
from cases.models import Creneau, RendezVous
from partners.enums import Profil
from partners.models import Agent, Site


def get_rendez_vous_or_404(agent: Agent, identifiant: uuid.UUID) -> RendezVous:
    return get_object_or_404(
        RendezVous.objects.visible_to(agent).select_related(
            "assure", "signalement__site", "site", "agent", "accompagnement"
        ),
        uuid=identifiant,
    )


def get_creneau_or_404(agent: Agent, identifiant: uuid.UUID) -> Creneau:
    return get_object_or_404(
        Creneau.objects.visible_to(agent).proposes().select_related("agent", "site"), uuid=identifiant
    )


def peut_gerer_rendez_vous(agent: Agent, rendez_vous: RendezVous) -> bool:
    """Moving, cancelling, noting an absence: whoever manages the dossier, else whoever handles the signalement.

    The secrétariat of the unit, and the ASS who is to receive the person.
    """
    if rendez_vous.departement_id in agent.unites(Profil.SECRETARIAT) or rendez_vous.agent_id == agent.pk:
        return True
    if rendez_vous.assure is not None:
        return peut_gerer_administratif(agent, rendez_vous.assure)
    return rendez_vous.signalement is not None and peut_donner_suite(agent, rendez_vous.signalement)


def peut_declarer_creneaux(agent: Agent, avec: Agent, site: Site) -> bool:
    """An ASS for himself, in his unit. A CSAM, the secrétariat or a manager of the unit, for any of its ASS."""
    if site.departement_id in agent.unites(Profil.CSAM, Profil.SECRETARIAT, Profil.MANAGER):
        return True
    return agent == avec and site.departement_id in agent.unites(Profil.ASS)
