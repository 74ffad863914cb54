"""Reading a figures file: schema, keys, values. What contradicts what is told by `coherence`.

Serves every published figure.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from reporting.demo.calage.cles import ISSUES, PARTS, PROFILS, cle_issue
from reporting.indicateurs.catalogue import CATALOGUE, est_calcule

ANNEES = range(2000, 2101)
_POURCENTAGES_ENTIERS = frozenset(
    (
        *PARTS,
        *(f"{cle}_n1" for cle in PARTS),
        *(cle for paire in PROFILS.values() for cle in paire),
        *(cle_issue(issue) for issue in ISSUES),
        *(f"assures_{axe}_pct" for axe in ("pdp", "sps", "rad", "bv")),
    )
)


class ChiffresInvalides(ValueError):
    """Figures that cannot be used, with one French sentence per reason."""

    def __init__(self, raisons: Iterable[str]) -> None:
        self.raisons = tuple(raisons)
        super().__init__("\n".join(self.raisons))


@dataclass(frozen=True, slots=True)
class Chiffre:
    """A published value. `plus_de`: printed as « plus de N », a floor; `par_equipe`: of one team of the unit."""

    valeur: Decimal
    plus_de: bool = False
    par_equipe: bool = False
    dispositif: str = ""


@dataclass(frozen=True, slots=True)
class Fichier:
    """One report's figures. `departement` is None for a région. `ignorees` were left out on demand."""

    nom: str
    source: str
    region: str
    departement: str | None
    departement_nom: str
    annee: int
    chiffres: Mapping[str, Chiffre]
    ignorees: tuple[str, ...] = ()

    def entier(self, cle: str) -> int | None:
        chiffre = self.chiffres.get(cle)
        return None if chiffre is None else int(chiffre.valeur)

    def decimal(self, cle: str) -> Decimal | None:
        chiffre = self.chiffres.get(cle)
        return None if chiffre is None else chiffre.valeur

    def est_plancher(self, cle: str) -> bool:
        chiffre = self.chiffres.get(cle)
        return chiffre is not None and chiffre.plus_de

    @property
    def calculees(self) -> list[str]:
        return [cle for cle in self.chiffres if est_calcule(cle)]

    @property
    def declarees(self) -> list[str]:
        return [cle for cle in self.chiffres if not est_calcule(cle)]


# A région of France prints 92 307 entretiens: above, it is a slip, and generating it would never end.
PLAFOND = 1_000_000


def lire(chemin: Path, ignorer: Collection[str] = ()) -> Fichier:
    """Reads a file of the schema of the published figures. Raises ChiffresInvalides."""
    try:
        brut = json.loads(chemin.read_text(encoding="utf-8"))
    except OSError as erreur:
        raise ChiffresInvalides([f"{chemin.name} : lecture impossible."]) from erreur
    except (ValueError, RecursionError) as erreur:
        raise ChiffresInvalides([f"{chemin.name} : ce n'est pas un fichier JSON en UTF-8."]) from erreur
    return interpreter(brut, chemin.name, ignorer)


def interpreter(brut: Any, nom: str, ignorer: Collection[str] = ()) -> Fichier:
    """The same, from the decoded JSON."""
    if not isinstance(brut, dict) or not isinstance(brut.get("chiffres"), dict):
        raise ChiffresInvalides([f"{nom} : un objet avec « chiffres » est attendu."])
    raisons: list[str] = []
    annee: Any = brut.get("annee")
    if not isinstance(annee, int) or annee not in ANNEES:
        raisons.append(f"{nom} : « annee » doit être une année entre {ANNEES[0]} et {ANNEES[-1]}.")
    if not brut.get("region"):
        raisons.append(f"{nom} : « region » manque.")
    if brut.get("departement") and not brut.get("departement_nom"):
        raisons.append(f"{nom} : « departement_nom » manque.")
    chiffres = {
        cle: chiffre
        for cle, valeur in brut["chiffres"].items()
        if cle not in ignorer and (chiffre := _chiffre(nom, cle, valeur, raisons)) is not None
    }
    if raisons:
        raise ChiffresInvalides(raisons)
    return Fichier(
        nom=nom,
        source=str(brut.get("source") or brut.get("titre") or nom),
        region=str(brut["region"]),
        departement=brut.get("departement") or None,
        departement_nom=str(brut.get("departement_nom") or ""),
        annee=annee,
        chiffres=chiffres,
        ignorees=tuple(cle for cle in brut["chiffres"] if cle in ignorer),
    )


def _chiffre(nom: str, cle: str, brut: Any, raisons: list[str]) -> Chiffre | None:
    if cle not in CATALOGUE:
        raisons.append(f"{nom} : la clé « {cle} » est inconnue du catalogue.")
        return None
    champs = brut if isinstance(brut, dict) else {"valeur": brut}
    try:
        valeur = Decimal(str(champs.get("valeur")))
    except InvalidOperation:
        raisons.append(f"{nom} : « {cle} » n'a pas de valeur numérique.")
        return None
    if not valeur.is_finite():
        raisons.append(f"{nom} : « {cle} » n'a pas de valeur numérique.")
        return None
    raison = _hors_bornes(cle, valeur)
    if raison:
        raisons.append(f"{nom} : « {cle} » vaut {valeur} : {raison}.")
    return Chiffre(
        valeur,
        plus_de=champs.get("precision") == "plus_de",
        par_equipe=champs.get("perimetre") == "par équipe",
        dispositif=str(champs.get("dispositif") or ""),
    )


def _hors_bornes(cle: str, valeur: Decimal) -> str:
    unite = CATALOGUE[cle].unite
    if cle in _POURCENTAGES_ENTIERS and valeur != valeur.to_integral_value():
        return "une part d'une répartition est un pourcentage entier"
    if unite == "%":
        return "" if cle.startswith("evolution_") or 0 <= valeur <= 100 else "un pourcentage va de 0 à 100"
    if not cle.startswith("evolution_") and valeur < 0:
        return "la valeur est négative"
    if est_calcule(cle) and valeur > PLAFOND:
        return f"la démonstration s'arrête à {PLAFOND}"
    if est_calcule(cle) and unite == "mois" and valeur * 10 != (valeur * 10).to_integral_value():
        return "une durée moyenne a une décimale"
    if est_calcule(cle) and unite != "mois" and valeur != valeur.to_integral_value():
        return "un nombre entier est attendu"
    return ""
