"""The moment at which the tests of `cases` happen: a Friday at noon, whatever the day they run."""

import datetime
from zoneinfo import ZoneInfo

MIDI = datetime.datetime(2026, 5, 15, 12, 0, tzinfo=ZoneInfo("Europe/Paris"))
JOUR = MIDI.date()
