"""Curves over a few years, with their values and the name of each curve at its end."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reporting.charts.echelle import ecarter, graduations
from reporting.charts.modele import (
    Graphique,
    Serie,
    ecrit,
    enumeration,
    graphique_vide,
    refuser_textes_manquants,
    refuser_valeurs_impropres,
)
from reporting.charts.svg import Toile
from reporting.charts.texte import abreger, couper, largeur, propre

CORPS = 13.0
HAUT_TRACE = 26.0
POINTS_LUS = 5
SEPARATEUR = "\u00a0; "


def courbe(
    code: str,
    titre: str,
    abscisses: Sequence[str],
    series: Sequence[Serie],
    *,
    entete: str = "Année",
    large: float = 560,
    haut: float = 220,
) -> Graphique:
    """One curve a series, from zero; None is a gap. Values are written on the points of a single
    curve, and at the end only when there are several. Labels under the axis never overlap."""
    for serie in series:
        refuser_textes_manquants(serie, len(abscisses))
        refuser_valeurs_impropres(serie.valeurs)
    connues = [v for serie in series for v in serie.valeurs if v is not None]
    if not any(connues):
        return graphique_vide(code, titre)
    cadre = _Cadre(abscisses, series, max(connues), large, haut)
    toile = Toile(code, large)
    cadre.dessiner(toile)
    for rang, serie in enumerate(series):
        _tracer(toile, cadre, serie, rang, seule=len(series) == 1)
    if len(series) > 1:
        _nommer(toile, cadre, series)
    alternative = _phrase(titre, abscisses, series)
    return Graphique(
        code,
        toile.rendre(haut, titre, alternative),
        titre,
        alternative,
        (entete, *(propre(serie.libelle) for serie in series)),
        tuple(
            (propre(abscisse), *(serie.affiche(rang) for serie in series))
            for rang, abscisse in enumerate(abscisses)
        ),
    )


class _Cadre:
    """The axes: where a value and a rank are on the sheet."""

    def __init__(
        self,
        abscisses: Sequence[str],
        series: Sequence[Serie],
        maximum: int | Decimal,
        large: float,
        haut: float,
    ) -> None:
        self.abscisses = abscisses
        self.pas = graduations(maximum)
        self.textes = [abreger(ecrit(pas), CORPS, large * 0.2) for pas in self.pas]
        self.gauche = max(largeur(texte, CORPS) for texte in self.textes) + 10
        reserve = 24.0
        if len(series) > 1:
            noms = [_nom_final(serie) for serie in series]
            reserve = 16 + min(large * 0.3, max(largeur(nom, CORPS, gras=True) for nom in noms))
        self.droite = large - reserve
        self.bas = haut - 28
        self.large = large

    def x(self, rang: int) -> float:
        marge = min(28.0, (self.droite - self.gauche) / 4)
        if len(self.abscisses) == 1:
            return (self.gauche + self.droite) / 2
        portee = self.droite - self.gauche - 2 * marge
        return self.gauche + marge + portee * rang / (len(self.abscisses) - 1)

    def y(self, valeur: int | Decimal) -> float:
        return self.bas - (self.bas - HAUT_TRACE) * float(Decimal(valeur) / self.pas[-1])

    def dessiner(self, toile: Toile) -> None:
        for pas, texte in zip(self.pas, self.textes, strict=True):
            toile.regle(self.gauche, self.y(pas), self.droite, self.y(pas))
            toile.texte(
                self.gauche - 8,
                self.y(pas) + 4,
                texte,
                corps=CORPS,
                ancre="end",
                doux=True,
            )
        pas_libelle = self._pas_des_libelles()
        dernier = len(self.abscisses) - 1
        for rang in range(dernier, -1, -pas_libelle):
            texte = abreger(propre(self.abscisses[rang]), CORPS, self.large / 2)
            toile.texte(self.x(rang), self.bas + 20, texte, corps=CORPS, ancre="middle")

    def _pas_des_libelles(self) -> int:
        """One label out of how many fits: the widest one decides, counted from the last year."""
        plus_large = max(min(largeur(propre(abscisse), CORPS), self.large / 2) for abscisse in self.abscisses)
        intervalle = self.x(1) - self.x(0) if len(self.abscisses) > 1 else self.droite - self.gauche
        return max(1, -int(-(plus_large + 10) // max(intervalle, 0.1)))


def _nom_final(serie: Serie) -> str:
    return f"{propre(serie.libelle)}\u00a0: {serie.affiche(len(serie.valeurs) - 1)}"


def _tracer(toile: Toile, cadre: _Cadre, serie: Serie, rang: int, *, seule: bool) -> None:
    segment: list[tuple[float, float]] = []
    for place, valeur in enumerate((*serie.valeurs, None)):
        if valeur is not None:
            segment.append((cadre.x(place), cadre.y(valeur)))
        else:
            if len(segment) > 1:
                toile.trait(segment, rang=rang)
            segment = []
    dernier = len(serie.valeurs) - 1
    fin = -1.0
    for place in range(dernier, -1, -1):
        valeur = serie.valeurs[place]
        if valeur is None:
            continue
        x, y = cadre.x(place), cadre.y(valeur)
        toile.point(x, y, rang=rang)
        texte = serie.affiche(place)
        large = largeur(texte, 15, gras=True)
        if seule and (fin < 0 or x + large / 2 + 6 < fin):
            toile.texte(
                x, max(y - 11, 15), abreger(texte, 15, cadre.large / 2, True),
                corps=15, gras=place == dernier, ancre="middle", detoure=True,
            )  # fmt: skip
            fin = x - large / 2


def _nommer(toile: Toile, cadre: _Cadre, series: Sequence[Serie]) -> None:
    """Names at the right end of the curves, moved apart when they would overlap."""
    derniers = [next((v for v in reversed(s.valeurs) if v is not None), 0) for s in series]
    places = ecarter([cadre.y(v) for v in derniers], CORPS + 4, 10, cadre.bas)
    for rang, (serie, y) in enumerate(zip(series, places, strict=True)):
        x = cadre.droite + 4
        toile.barre(x, y - 4, 8, 8, rang=rang)
        texte = couper(_nom_final(serie), CORPS, cadre.large - x - 12, lignes=1, gras=True)[0]
        toile.texte(x + 12, y + 5, texte, corps=CORPS, gras=True)


def _phrase(titre: str, abscisses: Sequence[str], series: Sequence[Serie]) -> str:
    """Every value of a short curve; of a long one, where it starts and where it ends."""
    dits = []
    for serie in series:
        points = [f"{serie.affiche(rang)} ({propre(abscisse)})" for rang, abscisse in enumerate(abscisses)]
        if len(points) > POINTS_LUS:
            points = [f"de {points[0]} à {points[-1]}"]
        nom = f"{propre(serie.libelle)}, " if len(series) > 1 else ""
        dits.append(f"{nom}{enumeration(points)}{_sens(abscisses, serie)}")
    return f"{propre(titre)}\u00a0: {SEPARATEUR.join(dits)}."


def _sens(abscisses: Sequence[str], serie: Serie) -> str:
    """« , en baisse de 2022 à 2023 », when both last values are known."""
    if len(serie.valeurs) < 2 or serie.valeurs[-1] is None or serie.valeurs[-2] is None:
        return ""
    ecart = serie.valeurs[-1] - serie.valeurs[-2]
    mot = "stable" if not ecart else "en hausse" if ecart > 0 else "en baisse"
    return f", {mot} de {propre(abscisses[-2])} à {propre(abscisses[-1])}"
