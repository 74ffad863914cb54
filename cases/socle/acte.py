"""What the professional acts share: saving after validation, changing state, annulling."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from cases.rules.dates import refus_du_jour
from partners.models import Agent, Site
from partners.models.base import Datee
from servicesocial.refus import RefusMetier

Enregistrable = TypeVar("Enregistrable", bound=Model)
Etat = TypeVar("Etat", bound=str)


def enregistrer(objet: Enregistrable) -> Enregistrable:
    """Validates then saves. Raises ValidationError with French sentences, before the database would."""
    objet.full_clean()
    objet.save()
    return objet


def exiger_jour(jour: datetime.date, *, champ: str, **bornes: object) -> None:
    """Refuses a day that cannot be the day of an act; `bornes` are those of refus_du_jour."""
    phrase = refus_du_jour(jour, aujourdhui=timezone.localdate(), **bornes)  # type: ignore[arg-type]
    if phrase:
        raise RefusMetier(phrase, champ=champ, code="date")


def exiger_valable(ligne: Datee | None, jour: datetime.date, *, champ: str) -> None:
    """A list offers on a day only the rows valid that day; nothing given is nothing to check."""
    if ligne is None:
        return
    if ligne.valide_du > jour or (ligne.valide_au is not None and ligne.valide_au < jour):
        raise RefusMetier(f"« {ligne} » n'est pas proposé à cette date.", champ=champ, code="validite")


def exiger_site(site: Site, departement_code: str, jour: datetime.date, *, champ: str = "site") -> None:
    """An act is done on a site, open that day, of the unit that follows the person: there it counts (F1)."""
    if site.departement_id != departement_code:
        raise RefusMetier(
            "Ce site n'est pas celui d'une équipe de l'unité qui suit la personne.", champ=champ
        )
    exiger_valable(site, jour, champ=champ)


def exiger_motif(motif: str, *, champ: str = "motif", longueur: int = 300) -> str:
    """A reason, stripped. Refuses an empty one, and one too long to be kept whole."""
    motif = motif.strip()
    if not motif:
        raise RefusMetier("Indiquez le motif.", champ=champ, code="motif")
    if len(motif) > longueur:
        raise RefusMetier(f"Le motif compte {longueur} caractères au plus.", champ=champ, code="motif")
    return motif


def exiger_meme_envoi(meme: bool) -> None:
    """A page sent twice does its act once. Refuses what was typed over on the page before, and would be lost."""
    if not meme:
        raise RefusMetier(
            "Cette page a déjà servi et son premier envoi est enregistré. Rouvrez le formulaire pour un autre envoi.",
            code="deja",
        )


def modifier_si(objet: Model, condition: QuerySet, refus: str, **champs: object) -> None:
    """Changes `champs` of the row if `condition` still selects it; otherwise refuses, and nothing changed.

    The condition is evaluated by the database at the moment of writing: of two people who act at once, one
    succeeds and the other reads the sentence. So are the constraints: asked one by one beforehand (full_clean),
    they cost three queries each, whatever the fields that change.
    """
    for nom, valeur in champs.items():
        setattr(objet, nom, valeur)
    objet.clean_fields(exclude=_sans_doute(objet, champs))
    objet.clean()
    try:
        with transaction.atomic():
            changes = condition.filter(pk=objet.pk).update(**champs)
    except IntegrityError as erreur:
        raise _en_francais(objet, erreur) from erreur
    if changes != 1:
        objet.refresh_from_db()
        raise RefusMetier(refus, code="etat")


def _sans_doute(objet: Model, champs: Collection[str]) -> set[str]:
    """Fields that need no checking: those that do not change, and the relations to a record that was just read."""
    return {
        champ.name
        for champ in objet._meta.concrete_fields
        if champ.name not in champs or (champ.is_relation and getattr(objet, champ.name) is not None)
    }


def _en_francais(objet: Model, erreur: IntegrityError) -> Exception:
    """The sentence of the constraint that the database refused, or the error itself when it is none of the model's."""
    nom = getattr(getattr(erreur.__cause__, "diag", None), "constraint_name", None)
    for contrainte in objet._meta.constraints:
        if contrainte.name == nom:
            return ValidationError(
                contrainte.get_violation_error_message(), code=contrainte.violation_error_code
            )
    return erreur


def changer_etat(
    objet: Model, vers: Etat, transitions: Mapping[Etat, Sequence[Etat]], *, parmi: QuerySet, **champs: object
) -> None:
    """Goes to the state `vers` if the table of transitions allows it from the state the row has now.

    `parmi` are the rows that may change at all. Refuses with the sentence that names the present state.
    """
    departs = [depart for depart, arrivees in transitions.items() if vers in arrivees]
    actuel = type(objet)._default_manager.filter(pk=objet.pk).values_list("etat", flat=True).first()
    if actuel not in departs:
        libelles = dict(objet._meta.get_field("etat").flatchoices)  # type: ignore[union-attr]
        raise RefusMetier(
            f"L'état « {libelles.get(actuel, 'inconnu')} » ne permet pas de passer à « {libelles[vers]} ».",
            code="etat",
        )
    refus = "Cet acte a été annulé ou modifié entre-temps : rechargez la page."
    modifier_si(objet, parmi.filter(etat__in=departs), refus, etat=vers, **champs)


def annuler_acte(agent: Agent, objet: Model, motif: str) -> None:
    """Annuls with a reason, once. The row stays; `comptent()` no longer returns it."""
    modifier_si(
        objet,
        type(objet)._default_manager.filter(annule_le__isnull=True),
        "Cet acte est déjà annulé.",
        annule_le=timezone.now(),
        annule_par=agent,
        motif_annulation=exiger_motif(motif),
    )
