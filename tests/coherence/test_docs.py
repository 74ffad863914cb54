"""The pages of the developers tell the truth about what can be checked."""

import re

from servicesocial.environnement.chemins import RACINE
from tests.coherence.outils import fichiers

LECTURE = re.compile(r"env\.(?:lire|texte|booleen|entier|liste|secret|cle)\(\s*\"([A-Z_]+)\"")


def test_chaque_variable_d_environnement_est_documentee() -> None:
    lues = {
        variable
        for fichier in fichiers(".py")
        if "tests" not in fichier.parts
        for variable in LECTURE.findall(fichier.read_text(encoding="utf-8"))
    }
    documentees = set(re.findall(r"`([A-Z_]+)`", (RACINE / "docs" / "exploitation.md").read_text("utf-8")))
    assert len(lues) > 15
    assert lues - documentees == set()


def test_chaque_commande_make_citee_existe() -> None:
    cibles = set(re.findall(r"^([a-z]+):", (RACINE / "Makefile").read_text("utf-8"), flags=re.MULTILINE))
    citees = {
        cible
        for page in ("README.md", "CONTRIBUTING.md", "docs/exploitation.md")
        for cible in re.findall(r"(?:`|^)make ([a-z]+)", (RACINE / page).read_text("utf-8"), re.MULTILINE)
    }
    assert {"demo", "test"} <= citees
    assert citees - cibles == set()
