"""The transfers: what each of the two units reads of them, before and after."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from cases.enums import SIGNALEMENTS_A_TRAITER, EtatDemande, EtatRendezVous
from cases.models import (
    Accompagnement,
    Assure,
    Brouillon,
    DemandeTransfert,
    MessageReferent,
    RendezVous,
    Signalement,
    Transfert,
)
from cases.personnes.queries.rapprochement import lire_suivis
from partners.enums import Profil
from partners.models import Agent, Departement
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.perimetre import TOUT, perimetre

PARTIS_MONTRES = 200


@dataclass(frozen=True)
class DossierParti:
    """A dossier that went to another unit: what the unit that it left may read.

    It holds no name and no address of a dossier.
    """

    le: datetime.datetime
    depuis: Departement
    vers: Departement
    par: Agent


@dataclass(frozen=True)
class Demandes:
    """The three lists of the page. `recues` and `partis` are None for an agent who is no manager."""

    recues: QuerySet[DemandeTransfert] | None
    envoyees: QuerySet[Signalement]
    partis: list[DossierParti] | None


def lire_demandes(agent: Agent) -> Demandes:
    """Returns the three lists, and writes the line of the list in the journal: it shows who is followed and asked
    for.
    """
    journaliser(agent, ActionJournal.LISTE, ("demandetransfert", None))
    if Profil.MANAGER not in agent.profils():
        return Demandes(None, demandes_envoyees(agent), None)
    return Demandes(demandes_recues(agent), demandes_envoyees(agent), dossiers_partis(agent))


def demandes_recues(agent: Agent) -> QuerySet[DemandeTransfert]:
    """Returns the demandes that the agent, a manager of the units that follow, has to answer, the oldest first."""
    return (
        DemandeTransfert.objects.visible_to(agent)
        .en_cours()
        .select_related("assure", "vers", "departement", "demandee_par")
        .order_by("demandee_le", "id")
    )


def demandes_envoyees(agent: Agent) -> QuerySet[Signalement]:
    """Returns the signalements of the agent's sites and units whose dossier was asked for, the oldest first.

    Once answered, they stay until they have their outcome.
    """
    attendus_ou_repondus = Q(transfert_repondu_le__isnull=True) | Q(etat__in=SIGNALEMENTS_A_TRAITER)
    return (
        Signalement.objects.visible_to(agent)
        .comptent()
        .filter(
            attendus_ou_repondus,
            transfert_demande_le__isnull=False,
            departement__in=agent.unites(Profil.CSAM, Profil.MANAGER),
        )
        .select_related("site", "origine")
        .order_by("transfert_demande_le", "id")
    )


def dossiers_partis(agent: Agent) -> list[DossierParti]:
    """Returns the last dossiers that left the units where the agent is a manager, the latest first.

    The rows went with the persons: they are read where they are now, for these four facts and nothing else.
    """
    unites = agent.unites(Profil.MANAGER)
    with perimetre(TOUT):
        partis = (
            Transfert.objects.filter(depuis__in=unites)
            .select_related("depuis", "vers", "par")
            .only("le", "depuis", "vers", "par")
            .order_by("-le", "-pk")[:PARTIS_MONTRES]
        )
        return [DossierParti(parti.le, parti.depuis, parti.vers, parti.par) for parti in partis]


@dataclass(frozen=True)
class DemandeResumee:
    """What the unit that asked reads of its demande. `dossier` is the dossier received, if the agent may open it."""

    demande: DemandeTransfert
    dossier: Assure | None


def demandes_de(agent: Agent, signalement: Signalement) -> list[DemandeResumee]:
    """Returns who asked, when, why and what was answered, the last first.

    Until the answer, it shows nothing of the dossier.
    """
    if signalement.transfert_demande_le is None:
        return []
    with perimetre(TOUT):
        demandes = list(
            DemandeTransfert.objects.exclude(etat=EtatDemande.RETIREE)
            .filter(signalement_uuid=signalement.uuid, vers=signalement.departement_id)
            .select_related("demandee_par")
            .only(
                *("etat", "demandee_le", "motif", "demandee_par"),
                *("acceptee_le", "refusee_le", "motif_refus", "assure_id"),
            )
            .order_by("-demandee_le", "-pk")
        )
    recus = {d.assure_id for d in demandes if d.etat == EtatDemande.ACCEPTEE}
    lisibles = Assure.objects.visible_to(agent).in_bulk(recus) if recus else {}
    return [
        DemandeResumee(d, lisibles.get(d.assure_id) if d.etat == EtatDemande.ACCEPTEE else None)
        for d in demandes
    ]


@dataclass(frozen=True)
class Remise:
    """What goes with a dossier, and what is to be settled before or after.

    `suivis` are the open accompagnements (see lire_suivis). `brouillons` are the drafts of entretiens, which forbid
    the transfer.
    """

    assure: Assure
    suivis: Sequence[Accompagnement]
    clos: int
    rendez_vous: Sequence[RendezVous]
    messages: Sequence[MessageReferent]
    brouillons: Sequence[Brouillon]


def lire_remise(agent: Agent, assure: Assure, jour: datetime.date) -> Remise:
    """Returns what a manager reads before giving a dossier, and writes the line of consultation."""
    journaliser(agent, ActionJournal.CONSULTATION, assure, precision="Transfert")
    lire_suivis([assure], jour)
    return Remise(
        assure=assure,
        suivis=assure.suivis,  # type: ignore[attr-defined]
        clos=assure.accompagnements.comptent().filter(clos_le__isnull=False).count(),
        rendez_vous=list(
            assure.rendez_vous.visible_to(agent)
            .filter(etat=EtatRendezVous.PREVU, debut__gte=timezone.now())
            .select_related("site", "agent")
        ),
        messages=list(
            MessageReferent.objects.visible_to(agent)
            .ouverts()
            .filter(accompagnement__assure=assure)
            .select_related("raison")
        ),
        brouillons=brouillons_a_finir(assure),
    )


def brouillons_a_finir(assure: Assure) -> list[Brouillon]:
    """Returns the entretiens being written in this dossier: by whom and since when, never what is written.

    The draft of an agent who may not open the dossier any more (he has left the service, or the unit) holds nothing
    back: it stays where it is, and nobody reads it.
    """
    brouillons = (
        Brouillon.objects.filter(accompagnement__assure=assure)
        .select_related("agent")
        .only("agent", "modifie_le")
        .order_by("modifie_le")
    )
    return [
        brouillon
        for brouillon in brouillons
        if Assure.objects.visible_to(brouillon.agent).filter(pk=assure.pk).exists()
    ]
