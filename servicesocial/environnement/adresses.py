"""From the addresses of PostgreSQL and Redis (DATABASE_URL, REDIS_URL) to what Django and Celery expect."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from servicesocial.environnement.env import ReglageInvalide


def base_de_donnees(url: str, nom: str = "DATABASE_URL") -> dict[str, Any]:
    """NAME, USER, PASSWORD, HOST, PORT of `postgresql://user:password@host:port/base`.

    A local socket is given by `?host=/directory`. Other parameters are passed to libpq.
    """
    parties = urlsplit(url)
    if parties.scheme not in {"postgres", "postgresql"}:
        raise ReglageInvalide(nom, "doit commencer par postgresql://")
    base = unquote(parties.path.lstrip("/"))
    if not base:
        raise ReglageInvalide(nom, "ne nomme pas de base de données")
    try:
        port = parties.port
    except ValueError:
        raise ReglageInvalide(nom, "contient un port invalide") from None
    parametres = {cle: valeurs[-1] for cle, valeurs in parse_qs(parties.query).items()}
    return {
        "NAME": base,
        "USER": unquote(parties.username or ""),
        "PASSWORD": unquote(parties.password or ""),
        "HOST": parametres.pop("host", None) or unquote(parties.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": parametres,
    }


def redis_numero(url: str, numero: int, nom: str = "REDIS_URL") -> str:
    """The same Redis, database `numero`, in the form redis-py reads."""
    parties = urlsplit(url)
    if parties.scheme == "unix":
        return f"unix://{parties.path}?db={numero}"
    if parties.scheme in {"redis", "rediss"} and parties.hostname:
        return parties._replace(path=f"/{numero}").geturl()
    raise ReglageInvalide(nom, "doit être de la forme redis://serveur:6379 ou unix:///chemin/redis.sock")


def redis_celery(url: str, numero: int, nom: str = "REDIS_URL") -> str:
    """The same Redis, database `numero`, in the form Celery reads."""
    adresse = redis_numero(url, numero, nom)
    if adresse.startswith("unix://"):
        chemin = urlsplit(adresse).path
        return f"redis+socket://{chemin}?virtual_host={numero}"
    return adresse
