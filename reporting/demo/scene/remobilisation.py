"""Actions of remobilisation: planned, with the accords received so far, and under way.

Gives life to the actions of a dossier and to the accords that are awaited. Feeds no published figure: none starts in a
published year (F8).
"""

import datetime

from cases.enums import Axe, PartieAccord, SensAccord, TypeAction
from cases.models import ActionRemobilisation, Entreprise
from cases.remobilisation.domain.action import (
    DetailsAction,
    demarrer_action,
    enregistrer_accord,
    prevoir_action,
)
from reporting.demo.recit.actions import DUREES, EN_ENTREPRISE, TUTEURS
from reporting.demo.recit.hasard import UN_JOUR
from reporting.demo.scene.horloge import a, instant
from reporting.demo.scene.ouvertures import Suivi
from reporting.demo.scene.troupe import Troupe

TYPES = (
    TypeAction.ESSAI_ENCADRE,
    TypeAction.BILAN_COMPETENCES,
    TypeAction.INCLU_PRO,
    TypeAction.PMSMP,
    TypeAction.FORMATION,
    TypeAction.ESSAI_ENCADRE,
)
PARTIES = (
    PartieAccord.CPAM,
    PartieAccord.MEDECIN_CONSEIL,
    PartieAccord.MEDECIN_TRAITANT,
    PartieAccord.MEDECIN_TRAVAIL,
)
# Days between the plan and the first day.
PREPARATION = 12


def engager_des_actions(troupe: Troupe, suivis: list[Suivi]) -> None:
    """One in two has begun in the last days; the others wait for their first day, or for an accord."""
    prets = troupe.jour - (PREPARATION + 6) * UN_JOUR
    pdp = [s for s in suivis if s.axe == Axe.PDP and s.accompagnement.ouvert_le < prets]
    for rang, suivi in enumerate(pdp[: troupe.ampleur.actions]):
        en_cours = rang % 2 == 0
        du = troupe.jour + (-troupe.alea.randint(1, 5) if en_cours else troupe.alea.randint(6, 40)) * UN_JOUR
        prevue_le = min(du, troupe.jour) - PREPARATION * UN_JOUR
        with a(instant(prevue_le, 14, 20)):
            action = _prevoir(troupe, suivi, TYPES[rang % len(TYPES)], du)
            for partie in PARTIES if en_cours else PARTIES[: troupe.alea.randint(0, 2)]:
                enregistrer_accord(
                    agent=suivi.referent, action=action, partie=partie, sens=SensAccord.ACCORD, le=prevue_le
                )
        if en_cours:
            with a(instant(du, 9)):
                demarrer_action(agent=suivi.referent, action=action)


def _prevoir(
    troupe: Troupe, suivi: Suivi, type_action: TypeAction, du: datetime.date
) -> ActionRemobilisation:
    alea = troupe.alea
    details: DetailsAction = {}
    if type_action == TypeAction.FORMATION:
        details["intitule"] = alea.choice(("Remise à niveau", "Découverte des métiers"))
    if type_action in EN_ENTREPRISE:
        details |= {
            "entreprise": alea.choice(Entreprise.objects.order_by("pk")[:20]),
            "tuteur": alea.choice(TUTEURS),
        }
    return prevoir_action(
        agent=suivi.referent,
        accompagnement=suivi.accompagnement,
        type_action=type_action,
        site=suivi.site,
        du=du,
        au=du + alea.randint(*DUREES[type_action]) * UN_JOUR,
        **details,
    )
