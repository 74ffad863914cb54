"""Where things are on disk. Only computes paths: importing this creates and opens nothing."""

import hashlib
import os
from pathlib import Path

RACINE = Path(__file__).resolve().parents[2]
# The kernel refuses a longer address for a local socket (sun_path, with its final zero).
LONGUEUR_SOCKET = 107
NOM_SOCKET_POSTGRES = ".s.PGSQL.5432"
NOM_SOCKET_REDIS = "redis.sock"


def dossier_var() -> Path:
    """The directory of everything this installation writes: SSAM_VAR, or `var` in the checkout."""
    return Path(os.environ.get("SSAM_VAR") or RACINE / "var").resolve()


def _court(dossier: Path, nom: str) -> Path:
    """Returns the directory itself, or a short one outside `var/` when the path of the socket would be too long."""
    if len(os.fsencode(dossier / nom)) <= LONGUEUR_SOCKET:
        return dossier
    var = dossier_var()
    proprietaire = var.stat().st_uid if var.exists() else os.geteuid()
    empreinte = hashlib.sha256(os.fsencode(var)).hexdigest()[:16]
    return Path("/tmp") / f"ssam-{proprietaire}-{empreinte}" / dossier.name  # noqa: S108 (0700, owner checked)


def socket_postgres() -> Path:
    """The directory of PostgreSQL's socket."""
    return _court(dossier_var() / "pg", NOM_SOCKET_POSTGRES)


def socket_redis() -> Path:
    """The path of Redis's socket itself."""
    return _court(dossier_var() / "redis", NOM_SOCKET_REDIS) / NOM_SOCKET_REDIS
