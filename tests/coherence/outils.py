"""The files of the project, for the tests that read them all."""

import subprocess
from pathlib import Path

from servicesocial.environnement.chemins import RACINE

# Written by others, or by Django.
EXCLUS = ("static/vendor/", "tests/navigateur/vendor/")


def fichiers(*suffixes: str) -> list[Path]:
    """The files of the project with one of these suffixes, tracked or about to be; without suffix, all."""
    listes = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=RACINE,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return sorted(
        RACINE / nom
        for nom in listes
        if not nom.startswith(EXCLUS)
        and (not suffixes or nom.endswith(suffixes))
        and (RACINE / nom).is_file()
    )


def nom(fichier: Path) -> str:
    """The path from the root, as it is written in a message."""
    return fichier.relative_to(RACINE).as_posix()
