"""Messages left for the référent: a person is to be called back before a day."""

import datetime
import uuid

from django.db import transaction
from django.utils import timezone

from cases.access.base import exiger
from cases.access.messages import peut_clore_message, peut_laisser_message, peut_rappeler
from cases.enums import IssueRappel, MoyenContact, ResultatContact
from cases.models import Accompagnement, Contact, MessageReferent
from cases.rules.dates import en_francais
from cases.socle.acte import enregistrer, exiger_meme_envoi, exiger_motif, exiger_valable, modifier_si
from partners.models import Agent, RaisonMessage
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.refus import RefusMetier

# A call promised for later than this is an appointment.
RAPPEL_LE_PLUS_LOIN = datetime.timedelta(days=30)
CHIFFRES_MINIMUM = 4


@transaction.atomic
def laisser_message(
    *,
    agent: Agent,
    accompagnement: Accompagnement,
    identifiant: uuid.UUID,
    raison: RaisonMessage,
    telephone: str,
    rappeler_avant: datetime.date,
    texte: str = "",
) -> MessageReferent:
    """Asks the référent of the person to call her back, on that day at the latest.

    Refuses an accompagnement that is closed (nobody follows the person: the agent records a signalement instead) or
    annulled, a past day, a day beyond RAPPEL_LE_PLUS_LOIN, and a telephone number that is none. The same
    `identifiant` sent twice (a second click) returns the message already left; sent again with another content, it is
    refused, so that nothing is lost.
    """
    exiger(peut_laisser_message(agent, accompagnement.departement_id))
    verrou = Accompagnement.objects.select_for_update(of=("self",)).get(pk=accompagnement.pk)
    texte, telephone = texte.strip(), telephone.strip()
    deja = verrou.messages.filter(uuid=identifiant).first()
    if deja is not None:
        laisse = (deja.raison_id, deja.telephone, deja.rappeler_avant, deja.texte)
        exiger_meme_envoi(laisse == (raison.pk, telephone, rappeler_avant, texte))
        return deja
    if verrou.annule_le is not None:
        raise RefusMetier("Cet accompagnement est annulé.", code="etat")
    if verrou.clos_le is not None:
        raise RefusMetier(
            f"Cet accompagnement est clos depuis le {en_francais(verrou.clos_le)} : enregistrez un signalement.",
            code="etat",
        )
    _exiger_rappel(rappeler_avant)
    exiger_valable(raison, timezone.localdate(), champ="raison")
    if sum(caractere.isdigit() for caractere in telephone) < CHIFFRES_MINIMUM:
        raise RefusMetier("Indiquez le numéro à rappeler.", champ="telephone", code="telephone")
    message = enregistrer(
        MessageReferent(
            uuid=identifiant,
            departement_id=verrou.departement_id,
            accompagnement=verrou,
            auteur=agent,
            raison=raison,
            telephone=telephone,
            rappeler_avant=rappeler_avant,
            texte=texte,
        )
    )
    journaliser(agent, ActionJournal.CREATION, message)
    return message


@transaction.atomic
def repondre_au_message(
    *,
    agent: Agent,
    message: MessageReferent,
    identifiant: uuid.UUID,
    issue: IssueRappel,
    precision: str = "",
) -> None:
    """Notes the call as a contact of the dossier. Only a call that reached the person closes the message.

    « Rappel inutile » also closes it, with a reason and without a call; those who leave messages in the unit may do
    so, for instance when the person has called again. The same `identifiant` sent twice notes one call. Refuses a
    message already closed.
    """
    exiger(peut_clore_message(agent, message))
    issue = IssueRappel(issue)
    if issue == IssueRappel.INUTILE:
        _clore(agent, message, rappel_inutile=exiger_motif(precision, champ="precision"))
        journaliser(agent, ActionJournal.MODIFICATION, message, precision=issue.label)
        return
    exiger(peut_rappeler(agent, message))
    verrou = MessageReferent.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if verrou.contacts.filter(uuid=identifiant).exists():
        return
    if verrou.clos_le is not None:
        raise RefusMetier(DEJA_CLOS, code="etat")
    contact = enregistrer(
        Contact(
            uuid=identifiant,
            departement_id=verrou.departement_id,
            assure_id=message.accompagnement.assure_id,
            message=verrou,
            agent=agent,
            le=timezone.now(),
            moyen=MoyenContact.TELEPHONE,
            resultat=ResultatContact(issue.value),
            precision=precision.strip(),
        )
    )
    journaliser(agent, ActionJournal.CREATION, contact)
    if issue == IssueRappel.JOINT:
        _clore(agent, message)
        journaliser(agent, ActionJournal.MODIFICATION, message, precision=issue.label)


DEJA_CLOS = "Ce message est déjà clos."


def _clore(agent: Agent, message: MessageReferent, **champs: str) -> None:
    ouverts = MessageReferent.objects.ouverts()
    modifier_si(message, ouverts, DEJA_CLOS, clos_le=timezone.now(), clos_par=agent, **champs)


def _exiger_rappel(jour: datetime.date) -> None:
    aujourdhui = timezone.localdate()
    if jour < aujourdhui:
        raise RefusMetier("Ce jour est passé : le rappel est à faire.", champ="rappeler_avant", code="date")
    if jour > aujourdhui + RAPPEL_LE_PLUS_LOIN:
        raise RefusMetier(
            f"Un rappel se demande sous {RAPPEL_LE_PLUS_LOIN.days} jours ; au-delà, fixez un rendez-vous.",
            champ="rappeler_avant",
            code="date",
        )
