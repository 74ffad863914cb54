"""Two dossiers of Lise Perrin, in the Ain."""

import pytest

from cases.models import (
    Assure,
)
from servicesocial.perimetre import perimetre
from tests.fabriques import (
    AssureFactory,
)


@pytest.fixture
def garde(ain) -> Assure:
    return AssureFactory(departement=ain, nom="Perrin", prenom="Lise")


@pytest.fixture
def absorbe(ain) -> Assure:
    return AssureFactory(departement=ain, nom="Perin", prenom="Lise")


@pytest.fixture(autouse=True)
def ici(ain):
    with perimetre(["01"]):
        yield
