"""Marking a situation d'urgence, noting who was told, lifting it."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cases.access.base import exiger
from cases.access.signalements import peut_gerer_urgence
from cases.models import Signalement, SituationUrgence
from cases.personnes.domain.ce_qui_suit import actualiser_urgence
from cases.personnes.domain.information import Personne, verrouiller_personne
from cases.socle.acte import enregistrer, exiger_motif, modifier_si
from partners.models import Agent
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.refus import RefusMetier

PREVENU = 200


@transaction.atomic
def marquer_urgence(*, agent: Agent, personne: Personne, prevenu: str = "") -> SituationUrgence:
    """Marks that the person is in danger: from now on the person comes first in every queue.

    Marking twice marks once. `prevenu` says who was told now; it may stay empty and be completed later
    (noter_prevenu).
    """
    exiger(peut_gerer_urgence(agent, personne.departement_id))
    qui = verrouiller_personne(personne)
    deja = SituationUrgence.objects.en_cours().filter(**qui).first()
    if deja is not None:
        return deja
    maintenant, prevenu = timezone.now(), prevenu.strip()
    urgence = enregistrer(
        SituationUrgence(
            departement_id=personne.departement_id,
            **qui,
            marquee_le=maintenant,
            marquee_par=agent,
            prevenu=prevenu,
            prevenu_le=maintenant if prevenu else None,
        )
    )
    _actualiser(urgence)
    journaliser(agent, ActionJournal.CREATION, urgence)
    return urgence


@transaction.atomic
def noter_prevenu(
    *, agent: Agent, urgence: SituationUrgence, prevenu: str, le: datetime.datetime | None = None
) -> None:
    """Notes who was told, and when. Refuses an empty name, and a time in the future."""
    exiger(peut_gerer_urgence(agent, urgence.departement_id))
    le, prevenu = le or timezone.now(), prevenu.strip()
    if not prevenu:
        raise RefusMetier("Indiquez qui a été prévenu.", champ="prevenu", code="prevenu")
    if len(prevenu) > PREVENU:
        raise RefusMetier(f"{PREVENU} caractères au plus.", champ="prevenu", code="prevenu")
    if le > timezone.now():
        raise RefusMetier("Cette heure est dans le futur.", champ="le", code="date")
    _modifier(urgence, prevenu=prevenu, prevenu_le=le)
    journaliser(agent, ActionJournal.MODIFICATION, urgence, precision="Qui a été prévenu")


@transaction.atomic
def lever_urgence(*, agent: Agent, urgence: SituationUrgence, motif: str) -> None:
    """Lifts the urgency: the danger is over, or it was marked by mistake.

    The person takes her place in the queues again.
    """
    exiger(peut_gerer_urgence(agent, urgence.departement_id))
    _modifier(urgence, levee_le=timezone.now(), levee_par=agent, motif_levee=exiger_motif(motif))
    _actualiser(urgence)
    journaliser(agent, ActionJournal.MODIFICATION, urgence, precision="Levée")


def _modifier(urgence: SituationUrgence, **champs: object) -> None:
    refus = "Cette situation d'urgence est déjà levée."
    modifier_si(urgence, SituationUrgence.objects.en_cours(), refus, **champs)


def _actualiser(urgence: SituationUrgence) -> None:
    concernes = Q(pk=urgence.signalement_id)
    if urgence.assure_id is not None:
        concernes |= Q(assure=urgence.assure_id)
    actualiser_urgence(Signalement.objects.filter(concernes))
