"""Widths and wrapping of chart labels.

SVG does not wrap text, and the server that draws has no font metrics: the advance widths of
Inter regular are kept here, rounded up to the hundredth of an em. Bold takes a margin.
"""

from __future__ import annotations

import re
import unicodedata

# Hundredths of an em -> characters of that width (accents are removed before looking up).
_CHASSES = {
    25: "ijl",
    27: "’I",
    29: " \u00a0\u202f!,.:·",
    33: "';`t|",
    38: "()/[]\\fr",
    43: "1{}",
    50: '-_°"^*–',
    56: "?skxzavyL",
    58: "7cJe«»",
    60: "5hnuFoE",
    63: "2bdgpq3689",
    66: "0Z#PRS$&4BT+<=>~×±",
    69: "K€XYAV",
    76: "DCHUGNOQ",
    88: "wm…",
    100: "M@W%ÆŒæœ—",
}
_LARGEUR = {car: chasse for chasse, cars in _CHASSES.items() for car in cars}
_GRAS = 1.08
_INCONNU = 110
_INTERDITS = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BLANCS = re.compile(r"[ \t\r\n]+")
ELLIPSE = "…"


def propre(texte: str) -> str:
    """Text fit for XML and for one line: forbidden characters out, blanks collapsed,
    no-break spaces kept."""
    return _BLANCS.sub(" ", _INTERDITS.sub("", texte)).strip(" ")


def largeur(texte: str, corps: float, *, gras: bool = False) -> float:
    """Width in drawing units of `texte` set in `corps`; an upper bound for unknown characters."""
    centiemes = 0
    for car in texte:
        chasse = _LARGEUR.get(car)
        if chasse is None:
            base = unicodedata.normalize("NFD", car)[0]
            chasse = 0 if unicodedata.combining(car) else _LARGEUR.get(base, _INCONNU)
        centiemes += chasse
    return centiemes * corps / 100 * (_GRAS if gras else 1)


def couper(texte: str, corps: float, place: float, *, lignes: int = 3, gras: bool = False) -> list[str]:
    """Lines of at most `place` units; words longer than a line are cut, and what exceeds
    `lignes` ends with an ellipsis."""
    resultat: list[str] = []
    courante = ""
    for mot in _mots(propre(texte), corps, place, gras):
        essai = f"{courante} {mot}" if courante else mot
        if courante and largeur(essai, corps, gras=gras) > place:
            resultat.append(courante)
            courante = mot
        else:
            courante = essai
    resultat.append(courante)
    if len(resultat) <= lignes:
        return resultat
    return [
        *resultat[: lignes - 1],
        abreger(" ".join(resultat[lignes - 1 :]), corps, place, gras),
    ]


def abreger(texte: str, corps: float, place: float, gras: bool = False) -> str:
    """`texte` on one line of `place` units, its end replaced by an ellipsis when needed."""
    if largeur(texte, corps, gras=gras) <= place:
        return texte
    while texte and largeur(texte + ELLIPSE, corps, gras=gras) > place:
        texte = texte[:-1]
    return texte.rstrip() + ELLIPSE


def _mots(texte: str, corps: float, place: float, gras: bool) -> list[str]:
    mots = []
    for entier in texte.split(" "):
        mot = ""
        for car in entier:
            if mot and largeur(mot + car, corps, gras=gras) > place:
                mots.append(mot)
                mot = ""
            mot += car
        mots.append(mot)
    return mots
