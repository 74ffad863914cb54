"""What the professional acts share: holding rows, saving, changing state, annulling. First, the rule of locks.

**Which rows an act holds, in which order.** The person first (`tenir_personne`), then the accompagnement or the
signalement, then the rest (entretien, rendez-vous, créneau, draft…); several rows of one kind by primary key
(`tenir_toutes`). What guards no person comes before her: the site or the agent whose two sendings must wait in line.
An act takes what it needs of this list, never backwards: two acts that hold the same rows wait for each other, and
neither waits for ever.

**Why the person first.** Everything hangs on her: a transfer changes the unit of her row, and the composite foreign
keys carry all the others along; a merge gives them to another dossier. Whoever holds her knows that she is still of
the unit that the page showed, and under that name. Whoever held her accompagnement and then hung a row on her would
wait for a transfer that waits for that accompagnement.

**What each lock protects.** The person: her unit, her dossier, one open accompagnement an axis, one dossier in the
end. The accompagnement: its dates, its axes, its référents, against an act outside them. The signalement: its
outcome, given once. The row that changes: every column, since two people who each write the whole row undo each
other. So a row is re-read once it is held, its rules are asked of what it says then, and only the fields that change
are written (`modifier`): never the object that the page had read.

**FOR NO KEY UPDATE, always.** To add a row is to take, by its foreign keys, a FOR KEY SHARE on the rows that it names.
FOR UPDATE, what Django asks for by default, blocks that: somebody who only hangs a row on the person waits, holding
what the first one is going to want (a deposit of signalements and its import stopped each other that way). FOR NO KEY
UPDATE stops the other acts and lets the foreign keys pass. The merge alone holds FOR UPDATE: nothing new may hang on
the dossier that disappears.

**The conditional UPDATE** (`modifier_si`, `changer_etat`) needs no lock before it: of two people who act at once, one
changes the row, the other changes none and reads the sentence. It fits one row whose own columns say whether the act
may be done. What hangs on other rows (no entretien yet, no axis under way) is asked under their lock.

**The right** is asked of what the page read, before anything is held: whoever has none makes nobody wait. What it hangs
on, the unit, is the same on the row held, or the row has gone.
"""

import copy
import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from cases.models import Assure
from cases.rules.dates import refus_du_jour
from partners.models import Agent, Site
from partners.models.base import Datee
from servicesocial.refus import RefusMetier

Enregistrable = TypeVar("Enregistrable", bound=Model)
Etat = TypeVar("Etat", bound=str)

PARTI = "Cette fiche a été modifiée ou retirée entre-temps : rechargez la page."
PERSONNE_PARTIE = "Ce dossier a changé d'unité ou a été fusionné entre-temps : recherchez la personne."


class LigneNonTenue(RuntimeError):
    """The program changes a row without holding it, or writes a row that exists as if it were new: ours to correct."""


def tenir(lignes: QuerySet[Enregistrable], parti: str = PARTI) -> Enregistrable:
    """The row that `lignes` selects, as it is now, held until the end of the transaction.

    Refuses with the sentence `parti` when it has gone: out of the scope (transferred), or out of the conditions.
    `lignes` has conditions on the columns of that row only: after a wait PostgreSQL asks them again of that row, and of
    no other one (a join or a subquery would still say what was before).
    """
    tenues = tenir_toutes(lignes)
    if not tenues:
        raise RefusMetier(parti, code="parti")
    (ligne,) = tenues
    return ligne


def tenir_toutes(lignes: QuerySet[Enregistrable], *, sans_rien_de_neuf: bool = False) -> list[Enregistrable]:
    """The rows that `lignes` selects, as they are now, held in the order of their keys.

    Those that have gone are absent. Same condition on `lignes` as tenir. `sans_rien_de_neuf`: until the end nothing new
    hangs on them by a foreign key either (FOR UPDATE).
    """
    tenues = list(lignes.select_for_update(of=("self",), no_key=not sans_rien_de_neuf).order_by("pk"))
    for ligne in tenues:
        ligne._state.tenue = True  # type: ignore[attr-defined]
    return tenues


def tenir_personne(assure_id: int, departement_id: str) -> Assure:
    """The person, before anything of hers. Refuses when she is no longer of this unit, or was merged into another."""
    personnes = Assure.objects.non_fusionnes().filter(pk=assure_id, departement=departement_id)
    return tenir(personnes, PERSONNE_PARTIE)


def enregistrer(objet: Enregistrable) -> Enregistrable:
    """Validates then inserts a new row. Raises ValidationError with French sentences, before the database would."""
    if not objet._state.adding:
        raise LigneNonTenue(f"{objet._meta.label} existe déjà : tenir(), puis modifier().")
    objet.full_clean()
    objet.save(force_insert=True)
    return objet


def modifier(ligne: Model, **champs: object) -> None:
    """Changes these fields of a row that the act holds, and writes no other column.

    Raises ValidationError with French sentences; the row then still says what the database says.
    """
    if not getattr(ligne._state, "tenue", False):
        raise LigneNonTenue(f"{ligne._meta.label} : tenir() la ligne, et modifier celle qu'il rend.")
    essai = _essayer(ligne, champs)
    with _refus_de_la_base(ligne):
        essai.save(update_fields=list(champs))
    ligne.__dict__.update(essai.__dict__)


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
    succeeds and the other reads the sentence. `objet` says so too, once it is done and not before.
    """
    essai = _essayer(objet, champs)
    with _refus_de_la_base(objet):
        changes = condition.filter(pk=objet.pk).update(**champs)
    if changes != 1:
        reste = type(objet)._default_manager.filter(pk=objet.pk).exists()
        raise RefusMetier(refus if reste else PARTI, code="etat")
    objet.__dict__.update(essai.__dict__)


def _essayer(objet: Model, champs: Mapping[str, object]) -> Model:
    """A copy with these values, checked.

    The constraints are asked by the database when it writes (_refus_de_la_base): asked one by one beforehand
    (full_clean), they cost three queries each, whatever the fields that change.
    """
    essai = copy.copy(objet)
    for nom, valeur in champs.items():
        setattr(essai, nom, valeur)
    essai.clean_fields(exclude=_sans_doute(essai, champs))
    essai.clean()
    return essai


@contextmanager
def _refus_de_la_base(objet: Model) -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as erreur:
        raise _en_francais(objet, erreur) from erreur


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
    if actuel is None:
        raise RefusMetier(PARTI, code="etat")
    if actuel not in departs:
        libelles = dict(objet._meta.get_field("etat").flatchoices)  # type: ignore[union-attr]
        raise RefusMetier(
            f"L'état « {libelles[actuel]} » ne permet pas de passer à « {libelles[vers]} ».",
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
