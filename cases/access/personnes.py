"""The dossier of a person: who reads it, who opens one, who keeps what is administrative in it."""

import datetime
import uuid

from django.db.models import Q
from django.shortcuts import get_object_or_404

from cases.access.base import ecrits_par
from cases.models import ArretTravail, Assure, Opposition, Situation
from cases.models.socle.base import LECTEURS_DOSSIER
from partners.enums import Profil
from partners.models import Agent


def get_assure_or_404(agent: Agent, identifiant: uuid.UUID) -> Assure:
    """The dossier, if the agent may read it; in place of one that was merged, the dossier that was kept."""
    lisibles = Assure.objects.visible_to(agent).select_related("departement", "commune")
    trouve = lisibles.filter(uuid=identifiant).first()
    return trouve or get_object_or_404(lisibles, absorbes__uuid=identifiant)


def get_situation_or_404(agent: Agent, identifiant: uuid.UUID, du: datetime.date) -> Situation:
    """The situation from that day, of a dossier that the agent may read."""
    return get_object_or_404(
        Situation.objects.select_related("assure", "menage", "emploi"),
        assure=get_assure_or_404(agent, identifiant),
        du=du,
    )


def get_arret_or_404(agent: Agent, identifiant: uuid.UUID, du: datetime.date) -> ArretTravail:
    """The piece that starts that day, of a dossier that the agent may read."""
    return get_object_or_404(
        ArretTravail.objects.select_related("assure", "risque"),
        assure=get_assure_or_404(agent, identifiant),
        du=du,
    )


def get_opposition_or_404(agent: Agent, identifiant: uuid.UUID) -> Opposition:
    """Of a dossier that the agent may read; while there is none, of a signalement that counts."""
    comptent = Q(assure__isnull=False) | Q(signalement__annule_le__isnull=True)
    return get_object_or_404(
        Opposition.objects.visible_to(agent).filter(comptent).select_related("assure", "signalement__site"),
        uuid=identifiant,
    )


def peut_lire_dossiers(agent: Agent) -> bool:
    """The nominative lists: région and administrateur have none."""
    return not agent.profils().isdisjoint(LECTEURS_DOSSIER)


def peut_creer_dossier(agent: Agent, departement_code: str) -> bool:
    """Opening the dossier of a person not known yet: an ASS, a CSAM or the secrétariat of the unit."""
    return departement_code in agent.unites(Profil.ASS, Profil.CSAM, Profil.SECRETARIAT)


def peut_creer_des_dossiers(agent: Agent) -> bool:
    """In one of his units: see peut_creer_dossier, which the act asks of the unit chosen."""
    return not agent.profils().isdisjoint((Profil.ASS, Profil.CSAM, Profil.SECRETARIAT))


def peut_administrer(agent: Agent, assure: Assure) -> bool:
    """Whoever follows her: a CSAM or the secrétariat of the unit."""
    return assure.departement_id in agent.unites(Profil.CSAM, Profil.SECRETARIAT)


def peut_ecrire_pour(agent: Agent, assure: Assure) -> bool:
    """Whoever follows the person today, as référent or replacing one: see ecrits_par."""
    return ecrits_par(agent).comptent().filter(assure=assure).exists()


def peut_gerer_administratif(agent: Agent, assure: Assure) -> bool:
    """Identity, situation, arrêts, rendez-vous, contacts.

    A CSAM or the secrétariat of the unit. The ASS who follows, or replaces the one who follows, the person.
    """
    return peut_administrer(agent, assure) or peut_ecrire_pour(agent, assure)
