#!/usr/bin/env python3
"""Draw the secrets of a production installation into `secrets/`, once; never replaces one that exists.

Keep a copy of cle_nir and cle_index_nir away from the machine and from its backups: without them, no NIR of the
database can be read again.
"""

import base64
import secrets
from pathlib import Path

DOSSIER = Path(__file__).resolve().parent.parent / "secrets"
MOTS_DE_PASSE = ("base_superutilisateur", "base_proprietaire", "base_application", "cle_secrete")
CLES = ("cle_nir", "cle_index_nir")


def main() -> None:
    DOSSIER.mkdir(mode=0o700, exist_ok=True)
    tirages = {nom: secrets.token_urlsafe(48) for nom in MOTS_DE_PASSE}
    tirages |= {nom: base64.b64encode(secrets.token_bytes(32)).decode() for nom in CLES}
    for nom, valeur in tirages.items():
        try:
            with (DOSSIER / nom).open("x", encoding="ascii") as sortie:
                sortie.write(f"{valeur}\n")
        except FileExistsError:
            print(f"{nom} : gardé")
            continue
        # Docker shows the file with its rights to the account of the container; the directory is what is closed.
        (DOSSIER / nom).chmod(0o644)
        print(f"{nom} : tiré")


if __name__ == "__main__":
    main()
