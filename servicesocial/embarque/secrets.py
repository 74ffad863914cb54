"""Secrets of a development or demonstration installation, drawn once and kept in var/secrets."""

import base64
import os
import secrets
import tempfile
from pathlib import Path

from servicesocial.environnement.chemins import dossier_var
from servicesocial.environnement.env import ReglageInvalide


def secret_local(nom: str) -> str:
    """The secret of that name: 32 random bytes in base64, the same for every process and every start."""
    fichier = dossier_var() / "secrets" / nom
    try:
        if not fichier.exists():
            _tirer(fichier)
        return fichier.read_text(encoding="ascii").strip()
    except OSError as erreur:
        raise ReglageInvalide(
            "SSAM_VAR", f"désigne un dossier où {fichier.name} ne peut être lu ou écrit ({erreur})"
        ) from erreur


def _tirer(fichier: Path) -> None:
    fichier.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descripteur, provisoire = tempfile.mkstemp(dir=fichier.parent)
    with os.fdopen(descripteur, "w") as sortie:
        sortie.write(base64.b64encode(secrets.token_bytes(32)).decode())
    try:
        # link() fails when the name exists: of two processes starting at once, one secret wins, whole.
        os.link(provisoire, fichier)
    except FileExistsError:
        pass
    finally:
        Path(provisoire).unlink()
