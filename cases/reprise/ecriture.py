"""Writing a folder of the import format, for whoever makes one."""

import csv
import datetime
import decimal
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cases.reprise.registre import genre

SEPARATEUR = ";"


def ecrire_dossier(chemin: Path, contenu: Mapping[str, Iterable[Mapping[str, Any]]]) -> dict[str, int]:
    """Writes one file per kind of `contenu`, columns in the order of the format; returns the lines written.

    A value may be a text, a bool, a number, a date, an aware datetime, a UUID, an enum member, a dict (JSON), a
    list or tuple (codes), or None; a column that is not given stays empty. Raises KeyError on a kind or a column
    that the format does not have, ValueError on a naive datetime. Existing files of those kinds are replaced.
    """
    chemin.mkdir(parents=True, exist_ok=True)
    return {nom: _ecrire(chemin, nom, lignes) for nom, lignes in contenu.items()}


def _ecrire(chemin: Path, nom: str, lignes: Iterable[Mapping[str, Any]]) -> int:
    declare = genre(nom)
    entete = declare.entete
    connues = frozenset(entete)
    nombre = 0
    with (chemin / declare.fichier).open("w", encoding="utf-8", newline="") as fichier:
        ecrivain = csv.writer(fichier, delimiter=SEPARATEUR, lineterminator="\n")
        ecrivain.writerow(entete)
        for ligne in lignes:
            if not connues.issuperset(ligne):
                inconnues = ", ".join(sorted(set(ligne) - connues))
                raise KeyError(f"{declare.fichier} : colonnes inconnues du format : {inconnues}")
            ecrivain.writerow([_cellule(ligne.get(colonne)) for colonne in entete])
            nombre += 1
    return nombre


def _cellule(valeur: Any) -> str:
    if valeur is None:
        return ""
    if isinstance(valeur, str):
        return str(valeur)
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, datetime.datetime):
        if valeur.tzinfo is None:
            raise ValueError(f"Date et heure sans fuseau : {valeur.isoformat()}")
        return valeur.isoformat()
    if isinstance(valeur, datetime.date):
        return valeur.isoformat()
    if isinstance(valeur, dict):
        return json.dumps(valeur, ensure_ascii=False, default=str)
    if isinstance(valeur, list | tuple | set | frozenset):
        return " ".join(str(element) for element in valeur)
    if isinstance(valeur, decimal.Decimal):
        return f"{valeur:f}"
    return str(valeur)
