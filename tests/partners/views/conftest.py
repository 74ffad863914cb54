"""A Friday at noon: no test of these pages depends on the day it runs."""

import datetime
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
import time_machine

MIDI = datetime.datetime(2026, 5, 15, 12, 0, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture(autouse=True)
def vendredi_midi() -> Iterator[None]:
    with time_machine.travel(MIDI):
        yield
