"""Asking the unit that follows a person for the dossier, and what the answer changes for the unit that asked.

The unit that follows the person answers (transfert.py).
"""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from cases.access.base import exiger
from cases.access.signalements import peut_affecter_signalement
from cases.enums import DEMANDES_REPONDUES, SIGNALEMENTS_A_TRAITER, TRANSITIONS_DEMANDE, EtatDemande
from cases.models import DemandeTransfert, Signalement
from cases.personnes.queries.rapprochement import dossiers_ailleurs
from cases.socle.acte import changer_etat, enregistrer, exiger_motif, modifier_si
from partners.models import Agent, Departement
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.perimetre import TOUT, perimetre
from servicesocial.refus import RefusMetier

TRANSFERT_DEMANDE = "Transfert demandé"


@transaction.atomic
def demander_transfert(*, agent: Agent, signalement: Signalement, motif: str) -> None:
    """Asks for the dossier that exists in another unit. The unit that asks learns nothing else of it (DOS-8).

    `motif` is administrative: the unit that follows reads it. Asked twice, it is one demande; once refused, it may be
    asked again. Refuses when no dossier is known elsewhere (one in accès restreint is not told of), when the unit has
    already asked for it from another signalement, and when this signalement has its outcome.
    """
    exiger(peut_affecter_signalement(agent, signalement.site))
    motif = exiger_motif(motif)
    # Two demandes of one unit at once, from whatever signalements: the second waits here.
    vers = Departement.objects.select_for_update(no_key=True).get(pk=signalement.departement_id)
    signalement.refresh_from_db(
        fields=["etat", "annule_le", "transfert_demande_le", "transfert_repondu_le", "transfert_reponse"]
    )
    if signalement.transfert_attendu:
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
    libres = Signalement.objects.filter(
        Q(transfert_demande_le__isnull=True) | Q(transfert_repondu_le__isnull=False)
    )
    _noter(agent, signalement, libres, TRANSFERT_DEMANDE, transfert_demande_le=timezone.localdate())


@transaction.atomic
def retirer_demande(*, agent: Agent, signalement: Signalement) -> None:
    """Withdraws the demande: the unit no longer needs the dossier. Refuses when nothing is awaited.

    When several dossiers were asked for at once, an answer already given stays.
    """
    exiger(peut_affecter_signalement(agent, signalement.site))
    with perimetre(TOUT):
        for demande in _de(signalement).filter(etat=EtatDemande.DEMANDEE).select_for_update():
            changer_etat(
                demande,
                EtatDemande.RETIREE,
                TRANSITIONS_DEMANDE,
                parmi=DemandeTransfert.objects.all(),
                retiree_le=timezone.now(),
            )
            journaliser(agent, ActionJournal.MODIFICATION, demande, precision=EtatDemande.RETIREE.label)
        reponses = _reponses(signalement)
    _noter(
        agent,
        signalement,
        Signalement.objects.transfert_attendu(),
        EtatDemande.RETIREE.label,
        transfert_demande_le=signalement.transfert_demande_le if reponses else None,
        **reponses,
    )


def repondre_demande(
    agent: Agent, demande: DemandeTransfert, vers: EtatDemande, motif_refus: str = ""
) -> None:
    """Records the answer of the unit that follows, and tells it to the signalement for which the dossier was asked.

    The caller has checked the right of `agent`. Refuses a demande that awaits nothing any more.
    """
    quand = {EtatDemande.ACCEPTEE: "acceptee_le", EtatDemande.REFUSEE: "refusee_le"}[vers]
    changer_etat(
        demande,
        vers,
        TRANSITIONS_DEMANDE,
        parmi=DemandeTransfert.objects.all(),
        repondue_par=agent,
        motif_refus=motif_refus,
        **{quand: timezone.now()},
    )
    journaliser(agent, ActionJournal.MODIFICATION, demande, precision=vers.label)
    with perimetre(TOUT):
        signalements = Signalement.objects.transfert_attendu().filter(
            uuid=demande.signalement_uuid, departement=demande.vers_id
        )
        for signalement in signalements:
            reponses = _reponses(signalement)
            if reponses:
                _noter(agent, signalement, signalements, vers.label, **reponses)


def _de(signalement: Signalement) -> QuerySet[DemandeTransfert]:
    return DemandeTransfert.objects.filter(signalement_uuid=signalement.uuid, vers=signalement.departement_id)


def _reponses(signalement: Signalement) -> dict[str, object]:
    """Returns what the signalement says once every unit has answered: accepted by one is accepted. Empty before."""
    etats = set(_de(signalement).values_list("etat", flat=True))
    if EtatDemande.DEMANDEE in etats or etats.isdisjoint(DEMANDES_REPONDUES):
        return {}
    reponse = EtatDemande.ACCEPTEE if EtatDemande.ACCEPTEE in etats else EtatDemande.REFUSEE
    return {"transfert_repondu_le": timezone.localdate(), "transfert_reponse": reponse}


def _noter(
    agent: Agent, signalement: Signalement, parmi: QuerySet[Signalement], precision: str, **champs: object
) -> None:
    """Writes what the unit that asked keeps: the days on its own signalement, and a line of its own journal."""
    valeurs = {"transfert_repondu_le": None, "transfert_reponse": ""} | champs
    modifier_si(signalement, parmi, "Aucune demande de transfert n'est en cours.", **valeurs)
    journaliser(agent, ActionJournal.MODIFICATION, signalement, precision=precision)
