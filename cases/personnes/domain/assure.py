"""The acts on a person's dossier: creating it, correcting her identity (situation.py has what changes with time)."""

import datetime
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.access.base import exiger
from cases.access.personnes import peut_creer_dossier, peut_gerer_administratif
from cases.enums import MotifSansNir, ObjetCorrige, Sexe
from cases.models import Assure
from cases.personnes.domain.nir import exiger_coherent, poser_nir
from cases.socle.acte import enregistrer
from cases.socle.correction import NON_RENSEIGNE, ce_qui_change, exiger_version, noter_correction
from partners.models import Agent, Commune, Departement
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
    *,
    agent: Agent,
    assure: Assure,
    base: int | None = None,
    nir: str = "",
    nir_explique: str = "",
    **identite: Unpack[Identite],
) -> None:
    """Corrects what is given and nothing else; a NIR given replaces the former one, or its absence.

    What was written before is kept (Correction), a former NIR masked; the journal keeps the names of the fields.
    `base` is the version that the page shows (correction.version): refuses what somebody else corrected since.
    Raises DossierExistant like creer_assure.
    """
    exiger(peut_gerer_administratif(agent, assure))
    verrou = Assure.objects.select_for_update(no_key=True, of=("self",)).get(pk=assure.pk)
    exiger_version(verrou.corrections.filter(objet=ObjetCorrige.IDENTITE), base)
    avant = ce_qui_change(verrou, identite)
    ancien_nir = (verrou.nir_index, verrou.nir_masque)
    for champ, valeur in identite.items():
        setattr(assure, champ, valeur)
    if nir:
        _poser_nir(agent, assure, nir, nir_explique)
        if assure.nir_index != ancien_nir[0]:
            avant.append(("NIR", ancien_nir[1] or NON_RENSEIGNE))
    elif assure.nir_chiffre is not None and not {"sexe", "date_naissance"}.isdisjoint(identite):
        exiger_coherent(
            assure,
            sexe=assure.sexe,
            naissance=assure.date_naissance,
            explication=nir_explique or verrou.nir_explique,
            champ="nir_explique",
        )
    if not avant:
        return
    _enregistrer_identite(assure)
    noter_correction(agent=agent, assure=assure, objet=ObjetCorrige.IDENTITE, avant=avant)
    champs = [*identite, *(["nir"] if nir else [])]
    journaliser(agent, ActionJournal.MODIFICATION, assure, precision=", ".join(sorted(champs))[:200])


def reveler_nir(*, agent: Agent, assure: Assure) -> str:
    """The clear number, for whoever manages the dossier: an act of its own, journalled (domaine.md D-11)."""
    exiger(peut_gerer_administratif(agent, assure))
    if assure.nir_chiffre is None:
        raise RefusMetier("Aucun NIR n'est enregistré dans ce dossier.", code="nir")
    journaliser(agent, ActionJournal.CONSULTATION, assure, precision="NIR affiché")
    return assure.nir


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
