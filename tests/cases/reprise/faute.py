"""One fault in a good folder, and what the report must say of it."""

import dataclasses
from typing import Any

from tests.cases.reprise.contenu_annuaire import Contenu
from tests.cases.reprise.dossier import complet, numero_de_ligne


@dataclasses.dataclass(frozen=True)
class Faute:
    """`cellules` replace those of the first line of `fichier`, or of a copy of it added at the end.

    `attendu` is what the report must say after the place. `contraintes` are those that it stands for.
    """

    contraintes: str
    fichier: str
    cellules: dict[str, Any]
    colonne: str
    attendu: str
    ajout: bool = False
    rang: int = 0

    def commettre(self, contenu: Contenu) -> None:
        lignes = contenu[self.fichier]
        modele = lignes[self.rang]
        if self.ajout:
            lignes.append({**modele, **self.cellules})
        else:
            lignes[self.rang] = {**modele, **self.cellules}

    @property
    def lieu(self) -> str:
        lignes = complet()[self.fichier]
        rang = len(lignes) if self.ajout else self.rang
        return f"{self.fichier}.csv, ligne {numero_de_ligne(lignes, rang)}, colonne {self.colonne}"


def modifier(
    contraintes: str, fichier: str, colonne: str, attendu: str, rang: int = 0, **cellules: Any
) -> Faute:
    return Faute(contraintes, fichier, cellules, colonne, attendu, rang=rang)


def ajouter(
    contraintes: str, fichier: str, colonne: str, attendu: str, rang: int = 0, **cellules: Any
) -> Faute:
    return Faute(contraintes, fichier, cellules, colonne, attendu, ajout=True, rang=rang)
