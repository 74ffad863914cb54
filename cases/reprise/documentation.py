"""The tables of docs/reprise.md, written from the declarations of the format (scripts/documenter_reprise.py)."""

from collections.abc import Iterator
from typing import Any

from cases.reprise.format import MAINTENANT, Colonne, Genre, Type
from cases.reprise.registre import genres
from partners import referentiels

# Above this line, docs/reprise.md is written by hand; below, by `rediger`.
DEBUT = "<!-- Ce qui suit est écrit par scripts/documenter_reprise.py -->\n"

LISTES: dict[str, list[Any]] = {
    "partners_metier": referentiels.METIERS,
    "partners_typepartenaire": referentiels.TYPES_PARTENAIRE,
    "partners_originesignalement": referentiels.ORIGINES,
    "partners_canalsignalement": referentiels.CANAUX,
    "partners_versionnotice": referentiels.VERSIONS_NOTICE,
    "partners_raisonsuite": referentiels.RAISONS_DE_SUITE,
    "partners_typerisque": referentiels.RISQUES,
    "partners_typemenage": referentiels.MENAGES,
    "partners_situationemploi": referentiels.EMPLOIS,
    "partners_themeentretien": referentiels.THEMES,
    "partners_typepreconisation": referentiels.PRECONISATIONS,
    "partners_typedemarche": referentiels.DEMARCHES,
    "partners_situationcloture": referentiels.SITUATIONS_CLOTURE,
}


def rediger() -> str:
    """What follows the first part of the page."""
    return "\n".join(["", *(ligne for genre in genres() for ligne in _genre(genre)), *_listes()])


def _genre(genre: Genre) -> Iterator[str]:
    yield f"### {genre.fichier}"
    yield ""
    if genre.aide:
        yield genre.aide
        yield ""
    cle = " + ".join(f"`{nom}`" for nom in genre.cle)
    yield f"Une ligne par {genre.singulier}, que distingue {cle}."
    yield ""
    yield "| Colonne | Type | Obligatoire | Valeurs et précisions | Exemple |"
    yield "|---|---|---|---|---|"
    for colonne in genre.colonnes:
        obligatoire = "oui" if colonne.obligatoire else ""
        exemple = colonne.exemple.replace("|", "\\|")
        yield f"| `{colonne.nom}` | {_type(colonne)} | {obligatoire} | {_precisions(colonne)} | `{exemple}` |"
    yield ""


def _type(colonne: Colonne) -> str:
    if colonne.longueur and colonne.type in {Type.TEXTE, Type.SLUG}:
        return f"{colonne.type.value} ({colonne.longueur})"
    return colonne.type.value


def _precisions(colonne: Colonne) -> str:
    parties = [colonne.aide] if colonne.aide else []
    if colonne.genre_cible and colonne.type is not Type.AGENT:
        parties.append(f"De {colonne.genre_cible}.csv.")
    elif colonne.cible == "partners_commune":
        parties.append("Code INSEE de la commune.")
    elif colonne.cible in LISTES:
        parties.append(f"Liste [{_ancre(colonne.cible)}](#{_ancre(colonne.cible)}).")
    if 0 < len(colonne.valeurs) <= 30:
        parties.append(", ".join(_valeur(code, libelle) for code, libelle in colonne.valeurs) + ".")
    if colonne.type is Type.ENTIER:
        parties.append(f"De {colonne.minimum} à {colonne.maximum}.")
    if colonne.type is Type.DECIMAL:
        parties.append(f"{colonne.decimales} décimales au plus.")
    if colonne.defaut == MAINTENANT:
        parties.append("Vide : le jour du chargement.")
    elif colonne.defaut:
        parties.append(f"Vide : `{colonne.defaut}`.")
    return " ".join(parties)


def _valeur(code: str, libelle: str) -> str:
    return f"`{code}` ({libelle})" if libelle and libelle != code else f"`{code}`"


def _ancre(table: str) -> str:
    return table.removeprefix("partners_")


def _listes() -> Iterator[str]:
    yield "## Les listes livrées"
    yield ""
    yield "Un administrateur peut les compléter : la base de l'installation fait foi."
    yield ""
    for table, lignes in LISTES.items():
        yield f"### {_ancre(table)}"
        yield ""
        yield from (f"- `{code}` : {libelle}" for code, libelle, *_ in lignes)
        yield ""
