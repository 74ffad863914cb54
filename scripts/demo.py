#!/usr/bin/env python3
"""`make demo`: database, demonstration data, the bilans made by a real worker, then the site until Ctrl-C.

The same entry points as in production: gunicorn, the Celery worker, Celery beat. With SERVE=0, stops once the
bilans are made. Stops what it started, and the embedded servers unless they were running before.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

RACINE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RACINE))

from servicesocial.embarque import serveurs
from servicesocial.environnement import chemins, env

BIN = Path(sys.executable).parent
ADRESSE = "127.0.0.1"
ATTENTE_SITE = 60
# The worker finishes a job under way before it goes; past that, its lease runs out and another takes it over.
ATTENTE_ARRET = 25


class Arret(Exception):
    """The demonstration cannot go on; the message says why."""


class Interrompu(Exception):
    """Ctrl-C, or a request to stop."""


def dire(texte: str) -> None:
    print(f"→ {texte}", flush=True)


def manage(*arguments: str) -> None:
    """A command of the application, its output shown."""
    if subprocess.run([sys.executable, "manage.py", *arguments], cwd=RACINE, check=False).returncode != 0:
        raise Arret(f"La commande « manage.py {' '.join(arguments)} » a échoué (voir ci-dessus).")


def lancer(nom: str, *commande: str) -> subprocess.Popen[bytes]:
    """A process of the application in the background, its log in var/journaux; Ctrl-C does not reach it."""
    journaux = chemins.dossier_var() / "journaux"
    journaux.mkdir(parents=True, exist_ok=True)
    with (journaux / f"{nom}.log").open("ab") as journal:
        return subprocess.Popen(
            [str(BIN / commande[0]), *commande[1:]],
            cwd=RACINE,
            stdin=subprocess.DEVNULL,
            stdout=journal,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def arreter(processus: list[subprocess.Popen[bytes]]) -> None:
    """Ask all of them to end, wait, then force those that have not."""
    for lance in processus:
        if lance.poll() is None:
            lance.terminate()
    limite = time.monotonic() + ATTENTE_ARRET
    for lance in processus:
        try:
            lance.wait(timeout=max(0.1, limite - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(lance.pid, signal.SIGKILL)
            lance.wait()


def verifier_port(port: int) -> None:
    """Refuse a taken port now rather than after several minutes of preparation."""
    with socket.socket() as essai:
        essai.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            essai.bind((ADRESSE, port))
        except OSError as erreur:
            raise Arret(
                f"Le port {port} est déjà pris. Choisir un autre port : make demo SSAM_PORT={port + 1}"
            ) from erreur


def attendre_le_site(port: int, web: subprocess.Popen[bytes]) -> None:
    limite = time.monotonic() + ATTENTE_SITE
    while time.monotonic() < limite and web.poll() is None:
        try:
            with urllib.request.urlopen(f"http://{ADRESSE}:{port}/sante/pret", timeout=5) as reponse:
                if reponse.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise Arret(f"Le site ne répond pas ; voir {chemins.dossier_var() / 'journaux' / 'web.log'}")


def surveiller(processus: list[subprocess.Popen[bytes]]) -> None:
    """Until Ctrl-C; a process that ends by itself ends the demonstration, with its name."""
    while True:
        for lance in processus:
            if lance.poll() is not None:
                raise Arret(f"Un processus s'est arrêté : {lance.args!r} ; voir var/journaux.")
        time.sleep(1)


def demo(servir: bool, port: int) -> None:
    if servir:
        verifier_port(port)
    processus: list[subprocess.Popen[bytes]] = []
    try:
        dire("Base de données et fichiers du site")
        manage("migrate", "--verbosity", "0")
        manage("collectstatic", "--noinput", "--verbosity", "0")
        processus.append(lancer("worker", "celery", "-A", "servicesocial", "worker", "--concurrency", "2"))
        processus.append(lancer("beat", "celery", "-A", "servicesocial", "beat"))
        dire("Données de démonstration et bilans")
        manage("preparer_demo")
        if not servir:
            return
        web = lancer(
            *("web", "gunicorn", "servicesocial.wsgi", "--no-control-socket"),
            *("--bind", f"{ADRESSE}:{port}", "--workers", "2", "--threads", "4"),
            *("--logger-class", "servicesocial.journalisation.acces.JournalAcces"),
        )
        processus.append(web)
        attendre_le_site(port, web)
        dire(f"Le site est ouvert : http://localhost:{port}/ (Ctrl-C pour arrêter)")
        surveiller(processus)
    finally:
        # A second Ctrl-C must not leave processes behind.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        arreter(processus)


def interrompre(_numero: int, _cadre: FrameType | None) -> None:
    raise Interrompu


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servicesocial.settings.dev")
    os.environ.setdefault("SSAM_DEBUG", "non")
    signal.signal(signal.SIGINT, interrompre)
    signal.signal(signal.SIGTERM, interrompre)
    deja_en_marche = any(serveurs.etat().values())
    try:
        serveurs.demarrer_si_besoin()
        demo(env.booleen("SERVE", defaut=True), env.entier("SSAM_PORT", 8000, minimum=1, maximum=65535))
    except Interrompu:
        dire("Arrêt demandé")
    finally:
        if not deja_en_marche:
            serveurs.arreter()


if __name__ == "__main__":
    try:
        main()
    except (Arret, env.ReglageInvalide, serveurs.ServeurIndisponible) as erreur:
        sys.exit(f"\n{erreur}")
