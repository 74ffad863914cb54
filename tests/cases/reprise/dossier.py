"""What the tests do to a folder that holds every kind of record."""

import copy
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command
from django.db import connection

from cases.reprise.ecriture import ecrire_dossier
from cases.reprise.registre import genres
from servicesocial.perimetre import TOUT, perimetre
from tests.cases.reprise.contenu_actes import ACTES
from tests.cases.reprise.contenu_annuaire import ANNUAIRE, Contenu
from tests.cases.reprise.contenu_dossiers import DOSSIERS


def complet() -> Contenu:
    """A folder of every kind, that each test may change."""
    return copy.deepcopy(ANNUAIRE | DOSSIERS | ACTES)


def numero_de_ligne(lignes: list[dict[str, Any]], rang: int) -> int:
    """Where the record of this rank starts: after the header, the records before it and the lines of their texts."""
    return 2 + rang + sum(str(valeur).count("\n") for ligne in lignes[:rang] for valeur in ligne.values())


def reprendre(dossier: Path, *options: str) -> tuple[bool, str]:
    """Runs the command: whether it succeeded, and what it printed, spaces made ordinary."""
    sortie = io.StringIO()
    reussie, fin = True, ""
    try:
        call_command("reprise", str(dossier), *options, stdout=sortie)
    except CommandError as erreur:
        reussie, fin = erreur.returncode == 0, str(erreur)
    return reussie, normaliser(f"{sortie.getvalue()}\n{fin}")


def normaliser(texte: str) -> str:
    return texte.replace("\u00a0", " ").replace("\u202f", " ")


def essayer(dossier: Path, contenu: Contenu) -> tuple[bool, str]:
    ecrire_dossier(dossier, contenu)
    return reprendre(dossier)


def refuser(dossier: Path, contenu: Contenu) -> str:
    """The report of a folder that must be refused, and refused by the checks."""
    avant = compter()
    reussie, texte = essayer(dossier, contenu)
    assert not reussie, texte
    assert "La base a refusé" not in texte, texte
    assert "Traceback" not in texte
    assert compter() == avant
    return texte


TABLES_LIEES = ("cases_themeaborde", "partners_partenaire_departements", "servicesocial_journal")


def compter(tables: Iterable[str] = ()) -> dict[str, int]:
    """Rows of every table that a reprise may write."""
    voulues = list(tables) or [genre.table for genre in genres()] + list(TABLES_LIEES)
    with perimetre(TOUT), connection.cursor() as curseur:
        curseur.execute(" UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in voulues))
        return dict(curseur.fetchall())
