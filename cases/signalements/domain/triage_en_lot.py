"""One act on several signalements of the queue, limited to acts that need no reason for each person."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from cases.access.signalements import signalements_choisis
from cases.models import Signalement
from cases.signalements.domain.triage import Suite, prendre_en_charge, rendre_a_la_file, trier_signalement
from partners.models import Agent
from servicesocial.refus import RefusMetier

CHOISIS_MAXIMUM = 50


class GesteEnLot(StrEnum):
    PRENDRE = "prendre"
    RENDRE = "rendre"
    AFFECTER = "affecter"


@dataclass(frozen=True)
class Choisi:
    """A signalement of the list. `etat_vu` is the state that the list showed (see trier_signalement)."""

    uuid: str
    etat_vu: str


@dataclass
class BilanDuTriage:
    """What was done.

    `refuses` are the signalements left as they were, each with why; `disparus` those the agent may not read.
    """

    traites: list[Signalement] = field(default_factory=list)
    refuses: list[tuple[Signalement, str]] = field(default_factory=list)
    disparus: int = 0


@transaction.atomic
def trier_en_lot(
    *, agent: Agent, choix: Sequence[Choisi], geste: GesteEnLot, a: Agent | None = None
) -> BilanDuTriage:
    """Does the same act on each signalement. One that is refused leaves the others done.

    They are always locked in the same order. Each has its own line in the journal, and is undone as if it had been
    done alone. What somebody else did since the list was read is not overwritten. Refuses more than LOT_MAXIMAL at
    once.
    """
    if len(choix) > CHOISIS_MAXIMUM:
        raise RefusMetier(f"{CHOISIS_MAXIMUM} signalements au plus à la fois.", champ="choix", code="nombre")
    vus = {choisi.uuid: choisi.etat_vu for choisi in choix}
    bilan = BilanDuTriage()
    for signalement in signalements_choisis(agent, list(vus)):
        try:
            with transaction.atomic():
                _appliquer(agent, signalement, vus[str(signalement.uuid)], geste, a)
        except ValidationError as refus:
            bilan.refuses.append((signalement, " ".join(refus.messages)))
        except PermissionDenied:
            bilan.refuses.append((signalement, "Cet acte ne fait pas partie de vos droits."))
        else:
            bilan.traites.append(signalement)
    bilan.disparus = len(vus) - len(bilan.traites) - len(bilan.refuses)
    return bilan


def _appliquer(
    agent: Agent, signalement: Signalement, etat_vu: str, geste: GesteEnLot, a: Agent | None
) -> None:
    if geste == GesteEnLot.AFFECTER:
        if a is None:
            raise RefusMetier("Choisissez l'assistant de service social.", champ="a", code="a")
        trier_signalement(agent=agent, signalement=signalement, etat_vu=etat_vu, suite=Suite.AFFECTER, a=a)
        return
    # Held, so that two agents who take the same page on at once do not replace each other.
    verrou = Signalement.objects.select_for_update(of=("self",)).select_related("site", "pris_par")
    actuel = verrou.get(pk=signalement.pk)
    if actuel.etat != etat_vu:
        raise RefusMetier(f"Il est maintenant « {actuel.get_etat_display()} ».", code="etat")
    if geste == GesteEnLot.RENDRE:
        rendre_a_la_file(agent=agent, signalement=actuel)
        return
    # On its own page one may take over from somebody, knowing whom; not from fifty people at once.
    if actuel.pris_par_id not in (None, agent.pk):
        raise RefusMetier(f"{actuel.pris_par} s'en charge.", code="etat")
    prendre_en_charge(agent=agent, signalement=actuel)
