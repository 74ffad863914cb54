"""The figures of a year cost the same queries for one unit and for a hundred."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.enums import EtatAction
from partners.enums import Profil
from reporting.indicateurs import calculer_figures
from servicesocial.perimetre import TOUT
from tests.fabriques import (
    AccompagnementFactory,
    ActionFactory,
    AssureFactory,
    DepartementFactory,
    EntretienFactory,
    SignalementFactory,
    SiteFactory,
    un_agent,
)

pytestmark = pytest.mark.django_db

# The units; the scope opened and closed; equipe, entretiens, personnes, signalements, actions, clotures, anomalies;
# published bilans of N-1; declared figures.
REQUETES = 12


def requetes(unites: list[str] | None = None) -> int:
    with CaptureQueriesContext(
        connection,
    ) as capture:
        figures = calculer_figures(2023, unites)
    assert all("entretiens_total" in f.chiffres for f in figures.values())
    return len(capture)


def peupler(codes: tuple[str, ...]) -> None:
    """A unit with a team, a person seen, an action and a signalement."""
    for code in codes:
        unite = DepartementFactory(code=code)
        site = SiteFactory(departement=unite)
        accompagnement = AccompagnementFactory(
            assure=AssureFactory(departement=unite), site=site, referent=un_agent(Profil.ASS, site)
        )
        EntretienFactory(accompagnement=accompagnement)
        ActionFactory(accompagnement=accompagnement, etat=EtatAction.EN_COURS)
        SignalementFactory(site=site)


def test_autant_de_requetes_pour_une_unite_que_pour_cent() -> None:
    peupler(TOUT[:1])
    assert requetes() == REQUETES
    peupler(TOUT[1:100])
    assert requetes() == REQUETES
    assert requetes([TOUT[0]]) == REQUETES
