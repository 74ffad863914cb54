"""Reading one cell: a text in, what the staging table receives out, or a sentence that says what is wrong."""

import datetime
import difflib
import functools
import hashlib
import json
import re
import uuid
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from stdnum.fr import siret as stdnum_siret

from cases.reprise.format import Colonne, Type
from cases.rules.nir import NirInvalide, normaliser_nir

ESPACE_DE_NOMS = uuid.UUID("5d3c1e5e-4d0a-5b0b-9b57-0f5a2c6f3a11")
PREMIER_JOUR = datetime.date(1900, 1, 1)
DERNIER_JOUR = datetime.date(2100, 12, 31)

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_CONTROLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SLUG = re.compile(r"[-a-zA-Z0-9_]+")
_ENTIER = re.compile(r"-?[0-9]{1,18}")
_DECIMAL = re.compile(r"-?[0-9]{1,18}([.,][0-9]{1,10})?")
_SUR_UNE_LIGNE = re.compile(r"[\r\n]")
_courriel_valide = EmailValidator()

Lecteur = Callable[[str], Any]


class CelluleInvalide(ValueError):
    """The message is a sentence for the person who prepares the files."""


def lecteur(colonne: Colonne, genre: str) -> Lecteur:
    """The function that reads the non-empty cells of a column of `genre`. It raises CelluleInvalide."""
    if colonne.type is Type.REFERENCE:
        return functools.partial(identifier, genre, colonne.longueur or 0)
    if colonne.type is Type.RENVOI:
        return functools.partial(identifier, colonne.genre_cible, 60)
    if colonne.type is Type.CHOIX:
        return _choix(colonne)
    if colonne.type in {Type.ENTIER, Type.DECIMAL}:
        return functools.partial(_nombre, colonne)
    if colonne.type is Type.TEXTE:
        return functools.partial(_texte, colonne.longueur, colonne.plusieurs_lignes)
    if colonne.type is Type.SLUG:
        return functools.partial(_slug, colonne.longueur or 60)
    return _LECTEURS[colonne.type]


def identifier(genre: str, longueur: int, valeur: str) -> str:
    """A UUID is taken as it is; any other text gives the UUID of (kind, text), always the same."""
    if len(valeur) == 36 and _UUID.fullmatch(valeur):
        return valeur.lower()
    if len(valeur) > longueur:
        raise CelluleInvalide(f"Une référence compte au plus {longueur} caractères.")
    if not valeur.isprintable():
        raise CelluleInvalide(
            "Une référence ne contient que des caractères visibles et des espaces ordinaires."
        )
    empreinte = hashlib.sha1(ESPACE_DE_NOMS.bytes + f"{genre}/{valeur}".encode(), usedforsecurity=False)
    return str(uuid.UUID(bytes=empreinte.digest()[:16], version=5))


def proche(valeur: str, connues: list[str]) -> str:
    """A suggestion to end a sentence with, empty when nothing looks like it."""
    trouvees = difflib.get_close_matches(valeur.casefold(), connues, n=1, cutoff=0.6)
    return f" Le plus proche : « {trouvees[0]} »." if trouvees else ""


def _choix(colonne: Colonne) -> Lecteur:
    codes = {code: code for code, _ in colonne.valeurs}
    par_libelle = {libelle.casefold(): code for code, libelle in colonne.valeurs if libelle}
    par_libelle |= {code.casefold(): code for code in codes}

    def lire(valeur: str) -> str:
        try:
            return codes[valeur]
        except KeyError:
            trouvees = difflib.get_close_matches(valeur[:100].casefold(), list(par_libelle), n=1, cutoff=0.6)
            if trouvees:
                suite = f" Le plus proche : « {par_libelle[trouvees[0]]} »."
            else:
                suite = f" Valeurs admises : {', '.join(codes)}." if len(codes) <= 15 else ""
            raise CelluleInvalide(f"Cette valeur n'est pas admise.{suite}") from None

    return lire


def _texte(longueur: int | None, plusieurs_lignes: bool, valeur: str) -> str:
    if longueur is not None and len(valeur) > longueur:
        raise CelluleInvalide(f"Ce texte compte {len(valeur)} caractères, pour {longueur} au plus.")
    if not valeur.isprintable():
        if _CONTROLE.search(valeur):
            raise CelluleInvalide("Ce texte contient un caractère de commande invisible.")
        if not plusieurs_lignes and _SUR_UNE_LIGNE.search(valeur):
            raise CelluleInvalide("Ce texte tient sur une seule ligne.")
    return valeur


def _slug(longueur: int, valeur: str) -> str:
    if not _SLUG.fullmatch(valeur):
        raise CelluleInvalide("Un code s'écrit en lettres sans accent, chiffres et tirets.")
    return _texte(longueur, False, valeur)


def _code(valeur: str) -> str:
    if len(valeur) > 60 or not valeur.isprintable():
        raise CelluleInvalide("Ce code est inconnu : 60 caractères visibles au plus.")
    return valeur


def _codes(valeur: str) -> list[str]:
    codes = [_code(code) for code in valeur.split()]
    if len(set(codes)) < len(codes):
        raise CelluleInvalide("Un même code est donné deux fois.")
    if len(codes) > 200:
        raise CelluleInvalide("Cette cellule contient plus de 200 codes.")
    return codes


@functools.lru_cache(maxsize=16_384)
def _courriel(valeur: str) -> str:
    try:
        _courriel_valide(valeur)
    except ValidationError:
        raise CelluleInvalide("Cette adresse électronique n'a pas la forme attendue.") from None
    if len(valeur) > 254:
        raise CelluleInvalide("Cette adresse électronique compte plus de 254 caractères.")
    return valeur


def _agent(valeur: str) -> str:
    return _courriel(valeur.lower())


def _booleen(valeur: str) -> bool:
    if valeur in {"oui", "non"}:
        return valeur == "oui"
    raise CelluleInvalide("Écrire « oui » ou « non ».")


def _nombre(colonne: Colonne, valeur: str) -> str:
    decimal = colonne.type is Type.DECIMAL
    if not (_DECIMAL if decimal else _ENTIER).fullmatch(valeur):
        attendu = "un nombre, sans espace ni unité" if decimal else "un nombre entier, sans espace ni unité"
        raise CelluleInvalide(f"Cette cellule attend {attendu}.")
    normale = valeur.replace(",", ".")
    entier, _, decimales = normale.partition(".")
    if len(decimales) > colonne.decimales:
        raise CelluleInvalide(f"Ce nombre porte plus de {colonne.decimales} décimales.")
    minimum, maximum = colonne.minimum or 0, colonne.maximum or 0
    if not minimum <= int(entier) <= maximum or normale.startswith("-"):
        raise CelluleInvalide(f"Ce nombre n'est pas entre {minimum} et {maximum}.")
    return normale


@functools.lru_cache(maxsize=65_536)
def _date(valeur: str) -> str:
    try:
        # fromisoformat also takes 20220301 and 2022-W09-2.
        if len(valeur) != 10 or valeur[4] != "-" or valeur[7] != "-":
            raise ValueError
        jour = datetime.date.fromisoformat(valeur)
    except ValueError:
        raise CelluleInvalide("Une date s'écrit AAAA-MM-JJ et existe au calendrier.") from None
    if not PREMIER_JOUR <= jour <= DERNIER_JOUR:
        raise CelluleInvalide("Cette date n'est pas entre 1900 et 2100.")
    return jour.isoformat()


def _instant(valeur: str) -> str:
    try:
        lu = datetime.datetime.fromisoformat(valeur)
        if lu.tzinfo is None or valeur[4] != "-" or len(valeur) < 16:
            raise ValueError
        lu = lu.astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        raise CelluleInvalide(
            "Une date et heure s'écrit AAAA-MM-JJTHH:MM:SS avec son décalage, par exemple 2023-04-03T09:00:00+02:00."
        ) from None
    if not PREMIER_JOUR <= lu.date() <= DERNIER_JOUR:
        raise CelluleInvalide("Cette date n'est pas entre 1900 et 2100.")
    return lu.isoformat()


@functools.lru_cache(maxsize=65_536)
def _siret(valeur: str) -> str:
    try:
        return str(stdnum_siret.validate(valeur))
    except stdnum_siret.ValidationError:
        raise CelluleInvalide("Ce SIRET n'est pas valide : 14 chiffres attendus, clé comprise.") from None


def _nir(valeur: str) -> str:
    try:
        return normaliser_nir(valeur)
    except NirInvalide as erreur:
        raise CelluleInvalide(str(erreur)) from None


def _refuser_constante(nom: str) -> None:
    raise ValueError(nom)


def _json(valeur: str) -> str:
    try:
        objet = json.loads(valeur, parse_constant=_refuser_constante)
        # Written again: PostgreSQL refuses the infinite, and half a surrogate pair.
        normal = json.dumps(objet, ensure_ascii=False, allow_nan=False)
        normal.encode()
    except (ValueError, RecursionError):
        raise CelluleInvalide("Cette cellule attend un objet JSON.") from None
    if not isinstance(objet, dict):
        raise CelluleInvalide("Cette cellule attend un objet JSON, entre accolades.")
    if "\\u0000" in normal:
        raise CelluleInvalide("Ce texte contient un caractère de commande invisible.")
    return normal


_LECTEURS: dict[Type, Lecteur] = {
    Type.CODE: _code,
    Type.CODES: _codes,
    Type.AGENT: _agent,
    Type.COURRIEL: _courriel,
    Type.BOOLEEN: _booleen,
    Type.DATE: _date,
    Type.INSTANT: _instant,
    Type.NIR: _nir,
    Type.SIRET: _siret,
    Type.JSON: _json,
}
