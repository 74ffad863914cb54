"""What changes in a person's life with its dates: her situation, her arrêts de travail."""

import datetime
from typing import TypedDict, Unpack

from django.db import transaction

from cases.access.base import exiger
from cases.access.personnes import peut_gerer_administratif
from cases.enums import NaturePiece, ObjetCorrige
from cases.models import ArretTravail, Assure, Situation
from cases.socle.acte import enregistrer, exiger_jour, exiger_valable
from cases.socle.correction import ce_qui_change, exiger_version, noter_correction
from partners.models import Agent, SituationEmploi, TypeMenage, TypeRisque
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.refus import RefusMetier


class FaitsSituation(TypedDict, total=False):
    menage: TypeMenage | None
    emploi: SituationEmploi | None
    profession: str
    employeur: str
    rqth_jusquau: datetime.date | None


class FaitsArret(TypedDict, total=False):
    nature: NaturePiece
    risque: TypeRisque
    du: datetime.date
    au: datetime.date


@transaction.atomic
def changer_situation(
    *, agent: Agent, assure: Assure, du: datetime.date, **faits: Unpack[FaitsSituation]
) -> Situation:
    """« A changé le » : a new snapshot from that day, the former ones stay. Refuses a future day."""
    exiger(peut_gerer_administratif(agent, assure))
    exiger_jour(du, champ="du", pas_avant=assure.date_naissance, depuis="la naissance")
    _exiger_listes(faits, du)
    situation = enregistrer(Situation(departement_id=assure.departement_id, assure=assure, du=du, **faits))
    journaliser(agent, ActionJournal.MODIFICATION, assure, precision="Changement de situation")
    return situation


@transaction.atomic
def corriger_situation(
    *, agent: Agent, situation: Situation, base: int | None = None, **faits: Unpack[FaitsSituation]
) -> None:
    """« Corriger » : the snapshot was wrong; it is edited, and what it said before is kept.

    `base` is the version that the page shows (correction.version): refuses what somebody else corrected since.
    """
    assure = situation.assure
    exiger(peut_gerer_administratif(agent, assure))
    verrou = Situation.objects.select_for_update(of=("self",)).get(pk=situation.pk)
    exiger_version(assure.corrections.filter(objet=ObjetCorrige.SITUATION), base)
    _exiger_listes(faits, situation.du)
    avant = ce_qui_change(verrou, faits)
    if not avant:
        return
    for champ, valeur in faits.items():
        setattr(situation, champ, valeur)
    enregistrer(situation)
    de_quand = ("situation au", f"{situation.du:%d/%m/%Y}")
    noter_correction(agent=agent, assure=assure, objet=ObjetCorrige.SITUATION, avant=[de_quand, *avant])
    journaliser(
        agent,
        ActionJournal.MODIFICATION,
        assure,
        precision=f"Correction de la situation du {situation.du:%d/%m/%Y} : {', '.join(sorted(faits))}",
    )


@transaction.atomic
def enregistrer_arret(
    *,
    agent: Agent,
    assure: Assure,
    nature: NaturePiece,
    risque: TypeRisque,
    du: datetime.date,
    au: datetime.date,
) -> ArretTravail:
    """One piece of the chain of an arrêt (domaine.md §1). Its last day may be to come.

    Refuses a piece that overlaps another one, and a prolongation when no earlier piece is recorded. No length
    is refused: the prescriber may derogate from the ceilings.
    """
    exiger(peut_gerer_administratif(agent, assure))
    exiger_valable(risque, du, champ="risque")
    arret = ArretTravail(
        departement_id=assure.departement_id, assure=assure, nature=nature, risque=risque, du=du, au=au
    )
    _exiger_precede(arret)
    enregistrer(arret)
    journaliser(agent, ActionJournal.MODIFICATION, assure, precision="Arrêt de travail")
    return arret


@transaction.atomic
def corriger_arret(
    *, agent: Agent, arret: ArretTravail, base: int | None = None, **faits: Unpack[FaitsArret]
) -> None:
    """The piece was typed wrongly; what it said before is kept. Same refusals as a recording."""
    assure = arret.assure
    exiger(peut_gerer_administratif(agent, assure))
    verrou = ArretTravail.objects.select_for_update(of=("self",)).get(pk=arret.pk)
    exiger_version(assure.corrections.filter(objet=ObjetCorrige.ARRET), base)
    avant = ce_qui_change(verrou, faits)
    if not avant:
        return
    de_quand = ("arrêt", f"du {verrou.du:%d/%m/%Y} au {verrou.au:%d/%m/%Y}")
    for champ, valeur in faits.items():
        setattr(arret, champ, valeur)
    if arret.risque_id != verrou.risque_id:
        exiger_valable(arret.risque, arret.du, champ="risque")
    _exiger_precede(arret)
    enregistrer(arret)
    noter_correction(agent=agent, assure=assure, objet=ObjetCorrige.ARRET, avant=[de_quand, *avant])
    journaliser(agent, ActionJournal.MODIFICATION, assure, precision="Correction d'un arrêt de travail")


def _exiger_precede(arret: ArretTravail) -> None:
    autres = ArretTravail.objects.filter(assure=arret.assure, du__lt=arret.du).exclude(pk=arret.pk)
    if arret.nature == NaturePiece.PROLONGATION and not autres.exists():
        raise RefusMetier("Aucun arrêt n'est enregistré avant cette prolongation.", champ="nature")


def _exiger_listes(faits: FaitsSituation, jour: datetime.date) -> None:
    exiger_valable(faits.get("menage"), jour, champ="menage")
    exiger_valable(faits.get("emploi"), jour, champ="emploi")
