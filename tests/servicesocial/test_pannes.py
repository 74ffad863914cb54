"""What people still do while Redis or PostgreSQL is away, and as soon as it is back."""

import time

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from psycopg_pool import ConnectionPool, PoolTimeout

from partners.models import Agent
from servicesocial.environnement import chemins
from servicesocial.settings import base
from tests.fabriques import AgentFactory

MOT_DE_PASSE = "un mot de passe d'essai"


@pytest.fixture
def sans_redis(settings, tmp_path):
    settings.CACHES = {"default": base.CACHES["default"] | {"LOCATION": f"unix://{tmp_path}/absent.sock"}}


@pytest.mark.django_db
def test_on_se_connecte_sans_redis(sans_redis, caplog):
    agent: Agent = AgentFactory()
    agent.set_password(MOT_DE_PASSE)
    agent.save()
    envoi = {"login": agent.email, "password": "un autre"}
    assert Client().post("/comptes/connexion/", envoi).status_code == 200
    envoi["password"] = MOT_DE_PASSE
    assert Client().post("/comptes/connexion/", envoi).status_code == 302
    assert "ne sont plus comptés" in caplog.text
    assert agent.email not in caplog.text


def test_le_cache_sans_redis_repond_comme_s_il_etait_vide(sans_redis):
    assert cache.add("cle", 1) is True
    assert cache.get("cle", "rien") == "rien"
    assert cache.set("cle", 1) is None
    assert cache.delete("cle") is False


def test_le_cache_avec_redis_garde(settings):
    settings.CACHES = base.CACHES
    cache.set("essai-cache-sans-panne", 3, 5)
    assert cache.add("essai-cache-sans-panne", 4) is False
    assert cache.get("essai-cache-sans-panne") == 3
    assert cache.delete("essai-cache-sans-panne") is True


def test_la_reserve_repond_des_que_postgresql_est_revenu(tmp_path):
    """Its socket is away for eight seconds of requests, then comes back: the next request has a connection."""
    nom = f".s.PGSQL.{connection.settings_dict['PORT'] or 5432}"
    acces = {"host": str(tmp_path), "user": connection.settings_dict["USER"], "dbname": "postgres"}
    with ConnectionPool(kwargs=acces, **base.RESERVE) as reserve:
        fin = time.monotonic() + 8
        while time.monotonic() < fin:
            with pytest.raises(PoolTimeout), reserve.connection(timeout=0.5):
                pass
        (tmp_path / nom).symlink_to(chemins.socket_postgres() / nom)
        with reserve.connection() as connexion:
            assert connexion.execute("SELECT 1").fetchone() == (1,)
