"""One gesture on several signalements of the queue: only what needs no reason of its own for each person."""

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

LOT_MAXIMAL = 50


class GesteLot(StrEnum):
    PRENDRE = "prendre"
    RENDRE = "rendre"
    AFFECTER = "affecter"


@dataclass(frozen=True)
class Choisi:
    """`etat_vu`: the state that the list showed, as for trier_signalement."""

    uuid: str
    etat_vu: str


@dataclass
class BilanLot:
    """`refuses`: those left as they are, each with why. `disparus`: those that the agent reads no more."""

    faits: list[Signalement] = field(default_factory=list)
    refuses: list[tuple[Signalement, str]] = field(default_factory=list)
    disparus: int = 0


@transaction.atomic
def traiter_lot(
    *, agent: Agent, choix: Sequence[Choisi], geste: GesteLot, a: Agent | None = None
) -> BilanLot:
    """The same act on each, in the same order for everybody; one that is refused leaves the others done.

    Each is journalled by its own act, and undone as if it had been done alone. Nothing that somebody else has done
    since the list was read is overwritten. Refuses more than LOT_MAXIMAL at once.
    """
    if len(choix) > LOT_MAXIMAL:
        raise RefusMetier(f"{LOT_MAXIMAL} signalements au plus à la fois.", champ="choix", code="nombre")
    vus = {choisi.uuid: choisi.etat_vu for choisi in choix}
    bilan = BilanLot()
    for signalement in signalements_choisis(agent, list(vus)):
        try:
            with transaction.atomic():
                _appliquer(agent, signalement, vus[str(signalement.uuid)], geste, a)
        except ValidationError as refus:
            bilan.refuses.append((signalement, " ".join(refus.messages)))
        except PermissionDenied:
            bilan.refuses.append((signalement, "Cet acte ne fait pas partie de vos droits."))
        else:
            bilan.faits.append(signalement)
    bilan.disparus = len(vus) - len(bilan.faits) - len(bilan.refuses)
    return bilan


def _appliquer(
    agent: Agent, signalement: Signalement, etat_vu: str, geste: GesteLot, a: Agent | None
) -> None:
    if geste == GesteLot.AFFECTER:
        if a is None:
            raise RefusMetier("Choisissez l'assistant de service social.", champ="a", code="a")
        trier_signalement(agent=agent, signalement=signalement, etat_vu=etat_vu, suite=Suite.AFFECTER, a=a)
        return
    # Held, so that two agents who take the same page on at once do not replace each other.
    verrou = Signalement.objects.select_for_update(of=("self",)).select_related("site", "pris_par")
    actuel = verrou.get(pk=signalement.pk)
    if actuel.etat != etat_vu:
        raise RefusMetier(f"Il est maintenant « {actuel.get_etat_display()} ».", code="etat")
    if geste == GesteLot.RENDRE:
        rendre_a_la_file(agent=agent, signalement=actuel)
        return
    # On its own page one may take over from somebody, knowing whom; not from fifty people at once.
    if actuel.pris_par_id not in (None, agent.pk):
        raise RefusMetier(f"{actuel.pris_par} s'en charge.", code="etat")
    prendre_en_charge(agent=agent, signalement=actuel)
