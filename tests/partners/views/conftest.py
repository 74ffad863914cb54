"""A Friday at noon: no test of these pages depends on the day it runs."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.cases.horloge import MIDI


@pytest.fixture(autouse=True)
def vendredi_midi() -> Iterator[None]:
    with time_machine.travel(MIDI):
        yield
