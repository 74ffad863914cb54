"""Whether the services that the application needs answer now."""

import logging

import redis
from django.conf import settings
from django.db import Error, connection

from servicesocial.environnement import adresses

logger = logging.getLogger(__name__)


def etat_des_services() -> dict[str, bool]:
    """Returns {"base": …, "file": …}: whether PostgreSQL and Redis answer one short exchange each."""
    return {"base": _base_repond(), "file": _file_repond()}


def _base_repond() -> bool:
    try:
        with connection.cursor() as curseur:
            curseur.execute("SELECT 1")
    except Error:
        logger.exception("La base de données ne répond pas")
        return False
    return True


def _file_repond() -> bool:
    client = redis.Redis.from_url(
        adresses.redis_numero(settings.URL_REDIS, 0), socket_connect_timeout=2, socket_timeout=2
    )
    try:
        client.ping()
    except redis.RedisError:
        logger.exception("Redis ne répond pas")
        return False
    finally:
        client.close()
    return True
