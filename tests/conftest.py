"""The people and places that most tests need. See tests/fabriques for records, and for what a scope is."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.cache import cache

from cases.models import Accompagnement, Assure
from partners.enums import Profil
from partners.models import Agent, Departement, Parametre, Site
from partners.models.base import ListeDatee
from servicesocial.perimetre import TOUT, perimetre
from tests.fabriques import (
    AccompagnementFactory,
    AssureFactory,
    DepartementFactory,
    SiteFactory,
    un_agent,
)


@pytest.fixture(autouse=True)
def compteurs_a_zero() -> None:
    """What one test sends is not counted against the next one."""
    cache.clear()


@pytest.fixture
def referentiels(db: None) -> None:
    """The lists and parameters of the product, which every base of the tests holds (tests/base_modele.py).

    Asked for by the tests that rely on them. Communes are many: those that a test needs come from a factory.
    """


@pytest.fixture
def sans_referentiels(db: None) -> None:
    """A base whose lists and parameters are empty: for the tests that write all those that they read."""
    for modele in apps.get_app_config("partners").get_models():
        if issubclass(modele, ListeDatee | Parametre):
            modele.objects.all()._raw_delete("default")


@pytest.fixture
def perimetre_tout(db: None) -> Iterator[None]:
    """The whole test runs in the scope of every unit: for what the scope is not the subject of."""
    with perimetre(TOUT):
        yield


@pytest.fixture
def ain(db: None) -> Departement:
    return DepartementFactory(code="01")


@pytest.fixture
def ardeche(db: None) -> Departement:
    return DepartementFactory(code="07")


@pytest.fixture
def site(ain: Departement) -> Site:
    return SiteFactory(departement=ain, code="bourg", nom="Bourg-en-Bresse")


@pytest.fixture
def autre_site(ain: Departement) -> Site:
    """Another site of the same unit."""
    return SiteFactory(departement=ain, code="oyonnax", nom="Oyonnax")


@pytest.fixture
def site_ardeche(ardeche: Departement) -> Site:
    return SiteFactory(departement=ardeche, code="privas", nom="Privas")


@pytest.fixture
def ass(site: Site) -> Agent:
    return un_agent(Profil.ASS, site)


@pytest.fixture
def collegue(site: Site) -> Agent:
    """Another ASS of the same site."""
    return un_agent(Profil.ASS, site)


@pytest.fixture
def ass_autre_site(autre_site: Site) -> Agent:
    return un_agent(Profil.ASS, autre_site)


@pytest.fixture
def ass_ardeche(site_ardeche: Site) -> Agent:
    return un_agent(Profil.ASS, site_ardeche)


@pytest.fixture
def csam(site: Site) -> Agent:
    return un_agent(Profil.CSAM, site)


@pytest.fixture
def secretaire(ain: Departement) -> Agent:
    return un_agent(Profil.SECRETARIAT, ain)


@pytest.fixture
def manager(ain: Departement) -> Agent:
    return un_agent(Profil.MANAGER, ain)


@pytest.fixture
def manager_ardeche(ardeche: Departement) -> Agent:
    return un_agent(Profil.MANAGER, ardeche)


@pytest.fixture
def agent_region(ain: Departement) -> Agent:
    return un_agent(Profil.REGION, ain.region)


@pytest.fixture
def administrateur(ain: Departement) -> Agent:
    return un_agent(Profil.ADMINISTRATEUR, ain.region)


@pytest.fixture
def assure(ain: Departement) -> Assure:
    return AssureFactory(departement=ain)


@pytest.fixture
def accompagnement(assure: Assure, site: Site, ass: Agent) -> Accompagnement:
    """Open in PDP since 1 March 2023, on the site; its référent is `ass`."""
    return AccompagnementFactory(assure=assure, site=site, referent=ass)
