"""placeholder"""


class ServeurIndisponible(Exception):
    """A server could not be started or stopped; the message says what to do."""


def demarrer_si_besoin() -> None:
    return None
