"""What an indicator is, and what a family of figures gives."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection

Valeur = int | Decimal

_SQL = Path(__file__).parent / "sql"


class Nature(StrEnum):
    CALCULE = "calculé"
    DECLARE = "déclaré"


@dataclass(frozen=True, slots=True)
class Indicateur:
    """A figure declared once, with one definition in every gabarit.

    `total_de` names the sub-items of which it is the sum. `regle` is the rule of docs/regles.md that it follows.
    `singulier` is the label of a count of one, where it differs.
    """

    cle: str
    libelle: str
    unite: str
    definition: str = ""
    regle: str = ""
    nature: Nature = Nature.CALCULE
    total_de: tuple[str, ...] = ()
    singulier: str = ""


@dataclass(slots=True)
class Figures:
    """Figures of one unit and year. `chiffres` is what is published.

    `complements` is what is printed beside: unknown values, populations, counts left out of a denominator.
    """

    annee: int
    chiffres: dict[str, Valeur] = field(default_factory=dict)
    complements: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, cle: str) -> Valeur:
        return self.chiffres[cle]

    def get(self, cle: str) -> Valeur | None:
        return self.chiffres.get(cle)


@cache
def lire_sql(nom: str) -> str:
    """Returns the text of a query of `sql/`."""
    return (_SQL / f"{nom}.sql").read_text(encoding="utf-8")


def lignes(nom: str, **parametres: int) -> Iterator[Mapping[str, Any]]:
    """Gives the rows of a query of `sql/`: one SQL statement for all the units of the scope."""
    with connection.cursor() as curseur:
        curseur.execute(lire_sql(nom), parametres)
        colonnes = [colonne.name for colonne in curseur.description]
        for ligne in curseur.fetchall():
            yield dict(zip(colonnes, ligne, strict=True))
