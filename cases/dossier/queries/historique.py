"""What happened to a dossier besides its acts: corrected, annulled, moved, merged, opened by a manager."""

from collections.abc import Sequence
from dataclasses import dataclass

from cases.dossier.queries.annulations import ActeAnnule, actes_annules
from cases.models import Assure, BrisDeGlace, Correction, Fusion, Transfert
from partners.models import Agent
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser


@dataclass(frozen=True)
class Historique:
    """Each list the last first. A text that was corrected is read by the readers of its level only."""

    corrections: Sequence[Correction]
    annules: Sequence[ActeAnnule]
    bris: Sequence[BrisDeGlace]
    transferts: Sequence[Transfert]
    fusions: Sequence[Fusion]


def lire_historique(agent: Agent, assure: Assure) -> Historique:
    """Reading it is a consultation of the dossier: its line is written here."""
    journaliser(agent, ActionJournal.CONSULTATION, assure, precision="Historique")
    corrections = Correction.objects.visible_to(agent).filter(assure=assure)
    return Historique(
        corrections=list(corrections.select_related("agent", "entretien")),
        annules=actes_annules(agent, assure),
        bris=list(BrisDeGlace.objects.visible_to(agent).filter(assure=assure).select_related("agent")),
        transferts=list(assure.transferts.select_related("depuis", "vers", "par")),
        fusions=list(assure.fusions.select_related("absorbe__commune", "par")),
    )
