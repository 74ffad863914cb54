"""Requests for transfer: what each of the two units reads of them."""

from dataclasses import dataclass

from django.db.models import QuerySet

from cases.models import DemandeTransfert, Signalement
from partners.enums import Profil
from partners.models import Agent
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.perimetre import TOUT, perimetre


@dataclass(frozen=True)
class Demandes:
    """`recues` is None for who decides nothing."""

    recues: QuerySet[DemandeTransfert] | None
    envoyees: QuerySet[Signalement]


def lire_demandes(agent: Agent) -> Demandes:
    """The two lists. Showing who is followed and asked for is journalled: the line is written here."""
    journaliser(agent, ActionJournal.LISTE, ("demandetransfert", None))
    manager = Profil.MANAGER in agent.profils()
    return Demandes(demandes_recues(agent) if manager else None, demandes_envoyees(agent))


def demandes_recues(agent: Agent) -> QuerySet[DemandeTransfert]:
    """Those that the agent, a manager, has to answer: the person is followed by his units, the oldest first."""
    return (
        DemandeTransfert.objects.visible_to(agent)
        .en_cours()
        .select_related("assure", "vers", "departement", "demandee_par")
        .order_by("demandee_le", "id")
    )


def demandes_envoyees(agent: Agent) -> QuerySet[Signalement]:
    """The signalements of the agent's sites and units whose dossier was asked for, the oldest first."""
    return (
        Signalement.objects.visible_to(agent)
        .comptent()
        .filter(transfert_demande_le__isnull=False, departement__in=agent.unites(Profil.CSAM, Profil.MANAGER))
        .select_related("site", "origine")
        .order_by("transfert_demande_le", "id")
    )


def demande_de(signalement: Signalement) -> DemandeTransfert | None:
    """What its own unit wrote of the demand under way: who asked, when, why. Nothing of the dossier is read."""
    if signalement.transfert_demande_le is None:
        return None
    with perimetre(TOUT):
        return (
            DemandeTransfert.objects.en_cours()
            .filter(signalement_uuid=signalement.uuid, vers=signalement.departement_id)
            .select_related("demandee_par")
            .only("demandee_le", "motif", "demandee_par")
            .first()
        )
