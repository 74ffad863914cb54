"""What a docstring, a comment or a page refers to exists: the page in the repository, the rule in docs/regles.md."""

import re
from pathlib import Path

import pytest

from partners.parametres import PARAMETRES
from servicesocial.environnement.chemins import RACINE
from tests.coherence.outils import fichiers, nom
from tests.coherence.test_code import lire

REGLES = (RACINE / "docs" / "regles.md").read_text("utf-8")
SECURITE = (RACINE / "docs" / "securite.md").read_text("utf-8")

# A rule is defined by a line of a table or of a list that opens with its identifier in bold.
DEFINITION = re.compile(r"^(?:\| |- )\*\*([A-Z]+-?\d+)\*\*", re.MULTILINE)
PAGE = re.compile(r"(?<![\w.*-])[\w./-]*\w\.md\b")
CHEMIN = re.compile(r"`((?:cases|reporting|partners|servicesocial|tests|docs|templates)/[\w./]*)`")
LIEN = re.compile(r"\]\((?![a-z]+:|#)([^)#\s]+)")
# In pieces, so that this file does not name the pages that it invents.
SUFFIXE = "." + "md"
# « securite.md R5 »: alone, R5 could be many other things.
REGLE_TECHNIQUE = re.compile(r"securite\.md (R\d+)")

DEFINIES = DEFINITION.findall(REGLES)
FAMILLES = sorted({regle.partition("-")[0] for regle in DEFINIES if "-" in regle})
# The figures have no hyphen (« F7 »). A longer number is something else: a code of ruff, the reference of a dossier.
CITATION = re.compile(rf"(?<![\w.#%-])(?:(?:{'|'.join(FAMILLES)})-\d{{1,2}}|F\d{{1,2}})(?![\w%])")


def pages_absentes(texte: str, fichier: Path, connues: set[str]) -> list[str]:
    """The pages named in `texte` that are not in the repository, neither by their path nor by their name."""
    noms = {page.rpartition("/")[2] for page in connues}
    return [
        page
        for page in PAGE.findall(texte)
        if not (page in connues or page in noms or (fichier.parent / page).is_file())
    ]


def regles_absentes(texte: str) -> list[str]:
    """The identifiers of rules written in `texte` that docs/regles.md does not define."""
    return [regle for regle in CITATION.findall(texte) if regle not in DEFINIES]


# What people write here; the rest is data, drawings and locked requirements.
LUS = fichiers(".py", ".sql", ".html", ".md", ".js", ".css", ".toml", ".yml", ".sh", "Makefile")


def test_chaque_page_nommee_existe() -> None:
    connues = {nom(fichier) for fichier in fichiers(".md")}
    absentes = [f"{nom(f)} : {page}" for f in LUS for page in pages_absentes(lire(f), f, connues)]
    assert absentes == []


def test_chaque_lien_d_une_page_mene_a_un_fichier() -> None:
    liens = [(f, lien) for f in fichiers(".md") for lien in LIEN.findall(lire(f))]
    assert len(liens) > 30
    assert [f"{nom(f)} : {lien}" for f, lien in liens if not (f.parent / lien).exists()] == []


def test_chaque_chemin_de_la_structure_existe() -> None:
    """Where each kind of code goes, and what is found in one hop: a file that moves takes its line along."""
    texte = (RACINE / "docs" / "structure.md").read_text("utf-8")
    chemins = set(CHEMIN.findall(texte))
    assert len(chemins) > 25
    assert {chemin for chemin in chemins if not (RACINE / chemin).exists()} == set()


def test_chaque_regle_citee_est_definie() -> None:
    assert [f"{nom(f)} : {regle}" for f in LUS for regle in regles_absentes(lire(f))] == []


def test_chaque_regle_technique_citee_est_definie() -> None:
    citees = {regle for f in LUS for regle in REGLE_TECHNIQUE.findall(lire(f))}
    assert {"R1", "R5"} <= citees
    assert citees - set(DEFINITION.findall(SECURITE)) == set()


def test_une_regle_est_definie_une_seule_fois_et_ses_numeros_se_suivent() -> None:
    numeros: dict[str, list[int]] = {}
    for regle in DEFINIES:
        famille, numero = re.fullmatch(r"([A-Z]+)-?(\d+)", regle).groups()  # type: ignore[union-attr]
        numeros.setdefault(famille, []).append(int(numero))
    assert {"SLA", "EE", "CR", "PM", "D", "F", "NIR", "ACC"} <= set(numeros)
    for famille, trouves in numeros.items():
        assert trouves == list(range(trouves[0], trouves[0] + len(trouves))), famille


def test_chaque_parametre_livre_est_dans_une_regle() -> None:
    assert [code for code, *_ in PARAMETRES if f"`{code}`" not in REGLES] == []


@pytest.mark.parametrize(
    ("texte", "absentes"),
    [
        ("see absente{}", ["absente{}"]),
        ("(docs/absente{}, §4)", ["docs/absente{}"]),
        ("docs/regles{} and vocabulaire{}", []),
        ("`docs/absent/*{}` names no page", []),
    ],
)
def test_une_page_absente_est_trouvee(texte: str, absentes: list[str]) -> None:
    connues = {"docs/regles.md", "docs/vocabulaire.md"}
    trouvees = pages_absentes(texte.replace("{}", SUFFIXE), RACINE / "docs" / "x", connues)
    assert trouvees == [page.replace("{}", SUFFIXE) for page in absentes]


@pytest.mark.parametrize(
    ("texte", "absentes"),
    [
        ("F0 to F7, SLA-6, EE-9", []),
        ("-- [F{}-inconnue]", [f"F{99}"]),
        ("SLA-{}, D-1", [f"SLA-{99}"]),
        ('"F4{}1", #F{}, %F{}, D.323-6, XF{}', []),
    ],
)
def test_une_regle_absente_est_trouvee(texte: str, absentes: list[str]) -> None:
    assert regles_absentes(texte.replace("{}", "99")) == absentes
