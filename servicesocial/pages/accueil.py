"""The home page, made of sections that the applications register, as they do for the navigation.

A section is shown to the agents who hold one of its profiles: somebody with several profiles sees those of each.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from servicesocial.registre import Registre

Contexte = Callable[[HttpRequest], dict[str, Any]]


@dataclass(frozen=True)
class Section:
    """A section of the home page. `gabarit` is included with `section`, what `contexte` returns for this request.

    When `contexte` returns nothing, nothing is shown.
    """

    nom: str
    gabarit: str
    contexte: Contexte
    profils: Collection[str]
    ordre: int


SECTIONS = Registre[Section]("nom", "ordre")


def sections_pour(profils: frozenset[str]) -> list[Section]:
    """Returns the sections of these profiles, in the order of the page."""
    return [section for section in SECTIONS if not profils.isdisjoint(section.profils)]
