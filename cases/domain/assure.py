"""The acts on a person's dossier: creating it, identity, situation, arrêts."""

import datetime
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.access import exiger, peut_creer_dossier, peut_gerer_administratif
from cases.domain.commun import enregistrer, exiger_jour, exiger_valable
from cases.domain.nir import poser_nir
from cases.enums import MotifSansNir, NaturePiece, Sexe
from cases.models import ArretTravail, Assure, Situation
from partners.models import Agent, Commune, Departement, SituationEmploi, TypeMenage, TypeRisque
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.perimetre import TOUT, perimetre
from servicesocial.refus import RefusMetier


class DossierExistant(RefusMetier):
    """The NIR is known. `dossier` is the one that the agent may open, None when it is not in his reach."""

    def __init__(self, phrase: str, dossier: Assure | None = None) -> None:
        super().__init__(phrase, champ="nir", code="dossier_existant")
        self.dossier = dossier


class Coordonnees(TypedDict, total=False):
    """What may be unknown when a dossier is created."""

    date_naissance: datetime.date | None
    telephone: str
    courriel: str
    adresse: str
    commune: Commune | None
    ne_pas_laisser_message: bool
    adresse_confidentielle: bool
    langue: str
    representant_legal: str
    decede_le: datetime.date | None


class Identite(Coordonnees, total=False):
    nom: str
    prenom: str
    sexe: Sexe


class FaitsSituation(TypedDict, total=False):
    menage: TypeMenage | None
    emploi: SituationEmploi | None
    profession: str
    employeur: str
    rqth_jusquau: datetime.date | None


@transaction.atomic
def creer_assure(
    *,
    agent: Agent,
    departement: Departement,
    nom: str,
    prenom: str,
    sexe: Sexe,
    nir: str = "",
    nir_explique: str = "",
    motif_sans_nir: MotifSansNir | str = "",
    **coordonnees: Unpack[Coordonnees],
) -> Assure:
    """Opens the dossier of a person, in one unit, with a NIR or the reason why there is none.

    A NIR is unique in the whole base (conception.md §3); one that contradicts sex or birth date asks for
    `nir_explique` (poser_nir). Raises DossierExistant when it is known: the sentence
    names the dossier of the agent's own unit, and says of another unit only that there is one.
    """
    exiger(peut_creer_dossier(agent, departement.pk))
    assure = Assure(
        departement=departement,
        nom=nom,
        prenom=prenom,
        sexe=sexe,
        motif_sans_nir=motif_sans_nir,
        **coordonnees,
    )
    if nir:
        if motif_sans_nir:
            raise RefusMetier("Indiquez le NIR, ou le motif de son absence, pas les deux.", champ="nir")
        _poser_nir(agent, assure, nir, nir_explique)
    _enregistrer_identite(assure)
    journaliser(agent, ActionJournal.CREATION, assure)
    return assure


@transaction.atomic
def corriger_identite(
    *, agent: Agent, assure: Assure, nir: str = "", nir_explique: str = "", **identite: Unpack[Identite]
) -> None:
    """Corrects what is given and nothing else; a NIR given replaces the former one, or its absence.

    The journal keeps the names of the fields, not their contents. Raises DossierExistant like creer_assure.
    """
    exiger(peut_gerer_administratif(agent, assure))
    for champ, valeur in identite.items():
        setattr(assure, champ, valeur)
    if nir:
        _poser_nir(agent, assure, nir, nir_explique)
    _enregistrer_identite(assure)
    champs = [*identite, *(["nir"] if nir else [])]
    journaliser(agent, ActionJournal.MODIFICATION, assure, precision=", ".join(sorted(champs)))


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
def corriger_situation(*, agent: Agent, situation: Situation, **faits: Unpack[FaitsSituation]) -> None:
    """« Corriger » : the snapshot was wrong; it is edited, and the correction is journalled."""
    exiger(peut_gerer_administratif(agent, situation.assure))
    _exiger_listes(faits, situation.du)
    for champ, valeur in faits.items():
        setattr(situation, champ, valeur)
    enregistrer(situation)
    journaliser(
        agent,
        ActionJournal.MODIFICATION,
        situation.assure,
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
    if (
        nature == NaturePiece.PROLONGATION
        and not ArretTravail.objects.filter(assure=assure, du__lt=du).exists()
    ):
        raise RefusMetier("Aucun arrêt n'est enregistré avant cette prolongation.", champ="nature")
    arret = enregistrer(
        ArretTravail(
            departement_id=assure.departement_id, assure=assure, nature=nature, risque=risque, du=du, au=au
        )
    )
    journaliser(agent, ActionJournal.MODIFICATION, assure, precision="Arrêt de travail")
    return arret


def _exiger_listes(faits: FaitsSituation, jour: datetime.date) -> None:
    exiger_valable(faits.get("menage"), jour, champ="menage")
    exiger_valable(faits.get("emploi"), jour, champ="emploi")


def _poser_nir(agent: Agent, assure: Assure, nir: str, explication: str) -> None:
    poser_nir(assure, nir, sexe=assure.sexe, naissance=assure.date_naissance, explication=explication)
    memes = Assure.objects.non_fusionnes().filter(nir_index=assure.nir_index).exclude(pk=assure.pk)
    dossier = memes.visible_to(agent).first()
    if dossier is not None:
        raise DossierExistant(f"Cette personne a déjà un dossier : {dossier}.", dossier)
    if memes.exists():
        raise DossierExistant("Un dossier à accès restreint existe : adressez-vous à votre manager.")
    with perimetre(TOUT):
        # Existence only: nothing else of another unit's dossier is read.
        ailleurs = memes.exists()
    if ailleurs:
        raise DossierExistant("Un dossier existe dans un autre département.")


def _enregistrer_identite(assure: Assure) -> None:
    try:
        with transaction.atomic():
            enregistrer(assure)
    except (IntegrityError, ValidationError) as erreur:
        if not _nir_deja_pris(erreur):
            raise
        # Somebody recorded the same NIR between the search and the writing.
        raise DossierExistant("Cette personne vient d'être enregistrée : recherchez son dossier.") from None


def _nir_deja_pris(erreur: IntegrityError | ValidationError) -> bool:
    if isinstance(erreur, IntegrityError):
        return "assure_nir_unique" in str(erreur)
    return any(refus.code == "nir_connu" for liste in erreur.error_dict.values() for refus in liste)
