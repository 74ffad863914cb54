"""Reading the frozen figures of a bilan, and writing them the French way."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from reporting.charts import Part
from reporting.gabarits.document import ChiffreCle
from reporting.indicateurs.base import Valeur
from reporting.indicateurs.catalogue import CATALOGUE
from servicesocial.typographie import mois, nombre, pourcent

_NOMS_PROPRES = ("Inclu'Pro", "HandiBTP")


def ecrire(cle: str, valeur: Valeur) -> str:
    """The figure as it is printed, from the unit of its indicator."""
    unite = CATALOGUE[cle].unite
    if unite == "%":
        return pourcent(valeur)
    return mois(valeur) if unite == "mois" else nombre(valeur)


def libelle_de(cle: str, valeur: Valeur) -> str:
    """What the figure counts, written after it: in the singular below two, without capital but for a name."""
    indicateur = CATALOGUE[cle]
    return en_minuscule(indicateur.singulier if indicateur.singulier and valeur < 2 else indicateur.libelle)


def en_minuscule(libelle: str) -> str:
    """A label inside a sentence; names keep their capital."""
    return libelle if libelle.startswith(_NOMS_PROPRES) else libelle[0].lower() + libelle[1:]


def ecrire_declare(cle: str, valeur: str) -> str:
    """A declared figure with the decimals it was declared with: 92,4 stays 92,4."""
    exacte = Decimal(valeur)
    decimales = max(0, -int(exacte.normalize().as_tuple().exponent))
    ecritures = {"%": pourcent, "mois": mois}
    return ecritures.get(CATALOGUE[cle].unite, nombre)(exacte, decimales)


class Chiffres:
    """The frozen figures of one bilan (its JSON). A missing key is « not published », never 0."""

    def __init__(self, figures: Mapping[str, Any]) -> None:
        self.annee: int = figures["annee"]
        self._valeurs: dict[str, Valeur] = {
            cle: _exacte(chiffre["valeur"]) for cle, chiffre in figures["chiffres"].items()
        }
        self.complements: Mapping[str, Any] = figures["complements"]

    def __contains__(self, cle: str) -> bool:
        return cle in self._valeurs

    def __getitem__(self, cle: str) -> Valeur:
        return self._valeurs[cle]

    def get(self, cle: str) -> Valeur | None:
        return self._valeurs.get(cle)

    def presentes(self, cles: Iterable[str]) -> list[str]:
        return [cle for cle in cles if cle in self]

    def texte(self, cle: str) -> str:
        return ecrire(cle, self[cle])

    def chiffre(self, cle: str, precision: str = "") -> ChiffreCle:
        return ChiffreCle(cle, self.texte(cle), libelle_de(cle, self[cle]), precision)

    def part(self, cle: str, libelle: str, detail: str = "") -> Part:
        return Part(libelle, self[cle], self.texte(cle), detail)

    def complement(self, cle: str) -> int:
        return int(self.complements.get(cle, 0))


def _exacte(valeur: float) -> Valeur:
    return valeur if isinstance(valeur, int) else Decimal(str(valeur))
