"""The addresses of PostgreSQL and Redis, as Django and Celery take them."""

import pytest

from servicesocial.environnement import adresses
from servicesocial.environnement.env import ReglageInvalide


def test_base_par_le_reseau() -> None:
    lue = adresses.base_de_donnees("postgresql://ssam_app:p%40ss@postgres:5433/ssam?sslmode=require")
    assert lue == {
        "NAME": "ssam",
        "USER": "ssam_app",
        "PASSWORD": "p@ss",
        "HOST": "postgres",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_base_par_une_prise_locale() -> None:
    lue = adresses.base_de_donnees("postgresql://ssam_app@/ssam?host=/run/postgres")
    assert (lue["HOST"], lue["PORT"], lue["USER"], lue["OPTIONS"]) == ("/run/postgres", "", "ssam_app", {})


@pytest.mark.parametrize("url", ["mysql://a/b", "postgresql://a@b/", "postgresql://a@b:port/c"])
def test_base_illisible_est_refusee_en_nommant_la_variable(url: str) -> None:
    with pytest.raises(ReglageInvalide, match="DATABASE_URL"):
        adresses.base_de_donnees(url)


def test_redis_par_une_prise_locale() -> None:
    assert adresses.redis_numero("unix:///v/redis.sock", 1) == "unix:///v/redis.sock?db=1"
    assert adresses.redis_celery("unix:///v/redis.sock", 0) == "redis+socket:///v/redis.sock?virtual_host=0"


def test_redis_par_le_reseau() -> None:
    assert adresses.redis_numero("redis://:mdp@redis:6379", 1) == "redis://:mdp@redis:6379/1"
    assert adresses.redis_celery("rediss://redis:6379/4", 0) == "rediss://redis:6379/0"


@pytest.mark.parametrize("url", ["http://redis", "redis://", "redis.sock"])
def test_redis_illisible_est_refuse_en_nommant_la_variable(url: str) -> None:
    with pytest.raises(ReglageInvalide, match="REDIS_URL"):
        adresses.redis_celery(url, 0)
