"""What a reprise says: errors and warnings by file and line, then what was new and what was there already."""

import dataclasses
from collections.abc import Iterator

from servicesocial.typographie import insecable, nombre

LIGNES_AFFICHEES = 200
AVERTISSEMENTS_AFFICHES = 50
# Kept per file: enough to print the first ones in order, whatever the order in which the checks find them.
_GARDES_PAR_FICHIER = 2_000


@dataclasses.dataclass(slots=True)
class Remarque:
    """One sentence about a cell, a line (no column) or a file (line 0)."""

    fichier: str
    ligne: int
    colonne: str
    phrase: str
    valeur: str | None = None

    def __str__(self) -> str:
        lieu = [self.fichier] if self.fichier else []
        if self.ligne:
            lieu.append(f"ligne {self.ligne}")
        if self.colonne:
            lieu.append(f"colonne {self.colonne}")
        if self.valeur is not None:
            lieu.append(f"valeur «\u00a0{self.valeur}\u00a0»")
        prefixe = ", ".join(lieu)
        return f"{prefixe}\u00a0: {insecable(self.phrase)}" if prefixe else insecable(self.phrase)


class Remarques:
    """Remarks in bounded memory: all are counted, the first of each file are kept."""

    def __init__(self) -> None:
        self.total = 0
        self._par_fichier: dict[str, list[Remarque]] = {}

    def ajouter(self, remarque: Remarque) -> None:
        self.total += 1
        gardees = self._par_fichier.setdefault(remarque.fichier, [])
        if len(gardees) < _GARDES_PAR_FICHIER:
            gardees.append(remarque)

    def premieres(self, nombre_voulu: int, ordre: dict[str, int]) -> list[Remarque]:
        """The first ones by file (in the order of the format) and line."""
        toutes = [remarque for gardees in self._par_fichier.values() for remarque in gardees]
        toutes.sort(key=lambda r: (ordre.get(r.fichier, -1), r.fichier, r.ligne))
        return toutes[:nombre_voulu]


@dataclasses.dataclass(slots=True)
class Compte:
    """Lines of one kind: `nouveaux` are loaded (or would be), `presents` were in the base and stay as they are."""

    genre: str
    nouveaux: int
    presents: int


class Rapport:
    """The outcome of a reprise. `charge` is true only when the records were written."""

    def __init__(self, ordre: dict[str, int]) -> None:
        self._ordre = ordre
        self._erreurs = Remarques()
        self._avertissements = Remarques()
        self.comptes: list[Compte] = []
        self.charge = False

    @property
    def total_erreurs(self) -> int:
        return self._erreurs.total

    @property
    def total_avertissements(self) -> int:
        return self._avertissements.total

    def erreur(
        self, phrase: str, *, fichier: str = "", ligne: int = 0, colonne: str = "", valeur: str | None = None
    ) -> None:
        self._erreurs.ajouter(Remarque(fichier, ligne, colonne, phrase, valeur))

    def avertir(
        self, phrase: str, *, fichier: str = "", ligne: int = 0, colonne: str = "", valeur: str | None = None
    ) -> None:
        self._avertissements.ajouter(Remarque(fichier, ligne, colonne, phrase, valeur))

    def erreurs(self) -> list[Remarque]:
        return self._erreurs.premieres(LIGNES_AFFICHEES, self._ordre)

    def avertissements(self) -> list[Remarque]:
        return self._avertissements.premieres(AVERTISSEMENTS_AFFICHES, self._ordre)

    def lignes(self) -> Iterator[str]:
        """The report as it is printed."""
        yield from self._section(self.erreurs(), self.total_erreurs, "erreur", "erreurs")
        yield from self._section(
            self.avertissements(), self.total_avertissements, "avertissement", "avertissements"
        )
        if self.total_erreurs:
            return
        largeur = max((len(compte.genre) for compte in self.comptes), default=0)
        for compte in self.comptes:
            nouveaux = _accorder(compte.nouveaux, "nouveau", "nouveaux")
            presents = _accorder(compte.presents, "déjà présent", "déjà présents")
            yield f"{compte.genre:<{largeur}}  {nouveaux}, {presents}"

    @staticmethod
    def _section(remarques: list[Remarque], total: int, singulier: str, pluriel: str) -> Iterator[str]:
        if not total:
            return
        yield f"{_accorder(total, singulier, pluriel)}\u00a0:"
        yield from (f"  {remarque}" for remarque in remarques)
        if total > len(remarques):
            yield f"  … et {_accorder(total - len(remarques), 'autre', 'autres')}."


def _accorder(combien: int, singulier: str, pluriel: str) -> str:
    return f"{nombre(combien)} {singulier if combien < 2 else pluriel}"
