"""Messages left for référents, and the counts of calls."""

import uuid

from django.shortcuts import get_object_or_404

from cases.access.base import ecrits_par
from cases.models import MessageReferent
from cases.models.messages.appel import LECTEURS_APPELS
from partners.enums import Profil
from partners.models import Agent


def get_message_or_404(agent: Agent, identifiant: uuid.UUID) -> MessageReferent:
    """The message, if the agent may read the dossier it is about."""
    return get_object_or_404(
        MessageReferent.objects.visible_to(agent).select_related(
            "accompagnement__assure", "raison", "auteur", "clos_par"
        ),
        uuid=identifiant,
    )


def peut_laisser_message(agent: Agent, departement_code: str) -> bool:
    """Asking the référent to call somebody back: a CSAM or the secrétariat of the unit."""
    return departement_code in agent.unites(Profil.CSAM, Profil.SECRETARIAT)


def peut_laisser_des_messages(agent: Agent) -> bool:
    """In one of his units: see peut_laisser_message, which the act asks of the dossier chosen."""
    return not agent.profils().isdisjoint((Profil.CSAM, Profil.SECRETARIAT))


def peut_rappeler(agent: Agent, message: MessageReferent) -> bool:
    """Whoever follows the person today: see ecrits_par. The message follows the référent when he changes."""
    return ecrits_par(agent).filter(pk=message.accompagnement_id).exists()


def peut_clore_message(agent: Agent, message: MessageReferent) -> bool:
    """Whoever may call back. Those who leave messages in the unit, when there is nothing left to call for."""
    return peut_laisser_message(agent, message.departement_id) or peut_rappeler(agent, message)


def peut_lire_appels(agent: Agent) -> bool:
    """The counts of calls of his units: no person and no agent is in them."""
    return not agent.profils().isdisjoint(LECTEURS_APPELS)
