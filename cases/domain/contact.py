"""Attempts to reach the person, letters, messages: work that is no entretien (F0)."""

import datetime

from django.db import transaction
from django.utils import timezone

from cases.access import exiger, peut_gerer_administratif
from cases.domain.commun import enregistrer
from cases.enums import MoyenContact, ResultatContact
from cases.models import Assure, Contact
from partners.models import Agent
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.refus import RefusMetier


@transaction.atomic
def noter_contact(
    *,
    agent: Agent,
    assure: Assure,
    moyen: MoyenContact,
    resultat: ResultatContact,
    le: datetime.datetime | None = None,
    precision: str = "",
) -> Contact:
    """Notes what the agent tried, now or earlier, and with what result. Refuses a time to come."""
    exiger(peut_gerer_administratif(agent, assure))
    le = le or timezone.now()
    if le > timezone.now():
        raise RefusMetier("Ce contact est dans le futur.", champ="le", code="date")
    contact = enregistrer(
        Contact(
            departement_id=assure.departement_id,
            assure=assure,
            agent=agent,
            le=le,
            moyen=moyen,
            resultat=resultat,
            precision=precision,
        )
    )
    journaliser(agent, ActionJournal.CREATION, contact)
    return contact
