"""Secrets of a development or demonstration installation, drawn once and kept in var/secrets."""

import base64
import os
import secrets
import tempfile
from pathlib import Path

from servicesocial.chemins import dossier_var


def secret_local(nom: str) -> str:
    """The secret of that name: 32 random bytes in base64, the same for every process and every start."""
    dossier = dossier_var() / "secrets"
    fichier = dossier / nom
    if not fichier.exists():
        dossier.mkdir(mode=0o700, parents=True, exist_ok=True)
        descripteur, provisoire = tempfile.mkstemp(dir=dossier)
        with os.fdopen(descripteur, "w") as sortie:
            sortie.write(base64.b64encode(secrets.token_bytes(32)).decode())
        try:
            # link() fails when the name exists: of two processes starting at once, one secret wins, whole.
            os.link(provisoire, fichier)
        except FileExistsError:
            pass
        finally:
            Path(provisoire).unlink()
    return fichier.read_text(encoding="ascii").strip()
