"""What every test stands on: the embedded servers, a schema made by the owner, tests run as the runtime role."""

from collections.abc import Iterator

import pytest
from django.db import connection

from servicesocial import embedded
from servicesocial.roles import devenir_proprietaire, redevenir

CLE_AVANT = pytest.StashKey[dict[str, object]]()


def pytest_configure(config: pytest.Config) -> None:
    # Once, by the process that the person started: the workers of pytest-xdist find the servers running.
    if not hasattr(config, "workerinput"):
        embedded.demarrer_si_besoin()


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
