"""Ring: how a whole divides into two to six classes, each written beside its arc's colour."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import cos, pi, sin

from reporting.charts.modele import (
    Graphique,
    Nombre,
    Part,
    graphique_vide,
    phrase_des_parts,
    refuser_valeurs_impropres,
    table_des_parts,
)
from reporting.charts.svg import Toile, n
from reporting.charts.texte import abreger, couper

DIAMETRE = 164.0
EPAISSEUR = 34.0
ECART = 1.4
CORPS = 13.0
CORPS_VALEUR = 24.0


def anneau(
    code: str,
    titre: str,
    parts: Sequence[Part],
    *,
    centre: str = "",
    sous_centre: str = "",
    entete: str = "Classe",
    colonne: str = "Nombre",
    large: float = 400,
) -> Graphique:
    """Ring of `parts`; `centre` is the figure written in the middle and `sous_centre`
    its unit. Only classes above zero get an arc; all are in the legend."""
    refuser_valeurs_impropres(part.valeur for part in parts)
    total = sum(Fraction(part.valeur) for part in parts)
    if not total:
        return graphique_vide(code, titre)
    toile = Toile(code, large)
    legendes = [_Legende(part, large - DIAMETRE - 64) for part in parts]
    haut_legende = sum(legende.haut for legende in legendes) + 16 * (len(legendes) - 1)
    haut = max(DIAMETRE, haut_legende) + 4
    rayon, milieu = DIAMETRE / 2, haut / 2
    for rang, (debut, fin) in enumerate(secteurs([part.valeur for part in parts])):
        if fin > debut:
            chemin = _arc(rayon + 2, milieu, rayon, debut, fin, seul=fin - debut == 1)
            toile.surface(chemin, rang=rang)
    if centre:
        _centre(toile, rayon + 2, milieu, centre, sous_centre)
    y = milieu - haut_legende / 2
    for rang, legende in enumerate(legendes):
        legende.dessiner(toile, DIAMETRE + 36, y, rang)
        y += legende.haut + 16
    entetes, lignes = table_des_parts(parts, entete, colonne)
    alternative = phrase_des_parts(titre, parts)
    return Graphique(
        code,
        toile.rendre(haut, titre, alternative),
        titre,
        alternative,
        entetes,
        lignes,
    )


def secteurs(valeurs: Sequence[Nombre]) -> list[tuple[Fraction, Fraction]]:
    """Start and end of each class as exact fractions of the turn; the last one ends at 1."""
    exactes = [Fraction(valeur) for valeur in valeurs]
    total = sum(exactes)
    resultat, debut = [], Fraction(0)
    for valeur in exactes:
        fin = debut + valeur / total
        resultat.append((debut, fin))
        debut = fin
    return resultat


def _centre(toile: Toile, x: float, y: float, valeur: str, unite: str) -> None:
    place = DIAMETRE - 2 * EPAISSEUR - 12
    decalage = 2 if unite else 8
    toile.texte(
        x,
        y + decalage,
        abreger(valeur, 26, place, True),
        corps=26,
        ancre="middle",
        gras=True,
    )
    if unite:
        toile.texte(x, y + 22, abreger(unite, 13, place), corps=13, ancre="middle", doux=True)


class _Legende:
    """The value of a class in large figures, its label under it, then its detail."""

    def __init__(self, part: Part, place: float) -> None:
        self.valeur = abreger(part.affiche, CORPS_VALEUR, place, True)
        self.lignes = couper(part.libelle, CORPS, place)
        self.detail = couper(part.detail, CORPS, place, lignes=2) if part.detail else []
        self.haut = CORPS_VALEUR + 17 * len(self.lignes) + 17 * len(self.detail)

    def dessiner(self, toile: Toile, x: float, y: float, rang: int) -> None:
        toile.barre(x, y + 4, 14, 14, rang=rang, rayon=3)
        y += CORPS_VALEUR - 4
        toile.texte(x + 24, y, self.valeur, corps=CORPS_VALEUR, gras=True)
        for ligne in self.lignes:
            y += 17
            toile.texte(x + 24, y, ligne, corps=CORPS)
        for ligne in self.detail:
            y += 17
            toile.texte(x + 24, y, ligne, corps=CORPS, doux=True)


def _arc(x: float, y: float, rayon: float, debut: Fraction, fin: Fraction, *, seul: bool) -> str:
    """Path of one class, from the top and clockwise, with a constant gap to its neighbours."""
    interieur = rayon - EPAISSEUR
    if seul:
        return (
            f"M{n(x)},{n(y - rayon)}A{n(rayon)},{n(rayon)} 0 1 1 {n(x)},{n(y + rayon)}"
            f"A{n(rayon)},{n(rayon)} 0 1 1 {n(x)},{n(y - rayon)}Z"
            f"M{n(x)},{n(y - interieur)}A{n(interieur)},{n(interieur)} 0 1 0 {n(x)},"
            f"{n(y + interieur)}A{n(interieur)},{n(interieur)} 0 1 0 {n(x)},{n(y - interieur)}Z"
        )
    angles = []
    for cote in (rayon, interieur):
        jeu = min(ECART / cote, float(fin - debut) * pi / 2)
        angles.append((2 * pi * float(debut) + jeu, 2 * pi * float(fin) - jeu))
    (a, b), (c, d) = angles
    grand = 1 if b - a > pi else 0

    def place(cote: float, angle: float) -> str:
        return f"{n(x + cote * sin(angle))},{n(y - cote * cos(angle))}"

    return (
        f"M{place(rayon, a)}A{n(rayon)},{n(rayon)} 0 {grand} 1 {place(rayon, b)}"
        f"L{place(interieur, d)}A{n(interieur)},{n(interieur)} 0 {grand} 0"
        f" {place(interieur, c)}Z"
    )
