"""Charts: known drawings, and properties that hold for any data."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.charts import (
    Graphique,
    Part,
    Serie,
    anneau,
    barre_empilee,
    barres,
    barres_comparees,
    courbe,
)
from reporting.charts.anneau import secteurs
from reporting.charts.texte import largeur

SVG = "{http://www.w3.org/2000/svg}"
AXES = [
    Part("Prévention de la désinsertion professionnelle", 2089, "63 %", "2 089 assurés"),
    Part("Sécurisation des parcours en santé", 1210, "37 %", "1 210 assurés"),
]

libelles = st.text(max_size=120)
valeurs = st.one_of(st.integers(0, 10**12), st.decimals(0, 10**9, places=2, allow_nan=False))
parts = st.builds(Part, libelles, valeurs, st.text(max_size=30), st.text(max_size=40))


def normal(texte: str) -> str:
    return re.sub(r"\s", " ", texte)


def lire(graphique: Graphique) -> ElementTree.Element:
    return ElementTree.fromstring(graphique.svg)  # noqa: S314 (our own drawing)


def textes(graphique: Graphique) -> list[str]:
    return [normal(noeud.text or "") for noeud in lire(graphique).iter(f"{SVG}text")]


def verifier_dessin(graphique: Graphique) -> None:
    """Accessible name, unique identifiers, no style, and every mark inside the sheet."""
    racine = lire(graphique)
    assert racine.get("role") == "img"
    assert racine[0].tag == f"{SVG}title"
    assert racine[1].tag == f"{SVG}desc"
    assert racine.get("aria-labelledby") == f"{racine[0].get('id')} {racine[1].get('id')}"
    codes = [noeud.get("id") for noeud in racine.iter() if noeud.get("id")]
    assert len(codes) == len(set(codes))
    assert all(code.startswith(graphique.code) for code in codes)
    assert "style" not in graphique.svg.split("<title", 1)[0]
    _, _, large, haut = map(float, racine.get("viewBox").split())
    for noeud in racine.iter():
        if noeud.tag == f"{SVG}text":
            _verifier_texte(noeud, large, haut)
        elif noeud.tag == f"{SVG}rect":
            x, y, long, haut_rect = (float(noeud.get(nom)) for nom in ("x", "y", "width", "height"))
            assert -3.01 <= x <= x + long <= large + 3.01
            assert -0.01 <= y < y + haut_rect <= haut + 0.01
        assert noeud.get("style") is None


def _verifier_texte(noeud: ElementTree.Element, large: float, haut: float) -> None:
    corps, x, y = (float(noeud.get(nom)) for nom in ("font-size", "x", "y"))
    long = largeur(noeud.text or "", corps, gras=noeud.get("font-weight") == "600")
    debut = x - {None: 0, "middle": long / 2, "end": long}[noeud.get("text-anchor")]
    assert -0.02 <= debut <= debut + long <= large + 0.02, noeud.text
    assert corps * 0.75 - 0.02 <= y <= haut - corps * 0.25 + 0.02, noeud.text


def test_anneau_dit_ses_valeurs_et_son_total() -> None:
    graphique = anneau("axes", "Assurés par axe", AXES, centre="3 299", sous_centre="assurés", large=440)
    assert normal(graphique.alternative) == (
        "Assurés par axe : Prévention de la désinsertion professionnelle, 63 % (2 089 assurés) ;"
        " Sécurisation des parcours en santé, 37 % (1 210 assurés)."
    )
    vus = textes(graphique)
    assert {"3 299", "assurés", "63 %", "37 %", "2 089 assurés"} <= set(vus)
    assert graphique.entetes == ("Classe", "Nombre", "Détail")
    assert [ligne[1] for ligne in graphique.lignes] == ["63 %", "37 %"]
    verifier_dessin(graphique)


def test_classe_seule_fait_un_tour_complet() -> None:
    graphique = anneau("axes", "Axes", [Part("PDP", 5), Part("SPS", 0)])
    chemins = [c for c in lire(graphique).iter(f"{SVG}path") if c.get("class") == "serie-1"]
    assert len(chemins) == 1
    assert chemins[0].get("d").count("A") == 4
    assert "0" in textes(graphique)


def test_barres_proportionnelles_au_maximum() -> None:
    graphique = barres("b", "Issues", [Part("a", 50), Part("b", 25), Part("c", 0)])
    longueurs = [float(noeud.get("width")) for noeud in lire(graphique) if noeud.get("class") == "serie-1"]
    assert len(longueurs) == 2
    assert longueurs[0] == pytest.approx(2 * longueurs[1], abs=0.02)
    cent = barres("b", "Issues", [Part("a", 50), Part("b", 25)], maximum=100)
    premiere, piste = (
        next(float(n.get("width")) for n in lire(cent) if n.get("class") == nom)
        for nom in ("serie-1", "piste")
    )
    assert premiere == pytest.approx(piste / 2, abs=0.02)


def test_barres_comparees_nomme_les_deux_annees() -> None:
    graphique = barres_comparees(
        "modes",
        "Modes",
        ["Physique", "Téléphonique"],
        Serie("2023", (54, 46), ("54 %", "46 %")),
        Serie("2022", (47, None), ("47 %", "")),
    )
    assert normal(graphique.alternative) == (
        "Modes : Physique, 54 % (2023) contre 47 % (2022) ;"
        " Téléphonique, 46 % (2023) contre non connu (2022)."
    )
    assert graphique.entetes == ("Classe", "2023", "2022")
    assert graphique.lignes[1] == ("Téléphonique", "46 %", "non connu")
    assert textes(graphique).count("2023") == textes(graphique).count("2022") == 2
    assert len([n for n in lire(graphique) if n.get("class") == "serie-precedente"]) == 1
    verifier_dessin(graphique)


def test_courbe_annonce_le_sens_de_la_derniere_annee() -> None:
    graphique = courbe("sm", "Signalements", ["2021", "2022", "2023"], [Serie("SM", (3412, 3780, 3105))])
    assert normal(graphique.alternative) == (
        "Signalements : 3 412 (2021), 3 780 (2022) et 3 105 (2023), en baisse de 2022 à 2023."
    )
    assert {"3 412", "3 780", "3 105", "0", "4 000", "2021", "2023"} <= set(textes(graphique))
    verifier_dessin(graphique)


def test_courbe_laisse_un_trou_pour_une_annee_inconnue() -> None:
    graphique = courbe("sm", "S", ["1", "2", "3", "4"], [Serie("a", (1, None, 3, 4))])
    traits = list(lire(graphique).iter(f"{SVG}polyline"))
    assert len(traits) == 1
    assert len(traits[0].get("points").split()) == 2
    assert len(list(lire(graphique).iter(f"{SVG}circle"))) == 3
    assert graphique.lignes[1] == ("2", "non connu")


def test_noms_de_courbes_voisines_ecartes() -> None:
    series = [Serie(nom, (10, 20 + rang)) for rang, nom in enumerate(("Ain", "Drôme", "Isère"))]
    graphique = courbe("d", "Départements", ["2022", "2023"], series)
    hauteurs = sorted(float(n.get("y")) for n in lire(graphique).iter(f"{SVG}text") if ":" in (n.text or ""))
    assert len(hauteurs) == 3
    assert min(b - a for a, b in pairwise(hauteurs)) >= 13
    verifier_dessin(graphique)


def test_barre_empilee_occupe_toute_la_largeur() -> None:
    graphique = barre_empilee("sexe", "Sexe", [Part("Femmes", 58, "58 %"), Part("Hommes", 42)])
    segments = [n for n in lire(graphique) if n.get("height") == "26" and n.get("class")]
    debut, fin = segments[0], segments[-1]
    assert float(debut.get("x")) == 0
    assert float(fin.get("x")) + float(fin.get("width")) == pytest.approx(300, abs=0.02)
    verifier_dessin(graphique)


@pytest.mark.parametrize(
    "vide",
    [
        anneau("v", "Axes", [Part("PDP", 0)]),
        anneau("v", "Axes", []),
        barres("v", "Axes", []),
        barre_empilee("v", "Axes", [Part("PDP", 0), Part("SPS", 0)]),
        courbe("v", "Axes", ["2023"], [Serie("a", (None,))]),
        barres_comparees("v", "Axes", ["a"], Serie("2023", (0,)), Serie("2022", (5,))),
    ],
)
def test_population_vide_une_phrase_sans_dessin(vide: Graphique) -> None:
    assert vide.vide
    assert vide.svg == ""
    assert vide.lignes == ()
    assert normal(vide.alternative) == "Axes : aucune donnée pour cette période."


@pytest.mark.parametrize(
    ("valeur", "erreur"),
    [(-1, ValueError), (Decimal("NaN"), ValueError), (1.5, TypeError), (True, TypeError)],
)
def test_valeur_impropre_refusee(valeur: object, erreur: type[Exception]) -> None:
    with pytest.raises(erreur, match="Valeur de graphique"):
        barres("b", "B", [Part("a", valeur)])  # type: ignore[arg-type]


def test_identifiant_impropre_et_serie_incomplete_refuses() -> None:
    with pytest.raises(ValueError, match="Identifiant"):
        barres('a" onload="', "B", [Part("a", 1)])
    with pytest.raises(ValueError, match="n'a pas 2 valeurs"):
        courbe("c", "C", ["1", "2"], [Serie("a", (1,))])


def test_texte_hostile_reste_du_texte() -> None:
    hostile = '<script>alert(1)</script>&"\x00\ud800'
    graphique = barres("b", hostile, [Part(hostile, 3, hostile)], large=900)
    assert not list(lire(graphique).iter(f"{SVG}script"))
    assert lire(graphique)[0].text == '<script>alert(1)</script>&"'


@given(st.lists(valeurs, min_size=1, max_size=8).filter(any))
def test_arcs_font_le_tour_entier(nombres: list[int | Decimal]) -> None:
    arcs = secteurs(nombres)
    assert arcs[0][0] == 0
    assert arcs[-1][1] == 1
    assert sum(fin - debut for debut, fin in arcs) == 1
    assert all(a[1] == b[0] for a, b in pairwise(arcs))
    total = sum(map(Fraction, nombres))
    assert [fin - debut for debut, fin in arcs] == [Fraction(v) / total for v in nombres]


@given(st.text(max_size=60), st.lists(parts, max_size=7))
def test_graphiques_de_classes_valides_et_stables(titre: str, classes: list[Part]) -> None:
    for fabrique in (anneau, barres, barre_empilee):
        graphique = fabrique("g", titre, classes)
        assert graphique == fabrique("g", titre, classes)
        if graphique.vide:
            assert not any(part.valeur for part in classes)
            continue
        verifier_dessin(graphique)
        assert len(graphique.lignes) == len(classes)
        assert {len(ligne) for ligne in graphique.lignes} == {len(graphique.entetes)}


@given(st.data())
def test_graphiques_de_series_valides_et_stables(donnees: st.DataObject) -> None:
    rangs = donnees.draw(st.integers(1, 12))
    colonne = st.lists(st.none() | valeurs, min_size=rangs, max_size=rangs).map(tuple)
    series = donnees.draw(st.lists(st.builds(Serie, st.text(max_size=40), colonne), min_size=2, max_size=5))
    abscisses = donnees.draw(st.lists(libelles, min_size=rangs, max_size=rangs))
    for graphique in (
        courbe("g", "Courbe", abscisses, series),
        courbe("g", "Courbe", abscisses, series[:1]),
        barres_comparees("g", "Barres", abscisses, series[0], series[1]),
    ):
        if not graphique.vide:
            verifier_dessin(graphique)
            assert len(graphique.lignes) == rangs
    assert courbe("g", "C", abscisses, series) == courbe("g", "C", abscisses, series)
