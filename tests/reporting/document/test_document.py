"""The document tree, and its rendering on screen."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string

from reporting.gabarits.document import (
    ChiffreCle,
    Colonnes,
    FamilleActions,
    LigneControle,
    Phrase,
    Tableau,
    TexteRedige,
)
from reporting.gabarits.ecriture import ecrire_declare
from tests.reporting.document.fabrique_document import AIN, document_ain, ecrire


class Page(HTMLParser):
    """What the fragment is made of: tags with attributes, and text by tag."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.balises: list[tuple[str, dict[str, str | None]]] = []
        self.texte = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.balises.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texte += data

    def attributs(self, nom: str) -> list[str]:
        return [attrs[nom] or "" for _, attrs in self.balises if nom in attrs]


def page(**options: object) -> Page:
    document = document_ain(**options)  # type: ignore[arg-type]
    return Page(render_to_string("reporting/bilan/_document.html", {"document": document}))


def normal(texte: str) -> str:
    return re.sub(r"\s+", " ", texte)


def test_cles_et_figures_de_tout_le_document() -> None:
    document = document_ain()
    assert {"equipe_ass", "assures_pdp", "inclu_pro", "actions_bilans_total"} <= document.cles
    assert [figure.graphique.code for figure in document.figures] == [
        "axes",
        "modes",
        "signalements",
        "sexe",
        "age",
        "risque",
        "actions",
        "issues",
    ]


def test_tableaux_jumeaux_puis_annexes_sans_graphique_vide() -> None:
    document = document_ain(valeurs={"femmes_pct": 0, "hommes_pct": 0})
    assert [tableau.code for tableau in document.tableaux] == [
        f"donnees-{code}" for code in ("axes", "modes", "signalements", "age", "risque", "actions", "issues")
    ]
    modes = document.tableaux[1]
    assert modes.entetes == ("Mode", "2023", "2022")
    assert modes.note == "Les parts de 2022 sont celles du bilan publié."
    assert isinstance(modes, Tableau)


def test_famille_d_un_seul_element_sur_une_ligne() -> None:
    un = ChiffreCle("inclu_pro", "116", "Inclu’Pro Formation")
    total = ChiffreCle("actions_remobilisation_total", "116", "actions de remobilisation")
    assert FamilleActions(total, (un,)).sur_une_ligne
    assert not FamilleActions(total, (un, un)).sur_une_ligne
    assert not FamilleActions(total, ()).sur_une_ligne


@pytest.mark.parametrize("parts", [(6,), (5, 6), (4, 4, 4)])
def test_largeurs_de_colonnes_impropres(parts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="Largeurs"):
        Colonnes(((Phrase("a"),), (Phrase("b"),)), parts)


@pytest.mark.parametrize(
    ("texte", "attendus"),
    [
        ("", ()),
        ("  \n\n ", ()),
        ("un", ("un",)),
        ("un\r\nsuite\r\n\r\n\r\ndeux", ("un\nsuite", "deux")),
        ("un\rdeux", ("un\ndeux",)),
    ],
)
def test_paragraphes_d_un_texte_redige(texte: str, attendus: tuple[str, ...]) -> None:
    assert TexteRedige("Édito", texte).paragraphes == attendus


def test_page_sans_style_ni_script_et_identifiants_uniques() -> None:
    vue = page()
    assert not {"script", "style", "link"} & {balise for balise, _ in vue.balises}
    assert not [nom for _, attrs in vue.balises for nom in attrs if nom == "style" or nom.startswith("on")]
    codes = vue.attributs("id")
    assert len(codes) == len(set(codes))
    references = {code for noms in vue.attributs("aria-labelledby") for code in noms.split()}
    references |= {lien[1:] for lien in vue.attributs("href") if lien.startswith("#")}
    assert references <= set(codes)


def test_page_titres_de_niveau_2_puis_3() -> None:
    niveaux = [int(balise[1]) for balise, _ in page().balises if re.fullmatch("h[1-6]", balise)]
    assert niveaux[0] == 2
    assert set(niveaux) == {2, 3}


def test_page_montre_chaque_chiffre_et_son_tableau() -> None:
    vue = page()
    texte = normal(vue.texte)
    for cle, valeur in AIN.items():
        assert normal(ecrire(cle, valeur)) in texte, cle
    # Each figure alone, even the single sub-item that the paper names on the line of its total.
    assert set(vue.attributs("data-cle")) == document_ain().cles
    figures = document_ain().figures
    assert [balise for balise, _ in vue.balises].count("figure") == len(figures)
    assert [balise for balise, _ in vue.balises].count("table") == len(figures) + 1
    assert [balise for balise, _ in vue.balises].count("caption") == len(figures) + 1


def test_page_echappe_les_textes() -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=y>"
    vue = page(edito=hostile, temps_forts=hostile)
    assert "script" not in {balise for balise, _ in vue.balises}
    assert vue.texte.count("<script>alert(1)</script>") == 2


@pytest.mark.parametrize(
    ("verifie", "phrase"),
    [(True, "sont vérifiées"), (False, "ne sont pas vérifiées")],
)
def test_controles_disent_si_le_bilan_peut_etre_publie(verifie: bool, phrase: str) -> None:
    document = replace(document_ain(), controles=(LigneControle("a = b", "1 + 1", "3", verifie),))
    for gabarit in ("reporting/bilan/_document.html", "reporting/pdf/bilan.html"):
        texte = normal(Page(render_to_string(gabarit, {"document": document, "date_iso": ""})).texte)
        assert phrase in texte
        assert ("Écart" in texte) is not verifie


@pytest.mark.parametrize(
    ("cle", "valeur", "attendu"),
    [
        ("satisfaction_pct", "92.40", "92,4 %"),
        ("satisfaction_pct", "95.00", "95 %"),
        ("appels_total", "63500.00", "63 500"),
        ("entretiens_moyens", "5.00", "5"),
    ],
)
def test_un_chiffre_declare_garde_ses_decimales(cle: str, valeur: str, attendu: str) -> None:
    assert re.sub(r"\s", " ", ecrire_declare(cle, valeur)) == attendu
