"""The tiles of the home of those who distribute the work: how many wait, and the list where they stand."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from partners.models import Agent
from servicesocial.registre import Registre


@dataclass(frozen=True)
class Tuile:
    """`lire` is the list at the address `nom_url`, narrowed by `filtre`."""

    cle: str
    ordre: int
    profils: tuple[str, ...]
    titre: str
    icone: str
    ton: str
    precision: str
    nom_url: str
    lire: Callable[[Agent, datetime.date], QuerySet]
    filtre: str = ""


TUILES = Registre[Tuile]("cle", "ordre")


def tuiles_de(profil: str, agent: Agent, jour: datetime.date) -> list[tuple[Tuile, int]]:
    """Those of a profile, each with its number: one query each."""
    return [(tuile, tuile.lire(agent, jour).count()) for tuile in TUILES if profil in tuile.profils]
