"""What the content security policy would block is refused here first, with the line that holds it."""

import re
from pathlib import Path

import pytest

RACINE = Path(__file__).resolve().parents[2]
# The PDF is not a page: WeasyPrint reads its own style sheet, no browser and no policy are involved.
GABARITS = [
    chemin
    for chemin in sorted((RACINE / "templates").rglob("*.html"))
    if "pdf" not in chemin.relative_to(RACINE).parts
]
INTERDITS = {
    "attribut style": re.compile(r"<[^>]*\sstyle\s*="),
    "élément style": re.compile(r"<style\b"),
    "gestionnaire d'événement": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "script dans la page": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*application/json)"),
    "hx-on, interdit sans eval": re.compile(r"\bhx-on\b|\bhx-vals=['\"]js:"),
    "ressource d'un autre site": re.compile(r"(?:src|href)=['\"](?:https?:)?//"),
}


def test_il_y_a_des_gabarits():
    assert len(GABARITS) > 30


@pytest.mark.parametrize(
    "gabarit", GABARITS, ids=lambda chemin: str(chemin.relative_to(RACINE / "templates"))
)
def test_rien_que_la_politique_bloquerait(gabarit):
    texte = gabarit.read_text(encoding="utf-8")
    trouves = [
        f"{nom} : {trouve[0][:80]}" for nom, motif in INTERDITS.items() if (trouve := motif.search(texte))
    ]
    assert trouves == []


@pytest.mark.parametrize(
    ("nom", "faute"),
    [
        ("attribut style", '<p style="color: red">'),
        ("gestionnaire d'événement", '<a href="#" onclick="x()">'),
        ("script dans la page", "<script>alert(1)</script>"),
        ("hx-on, interdit sans eval", '<a hx-on:click="x()">'),
        ("ressource d'un autre site", '<img src="//ailleurs.example/i.png">'),
    ],
)
def test_les_motifs_reconnaissent_la_faute(nom, faute):
    assert INTERDITS[nom].search(faute)
