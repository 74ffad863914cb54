"""Horizontal bars: one series, or two years compared."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.charts.modele import (
    Graphique,
    Nombre,
    Part,
    Serie,
    enumeration,
    graphique_vide,
    phrase_des_parts,
    refuser_textes_manquants,
    refuser_valeurs_impropres,
    table_des_parts,
)
from reporting.charts.svg import PISTE, Toile
from reporting.charts.texte import abreger, couper, largeur, propre

CORPS = 13.0
INTERLIGNE = 17.0
PART_LIBELLES_COMPARES = 0.25


def barres(
    code: str,
    titre: str,
    parts: Sequence[Part],
    *,
    entete: str = "Classe",
    colonne: str = "Nombre",
    maximum: Nombre | None = None,
    part_libelles: float = 0.4,
    large: float = 560,
) -> Graphique:
    """One bar a class, label on its left over `part_libelles` of the width at most, value at its
    end. Bars are scaled on `maximum` (100 for shares of a whole), on the largest otherwise."""
    refuser_valeurs_impropres([*(part.valeur for part in parts), maximum])
    haut_max = max((part.valeur for part in parts), default=0)
    if not haut_max:
        return graphique_vide(code, titre)
    echelle = max(haut_max, maximum or 0)
    toile = Toile(code, large)
    libelles = _Libelles([part.libelle for part in parts], large * part_libelles)
    valeurs = [abreger(part.affiche, 15, large * 0.25, True) for part in parts]
    debut = libelles.large + 14
    place = large - debut - max(largeur(texte, 15, gras=True) for texte in valeurs) - 10
    y = 2.0
    for rang, (part, texte) in enumerate(zip(parts, valeurs, strict=True)):
        haut = max(22.0, libelles.hauteur(rang))
        libelles.dessiner(toile, rang, y + haut / 2)
        long = place * float(part.valeur / echelle)
        toile.rectangle(debut, y + haut / 2 - 10, place, 20, nom="piste", fond=PISTE, rayon=2)
        if part.valeur:
            toile.barre(debut, y + haut / 2 - 10, max(long, 2), 20, rang=0)
        toile.texte(large, y + haut / 2 + 5, texte, corps=15, gras=True, ancre="end")
        y += haut + 9
    entetes, lignes = table_des_parts(parts, entete, colonne)
    alternative = phrase_des_parts(titre, parts)
    return Graphique(
        code,
        toile.rendre(y - 7, titre, alternative),
        titre,
        alternative,
        entetes,
        lignes,
    )


def barres_comparees(
    code: str,
    titre: str,
    libelles: Sequence[str],
    serie: Serie,
    precedente: Serie,
    *,
    entete: str = "Classe",
    maximum: Nombre | None = None,
    large: float = 560,
) -> Graphique:
    """Two bars a class: `serie` (year N, plain) over `precedente` (N-1, pale and hatched), each
    named at its own start; an unknown value (None) is written « non connu » without a bar."""
    for une in (serie, precedente):
        refuser_textes_manquants(une, len(libelles))
        refuser_valeurs_impropres(une.valeurs)
    connues = [v for une in (serie, precedente) for v in une.valeurs if v is not None]
    if not any(v for v in serie.valeurs if v is not None):
        return graphique_vide(code, titre)
    toile = Toile(code, large)
    colonne = _Libelles(libelles, large * PART_LIBELLES_COMPARES)
    paires = _Paires(toile, (serie, precedente), colonne.large + 14, max([*connues, maximum or 0]))
    y = 2.0
    for rang in range(len(libelles)):
        haut = max(46.0, colonne.hauteur(rang))
        colonne.dessiner(toile, rang, y + haut / 2)
        paires.dessiner(rang, y + haut / 2 - 21)
        y += haut + 16
    alternative = _phrase_comparee(titre, libelles, serie, precedente)
    return Graphique(
        code,
        toile.rendre(y - 14, titre, alternative),
        titre,
        alternative,
        (entete, propre(serie.libelle), propre(precedente.libelle)),
        tuple(
            (propre(libelle), serie.affiche(rang), precedente.affiche(rang))
            for rang, libelle in enumerate(libelles)
        ),
    )


class _Libelles:
    """The column of labels on the left, as narrow as its longest line."""

    def __init__(self, libelles: Sequence[str], place: float) -> None:
        self.lignes = [couper(libelle, CORPS, place) for libelle in libelles]
        self.large = max(largeur(ligne, CORPS) for lignes in self.lignes for ligne in lignes)

    def hauteur(self, rang: int) -> float:
        return INTERLIGNE * len(self.lignes[rang])

    def dessiner(self, toile: Toile, rang: int, milieu: float) -> None:
        y = milieu - INTERLIGNE * (len(self.lignes[rang]) - 1) / 2 + 5
        for ligne in self.lignes[rang]:
            toile.texte(0, y, ligne, corps=CORPS)
            y += INTERLIGNE


class _Paires:
    """The bars of both years, each between its name and its value."""

    def __init__(self, toile: Toile, series: tuple[Serie, Serie], debut: float, echelle: Nombre) -> None:
        self.toile, self.series, self.debut, self.echelle = toile, series, debut, echelle
        self.noms = [abreger(propre(une.libelle), CORPS, toile.large * 0.12) for une in series]
        self.textes = [
            [abreger(une.affiche(rang), 15, toile.large * 0.2, True) for rang in range(len(une.valeurs))]
            for une in series
        ]
        self.debut_barre = debut + max(largeur(nom, CORPS) for nom in self.noms) + 10
        reserve = max(largeur(texte, 15, gras=True) for ligne in self.textes for texte in ligne)
        self.place = toile.large - self.debut_barre - reserve - 10

    def dessiner(self, rang: int, y: float) -> None:
        for ordre, une in enumerate(self.series):
            ancienne, valeur = bool(ordre), une.valeurs[rang]
            self.toile.texte(self.debut, y + 14, self.noms[ordre], corps=CORPS, doux=ancienne)
            self.toile.rectangle(self.debut_barre, y, self.place, 19, nom="piste", fond=PISTE, rayon=2)
            if valeur:
                long = max(self.place * float(valeur / self.echelle), 2)
                if ancienne:
                    self.toile.barre_precedente(self.debut_barre, y, long, 19)
                else:
                    self.toile.barre(self.debut_barre, y, long, 19, rang=0)
            self.toile.texte(
                self.toile.large,
                y + 15,
                self.textes[ordre][rang],
                corps=15,
                gras=not ancienne,
                doux=ancienne,
                ancre="end",
            )
            y += 23


def _phrase_comparee(titre: str, libelles: Sequence[str], serie: Serie, precedente: Serie) -> str:
    dits = [
        f"{propre(libelle)}, {serie.affiche(rang)} ({propre(serie.libelle)})"
        f" contre {precedente.affiche(rang)} ({propre(precedente.libelle)})"
        for rang, libelle in enumerate(libelles)
    ]
    return f"{propre(titre)}\u00a0: {enumeration(dits)}."
