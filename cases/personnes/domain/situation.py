"""What changes in a person's life on a known day: the situation, the arrêts de travail."""

import datetime
from typing import TypedDict, Unpack

from django.db import transaction

from cases.access.base import exiger
from cases.access.personnes import peut_gerer_administratif
from cases.enums import NaturePiece, ObjetCorrige
from cases.models import ArretTravail, Assure, Situation
from cases.socle.acte import enregistrer, exiger_jour, exiger_valable, modifier, tenir, tenir_personne
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
    """Adds a situation from that day on (« A changé le »); the former ones stay. Refuses a future day."""
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
    """Corrects a situation that was wrong (« Corriger »); what it said before is kept.

    `base` is the version that the page shows (correction.version): refuses when somebody else has corrected since.
    """
    exiger(peut_gerer_administratif(agent, situation.assure))
    assure = tenir_personne(situation.assure_id, situation.departement_id)
    tenue = tenir(Situation.objects.filter(pk=situation.pk, assure=assure))
    exiger_version(assure.corrections.filter(objet=ObjetCorrige.SITUATION), base)
    _exiger_listes(faits, tenue.du)
    avant = ce_qui_change(tenue, faits)
    if not avant:
        return
    modifier(tenue, **faits)
    de_quand = ("situation au", f"{tenue.du:%d/%m/%Y}")
    noter_correction(agent=agent, assure=assure, objet=ObjetCorrige.SITUATION, avant=[de_quand, *avant])
    journaliser(
        agent,
        ActionJournal.MODIFICATION,
        assure,
        precision=f"Correction de la situation du {tenue.du:%d/%m/%Y} : {', '.join(sorted(faits))}",
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
    """Records one piece of the chain of an arrêt (DOS-5). Its last day may be in the future.

    Refuses a piece that overlaps another one, and a prolongation without an earlier piece. No length is refused,
    because the prescriber may derogate from the ceilings.
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
    """Corrects a piece that was typed wrongly; what it said before is kept. Refuses what enregistrer_arret refuses."""
    exiger(peut_gerer_administratif(agent, arret.assure))
    assure = tenir_personne(arret.assure_id, arret.departement_id)
    tenu = tenir(ArretTravail.objects.filter(pk=arret.pk, assure=assure))
    exiger_version(assure.corrections.filter(objet=ObjetCorrige.ARRET), base)
    avant = ce_qui_change(tenu, faits)
    if not avant:
        return
    de_quand = ("arrêt", f"du {tenu.du:%d/%m/%Y} au {tenu.au:%d/%m/%Y}")
    ancien_risque = tenu.risque_id
    modifier(tenu, **faits)
    if tenu.risque_id != ancien_risque:
        exiger_valable(tenu.risque, tenu.du, champ="risque")
    _exiger_precede(tenu)
    noter_correction(agent=agent, assure=assure, objet=ObjetCorrige.ARRET, avant=[de_quand, *avant])
    journaliser(agent, ActionJournal.MODIFICATION, assure, precision="Correction d'un arrêt de travail")


def _exiger_precede(arret: ArretTravail) -> None:
    autres = ArretTravail.objects.filter(assure=arret.assure, du__lt=arret.du).exclude(pk=arret.pk)
    if arret.nature == NaturePiece.PROLONGATION and not autres.exists():
        raise RefusMetier("Aucun arrêt n'est enregistré avant cette prolongation.", champ="nature")


def _exiger_listes(faits: FaitsSituation, jour: datetime.date) -> None:
    exiger_valable(faits.get("menage"), jour, champ="menage")
    exiger_valable(faits.get("emploi"), jour, champ="emploi")
