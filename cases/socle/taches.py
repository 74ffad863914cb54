"""What awaits an ASS. Each kind is a small class that lives in its trade; « Ma journée » reads those registered."""

import datetime
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString

from partners.models import Agent
from servicesocial.registre import Registre


@dataclass(frozen=True)
class Ligne:
    """One thing to do. `gestes`: text and address; `envoi`: text and address of what is done by one press."""

    titre: str
    adresse: str
    detail: str = ""
    pastilles: list[SafeString | str] = field(default_factory=list)
    gestes: list[tuple[str, str]] = field(default_factory=list)
    envoi: tuple[str, str] | None = None


class Tache(ABC):
    """A kind of thing to do, for one agent on one day.

    `cle` is the end of the address of its list. An item enters the list by a record and leaves it by its act: nothing
    is ticked off.
    """

    cle: str
    ordre: int
    titre: str
    icone: str
    ton: str
    precision: str

    def __init__(self, agent: Agent, jour: datetime.date) -> None:
        self.agent, self.jour = agent, jour

    @property
    def adresse(self) -> str:
        """Where the whole list stands."""
        return reverse("cases:journee", args=[self.cle])

    @abstractmethod
    def lire(self) -> QuerySet | None:
        """The agent's own, in the order of urgency. None when the service has not fixed what would make one."""

    @abstractmethod
    def presenter(self, objet: Any) -> Ligne:
        """One of them, in a line."""


TACHES = Registre[type[Tache]]("cle", "ordre")
