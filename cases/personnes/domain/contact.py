"""Attempts to reach a person, letters, messages: this is work, but no entretien (F0)."""

import datetime
import uuid

from django.db import transaction
from django.utils import timezone

from cases.access.base import exiger
from cases.access.personnes import peut_gerer_administratif
from cases.access.signalements import peut_donner_suite
from cases.enums import SIGNALEMENTS_A_TRAITER, FormeInformation, MoyenContact, ResultatContact
from cases.models import Assure, Contact, Signalement
from cases.personnes.domain.information import informer_personne
from cases.socle.acte import enregistrer, exiger_meme_envoi
from partners.models import Agent
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.refus import RefusMetier


@transaction.atomic
def noter_contact(
    *,
    agent: Agent,
    assure: Assure,
    identifiant: uuid.UUID,
    moyen: MoyenContact,
    resultat: ResultatContact,
    le: datetime.datetime | None = None,
    precision: str = "",
    information: FormeInformation | str = "",
) -> Contact:
    """Notes what the agent tried and with what result, now or earlier. Refuses what noter_essai refuses."""
    exiger(peut_gerer_administratif(agent, assure))
    verrou = Assure.objects.select_for_update(no_key=True).get(pk=assure.pk)
    if deja := _deja_note(verrou, identifiant, le, (moyen, resultat, precision)):
        return deja
    _exiger_jointe(resultat, information)
    contact = Contact(uuid=identifiant, departement_id=verrou.departement_id, assure=verrou)
    _noter(agent, contact, le, moyen=moyen, resultat=resultat, precision=precision)
    _informer(agent, verrou, contact, information)
    return contact


@transaction.atomic
def noter_essai(
    *,
    agent: Agent,
    signalement: Signalement,
    identifiant: uuid.UUID,
    moyen: MoyenContact,
    resultat: ResultatContact,
    le: datetime.datetime | None = None,
    precision: str = "",
    information: FormeInformation | str = "",
) -> Contact:
    """Notes an attempt to reach the person of a signalement, who may have no dossier yet.

    With `information`, it also notes that the person was told how her data is used (D-10). The same `identifiant`
    sent twice returns the contact already noted; sent again with another content, it is refused. Refuses a time in
    the future or before the reception, a signalement that has its outcome, and an information given to a person who
    was not reached.
    """
    exiger(peut_donner_suite(agent, signalement))
    verrou = Signalement.objects.select_for_update(of=("self",)).get(pk=signalement.pk)
    if deja := _deja_note(verrou, identifiant, le, (moyen, resultat, precision)):
        return deja
    if verrou.annule_le is not None or verrou.etat not in SIGNALEMENTS_A_TRAITER:
        raise RefusMetier("Ce signalement a déjà reçu une suite.", code="etat")
    if le is not None and timezone.localdate(le) < verrou.recu_le:
        raise RefusMetier("Cet essai précède la réception du signalement.", champ="le", code="date")
    _exiger_jointe(resultat, information)
    contact = Contact(
        uuid=identifiant,
        departement_id=verrou.departement_id,
        assure_id=verrou.assure_id,
        signalement=verrou,
    )
    _noter(agent, contact, le, moyen=moyen, resultat=resultat, precision=precision)
    _informer(agent, verrou, contact, information)
    return contact


def _deja_note(
    personne: Assure | Signalement,
    identifiant: uuid.UUID,
    le: datetime.datetime | None,
    dit: tuple[str, str, str],
) -> Contact | None:
    deja: Contact | None = personne.contacts.filter(uuid=identifiant).first()
    if deja is not None:
        note = (deja.moyen, deja.resultat, deja.precision, deja.le)
        exiger_meme_envoi(note == (*dit, le or deja.le))
    return deja


def _exiger_jointe(resultat: str, information: str) -> None:
    if information and resultat != ResultatContact.JOINT:
        raise RefusMetier(
            "Cette information se donne à une personne jointe.", champ="information", code="injoignable"
        )


def _informer(agent: Agent, personne: Assure | Signalement, contact: Contact, information: str) -> None:
    if information:
        jour = timezone.localdate(contact.le)
        informer_personne(agent=agent, personne=personne, forme=FormeInformation(information), le=jour)


def _noter(agent: Agent, contact: Contact, le: datetime.datetime | None, **champs: str) -> Contact:
    contact.agent, contact.le = agent, le or timezone.now()
    if contact.le > timezone.now():
        raise RefusMetier("Ce contact est dans le futur.", champ="le", code="date")
    for champ, valeur in champs.items():
        setattr(contact, champ, valeur)
    enregistrer(contact)
    journaliser(agent, ActionJournal.CREATION, contact)
    return contact
