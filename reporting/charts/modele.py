"""What goes into a chart and what comes out of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from reporting.charts.texte import propre
from servicesocial.typographie import nombre

Nombre = int | Decimal


def ecrit(valeur: Nombre) -> str:
    """A value with the decimals it carries, never rounded."""
    exposant = valeur.as_tuple().exponent if isinstance(valeur, Decimal) else 0
    return nombre(valeur, max(0, -int(exposant)))


@dataclass(frozen=True, slots=True)
class Part:
    """One class of a chart. `texte` is what is printed for `valeur`: a chart never rounds nor
    computes a share, so that no figure of the document has two sources."""

    libelle: str
    valeur: Nombre
    texte: str = ""
    detail: str = ""

    @property
    def affiche(self) -> str:
        return propre(self.texte) or ecrit(self.valeur)


@dataclass(frozen=True, slots=True)
class Serie:
    """One curve, or one of the two series of compared bars; None is « inconnu », never 0."""

    libelle: str
    valeurs: tuple[Nombre | None, ...]
    textes: tuple[str, ...] = ()

    def affiche(self, rang: int) -> str:
        valeur = self.valeurs[rang]
        if valeur is None:
            return "non connu"
        return (propre(self.textes[rang]) if self.textes else "") or ecrit(valeur)


@dataclass(frozen=True, slots=True)
class Graphique:
    """A drawing with its two equivalents: one sentence, and the table of its values."""

    code: str
    svg: SafeString
    titre: str
    alternative: str
    entetes: tuple[str, ...]
    lignes: tuple[tuple[str, ...], ...]

    @property
    def vide(self) -> bool:
        """Nothing to draw: the sentence stands alone (definition F12)."""
        return not self.svg


def graphique_vide(code: str, titre: str) -> Graphique:
    """F12: an empty population prints one sentence and no chart."""
    phrase = f"{propre(titre)}\u00a0: aucune donnée pour cette période."
    return Graphique(code, SafeString(""), propre(titre), phrase, (), ())


def refuser_valeurs_impropres(valeurs: Iterable[Nombre | None]) -> None:
    """Charts show counts, shares and means: never negative, never infinite, never a float."""
    for valeur in valeurs:
        if valeur is None:
            continue
        if not isinstance(valeur, int | Decimal) or isinstance(valeur, bool):
            raise TypeError(f"Valeur de graphique attendue entière ou décimale : {valeur!r}")
        if (isinstance(valeur, Decimal) and not valeur.is_finite()) or valeur < 0:
            raise ValueError(f"Valeur de graphique négative ou infinie : {valeur!r}")


def refuser_textes_manquants(serie: Serie, attendues: int) -> None:
    if len(serie.valeurs) != attendues or (serie.textes and len(serie.textes) != attendues):
        raise ValueError(f"La série « {serie.libelle} » n'a pas {attendues} valeurs.")


def enumeration(elements: Sequence[str]) -> str:
    """« a, b et c »; a semicolon between elements that hold a comma themselves."""
    if len(elements) < 2:
        return "".join(elements)
    if any("," in element for element in elements):
        return "\u00a0; ".join(elements)
    return f"{', '.join(elements[:-1])} et {elements[-1]}"


def phrase_des_parts(titre: str, parts: Sequence[Part]) -> str:
    """The sentence of a chart of classes: « Titre : libellé, 54 % ; libellé, 46 %. »"""
    dits = []
    for part in parts:
        detail = f" ({propre(part.detail)})" if part.detail else ""
        dits.append(f"{propre(part.libelle)}, {part.affiche}{detail}")
    return f"{propre(titre)}\u00a0: {enumeration(dits)}."


def table_des_parts(
    parts: Sequence[Part], entete: str, colonne: str
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Headers and rows of the table twin; a third column only when a class has a detail."""
    if any(part.detail for part in parts):
        return (
            (entete, colonne, "Détail"),
            tuple((propre(p.libelle), p.affiche, propre(p.detail)) for p in parts),
        )
    return (entete, colonne), tuple((propre(p.libelle), p.affiche) for p in parts)
