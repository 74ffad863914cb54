"""A single bar of 100 %: two or more classes that make a whole."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.charts.anneau import secteurs
from reporting.charts.modele import (
    Graphique,
    Part,
    graphique_vide,
    phrase_des_parts,
    refuser_valeurs_impropres,
    table_des_parts,
)
from reporting.charts.svg import Toile
from reporting.charts.texte import couper, largeur

CORPS = 13.0
CORPS_VALEUR = 19.0
JEU = 2.0


def barre_empilee(
    code: str,
    titre: str,
    parts: Sequence[Part],
    *,
    entete: str = "Classe",
    colonne: str = "Part",
    large: float = 300,
) -> Graphique:
    """One bar cut in proportion; under it the value and label of each class: at both ends for two
    classes of short labels, on one line each otherwise."""
    refuser_valeurs_impropres(part.valeur for part in parts)
    if not any(part.valeur for part in parts):
        return graphique_vide(code, titre)
    toile = Toile(code, large)
    for rang, (debut, fin) in enumerate(secteurs([part.valeur for part in parts])):
        if fin > debut:
            x, long = large * float(debut), large * float(fin - debut)
            toile.barre(x, 0, max(long - (JEU if fin < 1 else 0), 1), 26, rang=rang)
    haut = (_deux if _cote_a_cote(parts, large) else _liste)(toile, parts, large)
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


def _cote_a_cote(parts: Sequence[Part], large: float) -> bool:
    """Two classes whose labels take at most two lines of half the width."""
    place = large / 2 - 6
    return len(parts) <= 2 and all(
        len(couper(part.libelle, CORPS, place)) <= 2
        and largeur(part.affiche, CORPS_VALEUR, gras=True) <= place - 17
        for part in parts
    )


def _deux(toile: Toile, parts: Sequence[Part], large: float) -> float:
    """First class on the left, second on the right."""
    place = large / 2 - 6
    bas = 0.0
    for rang, part in enumerate(parts):
        ancre, x, signe = ("end", large, -1) if rang else ("start", 0.0, 1)
        y = 26 + CORPS_VALEUR + 6
        carre = x if signe > 0 else x - 11
        toile.barre(carre, y - 12, 11, 11, rang=rang, rayon=2)
        toile.texte(x + signe * 17, y, part.affiche, corps=CORPS_VALEUR, gras=True, ancre=ancre)
        for ligne in couper(part.libelle, CORPS, place):
            y += 17
            toile.texte(x, y, ligne, corps=CORPS, ancre=ancre)
        bas = max(bas, y)
    return bas + 6


def _liste(toile: Toile, parts: Sequence[Part], large: float) -> float:
    """One line a class: mark, label, value aligned on the right."""
    y = 26.0 + 6
    reserve = max(largeur(part.affiche, 15, gras=True) for part in parts)
    reserve = min(reserve, large * 0.3)
    for rang, part in enumerate(parts):
        y += 8
        toile.barre(0, y + 4, 11, 11, rang=rang, rayon=2)
        valeur = couper(part.affiche, 15, large * 0.3, lignes=1, gras=True)[0]
        toile.texte(large, y + 14, valeur, corps=15, gras=True, ancre="end")
        for ligne in couper(part.libelle, CORPS, large - 17 - reserve - 12):
            y += 17
            toile.texte(17, y - 3, ligne, corps=CORPS)
    return y + 6
