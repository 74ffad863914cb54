"""A report as a tree of small values: what is said, in which order, without any layout.

A gabarit builds a `Document` from figures; the page and the PDF render the same one. Texts are
plain text (never HTML): templates escape them. Figures come already written (« 3 299 », « 54 % »):
nothing is rounded or computed here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from typing import Any, ClassVar

from reporting.charts import Graphique


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence of the report; `note` is the remark printed small under it."""

    genre: ClassVar[str] = "phrase"
    texte: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChiffreCle:
    """A figure and what it counts; `cle` is the indicator's key."""

    genre: ClassVar[str] = "chiffre"
    cle: str
    valeur_texte: str
    libelle: str
    precision: str = ""


@dataclass(frozen=True, slots=True)
class ListeChiffres:
    """Figures of the same rank, side by side."""

    genre: ClassVar[str] = "liste"
    chiffres: tuple[ChiffreCle, ...]


@dataclass(frozen=True, slots=True)
class FamilleActions:
    """A total and the sub-items it is the sum of. A family without action is not built (F12)."""

    genre: ClassVar[str] = "famille"
    total: ChiffreCle
    items: tuple[ChiffreCle, ...]

    @property
    def sur_une_ligne(self) -> bool:
        """One sub-item: it is named on the line of the total instead of under it."""
        return len(self.items) == 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart under its title; one sentence instead when it has nothing to show."""

    genre: ClassVar[str] = "figure"
    graphique: Graphique
    note: str = ""


@dataclass(frozen=True, slots=True)
class TexteRedige:
    """A text written by the manager, shown as written, in paragraphs."""

    genre: ClassVar[str] = "texte"
    titre: str
    texte: str
    auteur: str = ""

    @property
    def paragraphes(self) -> tuple[str, ...]:
        """Blocks parted by an empty line; single line breaks are kept inside a block."""
        lignes = self.texte.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        blocs: list[list[str]] = [[]]
        for ligne in lignes:
            if ligne.strip():
                blocs[-1].append(ligne.strip())
            elif blocs[-1]:
                blocs.append([])
        return tuple("\n".join(bloc) for bloc in blocs if bloc)


@dataclass(frozen=True, slots=True)
class Avertissement:
    """What a reader must know before using the figures next to it."""

    genre: ClassVar[str] = "avertissement"
    texte: str
    titre: str = "À noter"


@dataclass(frozen=True, slots=True)
class Colonnes:
    """Elements side by side; `parts` are the widths in twelfths, one a column, twelve in all."""

    genre: ClassVar[str] = "colonnes"
    colonnes: tuple[tuple[Element, ...], ...]
    parts: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.parts) != len(self.colonnes) or sum(self.parts) != 12:
            raise ValueError(f"Largeurs de colonnes impropres : {self.parts}")

    @property
    def dimensionnees(self) -> tuple[tuple[int, tuple[Element, ...]], ...]:
        return tuple(zip(self.parts, self.colonnes, strict=True))


@dataclass(frozen=True, slots=True)
class Groupe:
    """Elements under a title of their own, inside a block."""

    genre: ClassVar[str] = "groupe"
    titre: str
    elements: tuple[Element, ...]


Element = (
    Phrase
    | ChiffreCle
    | ListeChiffres
    | FamilleActions
    | Figure
    | TexteRedige
    | Avertissement
    | Colonnes
    | Groupe
)


@dataclass(frozen=True, slots=True)
class Bloc:
    """A part of the report, in the contents under its title; `surtitre` is « Étape 1 »."""

    code: str
    titre: str
    elements: tuple[Element, ...]
    surtitre: str = ""

    @property
    def titre_complet(self) -> str:
        return f"{self.surtitre} – {self.titre}" if self.surtitre else self.titre


@dataclass(frozen=True, slots=True)
class Definition:
    """How an indicator is counted; one entry per key shown in the report."""

    cle: str
    libelle: str
    texte: str
    unite: str = ""


@dataclass(frozen=True, slots=True)
class LigneControle:
    """An identity between figures: what is compared, both sides as written, held or not.

    One that is not `bloquant` warns without forbidding to publish; `information` marks a count that no rule
    judges.
    """

    libelle: str
    gauche: str
    droite: str
    verifie: bool
    detail: str = ""
    bloquant: bool = True
    information: bool = False


@dataclass(frozen=True, slots=True)
class Tableau:
    """A table of the annex; the first cell of a row is its header."""

    code: str
    titre: str
    entetes: tuple[str, ...]
    lignes: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report of one unit and one year."""

    titre: str
    service: str
    region: str
    unite: str
    code_unite: str
    annee: int
    version: int
    produit_le: datetime
    statut: str
    blocs: tuple[Bloc, ...]
    ouverture: tuple[TexteRedige, ...] = ()
    essentiel: tuple[ChiffreCle, ...] = ()
    definitions: tuple[Definition, ...] = ()
    controles: tuple[LigneControle, ...] = ()
    annexes: tuple[Tableau, ...] = ()
    empreinte: str = ""

    @property
    def titre_complet(self) -> str:
        """Title of the file, the page and the reader's window."""
        return f"{self.titre} {self.annee} – {self.unite}"

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(noeud for noeud in _noeuds(self.blocs) if isinstance(noeud, Figure))

    @property
    def cles(self) -> frozenset[str]:
        """Keys of all the figures written in the blocks."""
        return frozenset(noeud.cle for noeud in _noeuds(self.blocs) if isinstance(noeud, ChiffreCle))

    @property
    def tableaux(self) -> tuple[Tableau, ...]:
        """Table twin of each chart in the order of the report, then the other annexes."""
        jumeaux = tuple(
            Tableau(
                f"donnees-{figure.graphique.code}",
                figure.graphique.titre,
                figure.graphique.entetes,
                figure.graphique.lignes,
                figure.note,
            )
            for figure in self.figures
            if not figure.graphique.vide
        )
        return jumeaux + self.annexes

    @property
    def tout_verifie(self) -> bool:
        """Whether nothing forbids to publish."""
        return all(ligne.verifie or not ligne.bloquant for ligne in self.controles)


def _noeuds(valeur: Any) -> Iterator[Any]:
    if isinstance(valeur, tuple):
        for element in valeur:
            yield from _noeuds(element)
    elif is_dataclass(valeur) and not isinstance(valeur, Graphique):
        yield valeur
        for champ in fields(valeur):
            yield from _noeuds(getattr(valeur, champ.name))
