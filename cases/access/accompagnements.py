"""Following a person: who opens, who writes, who names the référent."""

import uuid

from django.shortcuts import get_object_or_404

from cases.access.base import ecrits_par
from cases.models import Accompagnement, Assure, Demarche, Preconisation
from partners.enums import Profil
from partners.models import Agent


def get_accompagnement_or_404(agent: Agent, identifiant: uuid.UUID) -> Accompagnement:
    """One that counts, of a dossier that the agent may read."""
    return get_object_or_404(
        Accompagnement.objects.visible_to(agent).comptent().select_related("assure", "site"),
        uuid=identifiant,
    )


def get_preconisation_or_404(agent: Agent, identifiant: uuid.UUID) -> Preconisation:
    """One that counts, of a dossier that the agent may read."""
    return get_object_or_404(
        Preconisation.objects.visible_to(agent).comptent().select_related("accompagnement__assure", "type"),
        uuid=identifiant,
    )


def get_demarche_or_404(agent: Agent, identifiant: uuid.UUID) -> Demarche:
    """One that counts, of a dossier that the agent may read."""
    return get_object_or_404(
        Demarche.objects.visible_to(agent).comptent().select_related("accompagnement__assure", "type"),
        uuid=identifiant,
    )


def peut_ecrire_dossier(agent: Agent, accompagnement: Accompagnement) -> bool:
    """Entretiens, plan, actions, clôture: see ecrits_par."""
    return ecrits_par(agent).filter(pk=accompagnement.pk).exists()


def peut_ouvrir_accompagnement(agent: Agent, assure: Assure, referent: Agent) -> bool:
    """An ASS of the unit, for himself. A CSAM or a manager of the unit, who names the référent."""
    if assure.departement_id in agent.unites(Profil.CSAM, Profil.MANAGER):
        return True
    return assure.departement_id in agent.unites(Profil.ASS) and referent == agent


def peut_reaffecter(agent: Agent, departement_code: str) -> bool:
    """Naming another référent, giving a dossier to another unit: a manager of the unit."""
    return departement_code in agent.unites(Profil.MANAGER)
