"""What every test stands on: the embedded servers, a schema made by the owner, tests run as the runtime role."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import TransactionTestCase
from xdist.scheduler import LoadScopeScheduling

from servicesocial.embarque import serveurs
from tests.base_modele import BaseDEssai
from tests.hypothese import enregistrer_les_profils

enregistrer_les_profils()


def pytest_configure(config: pytest.Config) -> None:
    # Once, by the process that the person started: the workers of pytest-xdist find the servers running.
    if not hasattr(config, "workerinput"):
        serveurs.demarrer_si_besoin()


# Packages whose tests share what is long to make: they go to one worker, as one piece of work.
ENSEMBLE = ("tests/demo/", "tests/reporting/demo/", "tests/reporting/document/test_pdf.py::")


class EnsembleOuUnParUn(LoadScopeScheduling):
    """One test at a time to each worker, but the packages of ENSEMBLE as a whole.

    The mark `xdist_group` says as much, and is without effect with pytest 9.2 (pytest-xdist 3.8.0).
    """

    def _split_scope(self, nodeid: str) -> str:
        return next((debut for debut in ENSEMBLE if nodeid.startswith(debut)), nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    return EnsembleOuUnParUn(config, log)


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_createdb: bool,
) -> Iterator[BaseDEssai]:
    """A copy of the template base, as the runtime role sees it (tests/base_modele.py). --create-db: a new template."""
    execution = getattr(request.config, "workerinput", {}).get("testrunuid", uuid.uuid4().hex)
    base = BaseDEssai(execution if django_db_createdb else None)
    with pytest.MonkeyPatch.context() as bouchon:
        bouchon.setattr(TransactionTestCase, "_fixture_teardown", lambda essai: base.retablir())
        with django_db_blocker.unblock():
            base.ouvrir()
        yield base
        with django_db_blocker.unblock():
            base.fermer()
