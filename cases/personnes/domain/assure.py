"""The acts on a person's dossier: creating it, correcting the identity (situation.py: what changes with time)."""

import copy
import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.access.base import exiger
from cases.access.personnes import peut_creer_dossier, peut_gerer_administratif
from cases.enums import MotifSansNir, ObjetCorrige, Sexe
from cases.models import Assure
from cases.personnes.domain.nir import exiger_coherent, poser_nir
from cases.socle.acte import enregistrer, modifier, tenir_personne
from cases.socle.correction import NON_RENSEIGNE, ce_qui_change, exiger_version, noter_correction
from partners.models import Agent, Commune, Departement
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.perimetre import TOUT, perimetre
from servicesocial.refus import RefusMetier


class DossierExistant(RefusMetier):
    """The NIR is already that of a dossier. `dossier` is that dossier if the agent may open it, else None."""

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
    """Opens the dossier of a person in one unit, with a NIR or the reason why there is none.

    A NIR is unique in the whole base (DOS-8); one that contradicts the sex or the birth date asks for `nir_explique`
    (see poser_nir). Raises DossierExistant when the NIR is known: the sentence names the dossier when it is in the
    agent's unit; of another unit, it says only that a dossier exists.
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
        _poser_nir_nouveau(agent, assure, nir, nir_explique)
    with _sans_le_meme_nir():
        enregistrer(assure)
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
    """Corrects the fields given and no others. A NIR given replaces the former one, or its absence.

    What was written before is kept (Correction), a former NIR masked; the journal keeps the names of the fields.
    `base` is the version that the page shows (correction.version): refuses when somebody else has corrected since.
    Raises DossierExistant as creer_assure does.
    """
    exiger(peut_gerer_administratif(agent, assure))
    tenue = tenir_personne(assure.pk, assure.departement_id)
    exiger_version(tenue.corrections.filter(objet=ObjetCorrige.IDENTITE), base)
    avant = ce_qui_change(tenue, identite)
    ancien_nir = (tenue.nir_index, tenue.nir_masque)
    # What it would be with these values: a NIR is checked against them, and sealed, before anything is written.
    voulue = copy.copy(tenue)
    for champ, valeur in identite.items():
        setattr(voulue, champ, valeur)
    if nir:
        _poser_nir_nouveau(agent, voulue, nir, nir_explique)
        if voulue.nir_index != ancien_nir[0]:
            avant.append(("NIR", ancien_nir[1] or NON_RENSEIGNE))
    elif tenue.nir_chiffre is not None and not {"sexe", "date_naissance"}.isdisjoint(identite):
        exiger_coherent(
            voulue,
            sexe=voulue.sexe,
            naissance=voulue.date_naissance,
            explication=nir_explique or tenue.nir_explique,
            champ="nir_explique",
        )
    if not avant:
        return
    with _sans_le_meme_nir():
        modifier(tenue, **identite, **_nir_pose(voulue, tenue))
    noter_correction(agent=agent, assure=tenue, objet=ObjetCorrige.IDENTITE, avant=avant)
    champs = [*identite, *(["nir"] if nir else [])]
    journaliser(agent, ActionJournal.MODIFICATION, tenue, precision=", ".join(sorted(champs))[:200])


def reveler_nir(*, agent: Agent, assure: Assure) -> str:
    """Returns the clear NIR to an agent who manages the dossier, and writes a line in the journal (NIR-6)."""
    exiger(peut_gerer_administratif(agent, assure))
    if assure.nir_chiffre is None:
        raise RefusMetier("Aucun NIR n'est enregistré dans ce dossier.", code="nir")
    journaliser(agent, ActionJournal.CONSULTATION, assure, precision="NIR affiché")
    return assure.nir


def _poser_nir_nouveau(agent: Agent, assure: Assure, nir: str, explication: str) -> None:
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


def _nir_pose(voulue: Assure, tenue: Assure) -> dict[str, Any]:
    """What poser_nir and exiger_coherent changed of the number."""
    return {
        champ: getattr(voulue, champ)
        for champ in ("nir_chiffre", "nir_index", "nir_explique", "motif_sans_nir")
        if getattr(voulue, champ) != getattr(tenue, champ)
    }


@contextmanager
def _sans_le_meme_nir() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except (IntegrityError, ValidationError) as erreur:
        if not _nir_deja_pris(erreur):
            raise
        # Somebody recorded the same NIR between the search and the writing.
        raise DossierExistant("Cette personne vient d'être enregistrée : recherchez son dossier.") from None


def _nir_deja_pris(erreur: IntegrityError | ValidationError) -> bool:
    if isinstance(erreur, IntegrityError):
        return "assure_nir_unique" in str(erreur)
    par_champ = erreur.error_dict.values() if hasattr(erreur, "error_dict") else [erreur.error_list]
    return any(refus.code == "nir_connu" for liste in par_champ for refus in liste)
