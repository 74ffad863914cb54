#!/usr/bin/env python3
"""Set up what `make` needs: virtual environment, pinned requirements, system libraries.

Standard library only: this runs before anything is installed. Idempotent, and quick when nothing is missing.
Usage: installer.py demo | essais
"""

import ctypes
import hashlib
import os
import pwd
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
VENV = RACINE / ".venv"
PYTHON = VENV / "bin" / "python"
VAR = Path(os.environ.get("SSAM_VAR") or RACINE / "var")
VERSION_MINIMALE = (3, 11)
# Library that WeasyPrint opens -> Debian package.
BIBLIOTHEQUES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
# Library that the Node.js of Playwright opens -> Debian package.
BIBLIOTHEQUES_ESSAIS = {"libatomic.so.1": "libatomic1"}
PROFILS = {"demo": "embarque", "essais": "dev"}


class Arret(Exception):
    """The installation cannot go on; the message says what to do."""


def dire(texte: str) -> None:
    print(f"→ {texte}", flush=True)


def etape(titre: str, faire: Callable[[], None]) -> None:
    """Announce, do, and say how long it took."""
    dire(f"{titre}…")
    debut = time.monotonic()
    faire()
    dire(f"{titre} : fait en {time.monotonic() - debut:.0f} s")


def executer(*commande: str, aide: str) -> None:
    """Run a command whose output is shown; on failure, stop with the help given."""
    if subprocess.run(commande, cwd=RACINE, check=False).returncode != 0:
        raise Arret(aide)


def _reussit(*commande: str) -> bool:
    return subprocess.run(commande, capture_output=True, check=False).returncode == 0


def verifier_acces(dossier: Path, autrement: str = "") -> None:
    """Refuse now what another account (root, most often) has made, rather than stop half-way on a denied access."""
    if not dossier.exists() or os.access(dossier, os.W_OK):
        return
    try:
        compte = pwd.getpwuid(dossier.stat().st_uid).pw_name
    except KeyError:
        compte = str(dossier.stat().st_uid)
    raise Arret(
        f"{dossier} ne peut être écrit : ce dossier est au compte « {compte} ». Lancer la commande avec ce compte "
        f"ou comme root{autrement}."
    )


def creer_venv() -> None:
    if _venv_en_etat():
        return
    if VENV.is_symlink():
        # What it leads to would be emptied, and may serve somebody else.
        raise Arret(
            f"{VENV} est un lien vers {VENV.resolve()} : retirer ce lien, l'environnement sera créé ici."
        )
    verifier_acces(VENV)
    python = shutil.which("python3.11") or sys.executable

    def creer() -> None:
        executer(
            *(python, "-m", "venv", "--clear", str(VENV)),
            aide="L'environnement virtuel n'a pas pu être créé. Sur Debian : apt-get install python3-venv",
        )

    etape("Environnement virtuel dans .venv", creer)


def _venv_en_etat() -> bool:
    """Whether the environment works here: its commands hold its path, and are lost when the directory is moved."""
    pip = VENV / "bin" / "pip"
    return (
        PYTHON.exists()
        and pip.exists()
        and os.fsencode(PYTHON) in pip.read_bytes()
        and _reussit(str(PYTHON), "-m", "pip", "--version")
    )


def installer_exigences(nom: str) -> None:
    """Install the hashed list `requirements/<nom>.txt`, unless this very list already is, or a larger one."""
    temoin = VENV / ".exigences"
    posees = temoin.read_text(encoding="ascii").split() if temoin.exists() else []
    fichiers = [nom] if nom == "dev" else [nom, "dev"]
    if any(_empreinte(fichier) in posees for fichier in fichiers):
        return
    verifier_acces(VENV)

    def installer() -> None:
        executer(
            *(str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"),
            *("--quiet", "--quiet", "--require-hashes", "-r", f"requirements/{nom}.txt"),
            aide="L'installation des bibliothèques Python a échoué (voir ci-dessus). Vérifier l'accès au réseau "
            "et les réglages de pip, puis relancer la même commande.",
        )
        temoin.write_text(_empreinte(nom), encoding="ascii")

    etape("Bibliothèques Python, versions figées et vérifiées (une à deux minutes)", installer)


def _empreinte(nom: str) -> str:
    return hashlib.sha256((RACINE / "requirements" / f"{nom}.txt").read_bytes()).hexdigest()


def paquets_manquants(essais: bool) -> list[str]:
    """The Debian packages to add: text layout for the PDF, and what drives Chromium for the browser tests."""
    attendues = BIBLIOTHEQUES | BIBLIOTHEQUES_ESSAIS if essais else BIBLIOTHEQUES
    manquants = [paquet for fichier, paquet in attendues.items() if not _chargeable(fichier)]
    if essais and not shutil.which("chromium"):
        manquants.append("chromium")
    return manquants


def _chargeable(bibliotheque: str) -> bool:
    try:
        ctypes.CDLL(bibliotheque)
    except OSError:
        return False
    return True


def installer_paquets(manquants: list[str]) -> None:
    if not manquants:
        return
    ligne = f"apt-get update && apt-get install -y --no-install-recommends {shlex.join(manquants)}"
    prefixe = _prefixe_administrateur()
    conseil = f"Lancer avec les droits d'administrateur :\n\n    {ligne}\n\npuis relancer la même commande."
    if not shutil.which("apt-get") or prefixe is None:
        raise Arret(f"Il manque {', '.join(manquants)}. {conseil}")
    apt = [*prefixe, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    aide = f"L'installation des paquets a échoué (voir ci-dessus). {conseil}"

    def installer() -> None:
        executer(*apt, "update", aide=aide)
        executer(*apt, "install", "-y", "--no-install-recommends", *manquants, aide=aide)

    etape(f"Paquets Debian : {', '.join(manquants)}", installer)


def _prefixe_administrateur() -> list[str] | None:
    """Nothing for root, sudo when it may be used (asking for a password only at a terminal), else None."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    return ["sudo"] if _reussit("sudo", "-n", "true") or sys.stdin.isatty() else None


def main(profil: str) -> None:
    if sys.version_info < VERSION_MINIMALE:
        raise Arret(f"Python 3.11 au moins est nécessaire ; celui-ci est {sys.version.split()[0]}.")
    verifier_acces(VAR, autrement=", ou choisir un autre dossier par SSAM_VAR")
    installer_paquets(paquets_manquants(essais=profil == "essais"))
    creer_venv()
    installer_exigences(PROFILS[profil])
    dire("Installation complète")


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in PROFILS:
        sys.exit(f"Usage : {Path(sys.argv[0]).name} {' | '.join(PROFILS)}")
    try:
        main(sys.argv[1])
    except Arret as erreur:
        sys.exit(f"\n{erreur}")
    except KeyboardInterrupt:
        sys.exit("\nInterrompu : la même commande reprendra où elle en était.")
