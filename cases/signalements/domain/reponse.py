"""The answer to the origin of a signalement: what it may say (rules/reponse.py), and the fact that it was sent."""

import datetime

from django.db import transaction
from django.utils import timezone

from cases.access.base import exiger
from cases.access.signalements import peut_donner_suite
from cases.enums import ETATS_A_DIRE, EtatSignalement, MoyenContact
from cases.models import Signalement
from cases.personnes.domain.adresse import nom_civil
from cases.rules.reponse import Portee, Suivi, portee, rediger
from cases.socle.acte import exiger_jour, modifier_si
from partners.models import Agent
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.refus import RefusMetier


@transaction.atomic
def noter_reponse(
    *, agent: Agent, signalement: Signalement, forme: MoyenContact, le: datetime.date | None = None
) -> None:
    """Notes that the answer was sent that day, in that form; its text is not kept. A second click changes nothing.

    Refuses a signalement that still waits for its outcome, and a day before that outcome or in the future.
    """
    exiger(peut_donner_suite(agent, signalement))
    le = le or timezone.localdate()
    verrou = Signalement.objects.select_for_update(of=("self",)).get(pk=signalement.pk)
    if verrou.reponse_le is not None:
        return
    if verrou.annule_le is not None or verrou.etat not in ETATS_A_DIRE:
        raise RefusMetier("Ce signalement n'a pas encore de suite à dire.", code="etat")
    depuis = verrou.clos_le or verrou.affecte_le
    exiger_jour(le, champ="le", pas_avant=depuis, depuis="la suite donnée")
    modifier_si(
        verrou,
        Signalement.objects.comptent().filter(reponse_le__isnull=True),
        "Une réponse est déjà notée.",
        reponse_le=le,
        reponse_forme=forme,
    )
    journaliser(agent, ActionJournal.MODIFICATION, verrou, precision=f"Réponse envoyée : {forme.label}")


@transaction.atomic
def tracer_lettre(*, agent: Agent, signalement: Signalement) -> None:
    """Writes a line in the journal: a letter left the application. That it was sent is noted apart."""
    exiger(peut_donner_suite(agent, signalement))
    journaliser(agent, ActionJournal.TELECHARGEMENT, signalement, precision="Réponse à qui a signalé")


def portee_de(signalement: Signalement) -> Portee:
    return portee(signalement.origine.famille, signalement.origine.code, signalement.accord)


def texte_propose(signalement: Signalement) -> str:
    """Writes the text that the service may send now. The agent reads it again before sending it."""
    suivi = Suivi(
        personne=nom_civil(signalement),
        recu_le=signalement.recu_le,
        etat=EtatSignalement(signalement.etat),
        raison=signalement.raison.code if signalement.raison else "",
        rendez_vous=signalement.rendez_vous.exists(),
    )
    return rediger(suivi, portee_de(signalement))


def destinataire(signalement: Signalement) -> list[str]:
    """Returns the lines of the address: the person herself, the partenaire of the annuaire, or the origin."""
    if portee_de(signalement) == Portee.PERSONNE:
        return [nom_civil(signalement)]
    partenaire = signalement.partenaire
    if partenaire is None:
        return [signalement.origine.libelle]
    lignes = [partenaire.nom, *([str(partenaire.commune)] if partenaire.commune else [])]
    return [signalement.signale_par, *lignes] if signalement.signale_par else lignes
