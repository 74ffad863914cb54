"""A link in use, a moment that stands still, and a page opened long enough ago to be sent."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from partners.models import LienSignalement
from tests.cases.horloge import MIDI
from tests.cases.signalements.views.formulaire.outils import SECRET, Partenaire
from tests.fabriques import CommuneFactory, LienSignalementFactory, OrigineSignalementFactory


@pytest.fixture
def horloge(referentiels: None) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MIDI, tick=False) as voyage:
        yield voyage


@pytest.fixture
def lien(horloge, site) -> LienSignalement:
    CommuneFactory()
    return LienSignalementFactory(
        site=site,
        secret=SECRET,
        origine=OrigineSignalementFactory(code="cap-emploi"),
        partenaire__nom="Cap emploi – Ain",
    )


@pytest.fixture
def partenaire(lien, horloge) -> Partenaire:
    return Partenaire(Client(enforce_csrf_checks=False), horloge)
