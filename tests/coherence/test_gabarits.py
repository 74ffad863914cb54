"""Templates: nothing inline (the CSP would refuse it), none unused, every one compiles."""

import re
from pathlib import Path

from django.template.loader import get_template

from servicesocial.environnement.chemins import RACINE
from tests.coherence.outils import fichiers, nom

GABARITS = RACINE / "templates"
INTERDITS = {
    "attribut style": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "gestionnaire on…": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "balise style": re.compile(r"<style\b", re.IGNORECASE),
    "script en ligne": re.compile(r"<script\b(?![^>]*\bsrc\s*=)", re.IGNORECASE),
    "adresse extérieure": re.compile(
        r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)\s*=\s*[\"'](?:https?:)?//"
    ),
    "hx-on": re.compile(r"\shx-on[:\-]"),
    "javascript:": re.compile(r"[\"']\s*javascript:", re.IGNORECASE),
}
# Templates that a library asks for by name: their names are in its code, not in ours.
DEMANDES_PAR_UNE_BIBLIOTHEQUE = ("account/", "allauth/", "bootstrap5/", "django_tables2/", "crispy_forms/")
DEMANDES_PAR_DJANGO = frozenset({"400.html", "403.html", "403_csrf.html", "404.html", "500.html"})
# Templates of printed documents: no browser reads them, no CSP holds, the print CSS is their own.
IMPRIMES = ("reporting/pdf/", "reporting/document/")


def gabarits() -> list[Path]:
    return [fichier for fichier in fichiers(".html", ".txt", ".svg") if fichier.is_relative_to(GABARITS)]


def court(fichier: Path) -> str:
    return fichier.relative_to(GABARITS).as_posix()


def test_rien_n_est_ecrit_en_ligne() -> None:
    trouves = [
        f"{nom(fichier)} : {quoi}"
        for fichier in gabarits()
        if not court(fichier).startswith(IMPRIMES)
        for quoi, motif in INTERDITS.items()
        if motif.search(re.sub(r"\{#.*?#\}", "", fichier.read_text(encoding="utf-8")))
    ]
    assert trouves == []


def test_aucun_gabarit_n_est_inutilise() -> None:
    textes = [fichier.read_text(encoding="utf-8") for fichier in fichiers(".py", ".html", ".txt")]
    # {% include "dossier/"|add:genre|add:".html" %}: every template of that directory may be asked for.
    dossiers = {dossier for texte in textes for dossier in re.findall(r"\"([\w/]+/)\"\|add:", texte)}
    inutiles = [
        court(fichier)
        for fichier in gabarits()
        if f"{fichier.parent.relative_to(GABARITS).as_posix()}/" not in dossiers
        and court(fichier) not in DEMANDES_PAR_DJANGO
        and not court(fichier).startswith(DEMANDES_PAR_UNE_BIBLIOTHEQUE)
        and not any(re.search(rf"[\"']{re.escape(court(fichier))}[\"'#]", texte) for texte in textes)
    ]
    assert inutiles == []


def test_chaque_gabarit_se_compile() -> None:
    assert [court(fichier) for fichier in gabarits() if get_template(court(fichier)) is None] == []
