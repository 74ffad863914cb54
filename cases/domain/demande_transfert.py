"""Asking the unit that follows a person for her dossier. Accepting belongs to that unit (transfert.py)."""

from django.db import transaction
from django.utils import timezone

from cases.access import exiger, peut_affecter_signalement
from cases.domain.commun import changer_etat, enregistrer, exiger_motif, modifier_si
from cases.domain.queries.rapprochement import dossiers_ailleurs
from cases.enums import SIGNALEMENTS_A_TRAITER, TRANSITIONS_DEMANDE, EtatDemande
from cases.models import DemandeTransfert, Signalement
from partners.models import Agent, Departement
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.perimetre import TOUT, perimetre
from servicesocial.refus import RefusMetier

TRANSFERT_DEMANDE = "Transfert demandé"


@transaction.atomic
def demander_transfert(*, agent: Agent, signalement: Signalement, motif: str) -> None:
    """The unit that received the signalement asks for the dossier that exists elsewhere; it learns nothing of it.

    `motif` is administrative: the unit that follows reads it. Asked twice, it is one demande. Refuses when no dossier
    is known elsewhere (one in accès restreint is not), when the unit has asked for it already from another
    signalement, and when this one has received its outcome.
    """
    exiger(peut_affecter_signalement(agent, signalement.site))
    motif = exiger_motif(motif)
    # Two demandes of one unit at once, from whatever signalements: the second waits here.
    vers = Departement.objects.select_for_update(no_key=True).get(pk=signalement.departement_id)
    signalement.refresh_from_db(fields=["etat", "annule_le", "transfert_demande_le"])
    if signalement.transfert_demande_le is not None:
        return
    if signalement.annule_le is not None or signalement.etat not in SIGNALEMENTS_A_TRAITER:
        raise RefusMetier("Ce signalement a déjà reçu une suite.", code="etat")
    with perimetre(TOUT):
        assures = list(dossiers_ailleurs(signalement))
        if not assures:
            raise RefusMetier("Aucun dossier n'est connu dans un autre département.", code="inconnu")
        if DemandeTransfert.objects.en_cours().filter(assure__in=assures, vers=vers).exists():
            raise RefusMetier(
                "Votre unité a déjà demandé ce dossier, pour un autre signalement.", code="deja"
            )
        for assure in assures:
            demande = enregistrer(
                DemandeTransfert(
                    departement_id=assure.departement_id,
                    assure=assure,
                    vers=vers,
                    signalement_uuid=signalement.uuid,
                    demandee_par=agent,
                    demandee_le=timezone.now(),
                    motif=motif,
                )
            )
            journaliser(agent, ActionJournal.CREATION, demande)
    _noter(agent, signalement, TRANSFERT_DEMANDE, transfert_demande_le=timezone.localdate())


@transaction.atomic
def retirer_demande(*, agent: Agent, signalement: Signalement) -> None:
    """The unit that asked no longer needs the dossier. Refuses when nothing is asked any more."""
    exiger(peut_affecter_signalement(agent, signalement.site))
    with perimetre(TOUT):
        demandes = DemandeTransfert.objects.en_cours().filter(
            signalement_uuid=signalement.uuid, vers=signalement.departement_id
        )
        for demande in demandes.select_for_update():
            changer_etat(
                demande,
                EtatDemande.RETIREE,
                TRANSITIONS_DEMANDE,
                parmi=DemandeTransfert.objects.all(),
                retiree_le=timezone.now(),
            )
            journaliser(agent, ActionJournal.MODIFICATION, demande, precision=EtatDemande.RETIREE.label)
    _noter(agent, signalement, EtatDemande.RETIREE.label, transfert_demande_le=None)


def _noter(agent: Agent, signalement: Signalement, precision: str, **champs: object) -> None:
    """What the asking unit keeps of it: a day on its own signalement, and a line of its own journal."""
    demandes = Signalement.objects.filter(
        transfert_demande_le__isnull=champs["transfert_demande_le"] is not None
    )
    modifier_si(signalement, demandes, "Aucune demande de transfert n'est en cours.", **champs)
    journaliser(agent, ActionJournal.MODIFICATION, signalement, precision=precision)
