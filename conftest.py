"""What every test stands on: the embedded servers, a schema made by the owner, tests run as the runtime role."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from xdist.scheduler import LoadScopeScheduling

from servicesocial.embarque import serveurs
from servicesocial.roles import devenir_proprietaire, redevenir

CLE_AVANT = pytest.StashKey[dict[str, object]]()


def pytest_configure(config: pytest.Config) -> None:
    # Once, by the process that the person started: the workers of pytest-xdist find the servers running.
    if not hasattr(config, "workerinput"):
        serveurs.demarrer_si_besoin()


class UneSeuleDemonstration(LoadScopeScheduling):
    """One test at a time to each worker, but those of the demonstration to the same one: they share its base.

    The mark `xdist_group` says as much, and is without effect with pytest 9.2 (pytest-xdist 3.8.0).
    """

    def _split_scope(self, nodeid: str) -> str:
        return "demo" if nodeid.startswith("tests/demo/") else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    return UneSeuleDemonstration(config, log)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest, django_db_modify_db_settings: None) -> None:
    """The test database is created by the owner."""
    request.config.stash[CLE_AVANT] = devenir_proprietaire()


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_setup: None) -> Iterator[None]:
    """The tests run as the runtime role, like the application; the database is dropped by the owner."""
    redevenir(request.config.stash[CLE_AVANT])
    yield
    _fermer_les_sessions_restantes(request)
    devenir_proprietaire()


def _fermer_les_sessions_restantes(request: pytest.FixtureRequest) -> None:
    """A process that a test killed leaves its session to the server for a while; the drop would be refused."""
    with request.getfixturevalue("django_db_blocker").unblock(), connection.cursor() as curseur:
        curseur.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
        )
