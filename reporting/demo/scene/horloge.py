"""The clock of the scene: an act is played on the day that it is told of. Serves no published figure.

The acts refuse what is to come, and many stamp the present by themselves: a journal line, who took a signalement on and
since when, a draft, a message. Played with the clock of the machine, the last eight months would all have been typed in
one minute, on the day of the installation, and a rendez-vous could not have been fixed before it was held. Every act
reads the hour through `django.utils.timezone`: this module moves that one, and nothing else. Only for the command that
makes the demonstration, which has one thread.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone


def instant(jour: datetime.date, heure: int, minute: int = 0) -> datetime.datetime:
    """That hour of that day, in Paris."""
    return timezone.make_aware(datetime.datetime.combine(jour, datetime.time(heure, minute)))


@contextmanager
def a(quand: datetime.datetime) -> Iterator[None]:
    """Inside the block it is that hour, for the acts and for what they write.

    On the day of the installation itself, an hour that has not come yet is now: nothing is dated in the future.
    """
    vraie = timezone.now
    if timezone.localdate(quand) == timezone.localdate():
        quand = min(quand, vraie())
    timezone.now = lambda: quand
    try:
        yield
    finally:
        timezone.now = vraie
