"""The home page, made of sections that the apps register in `AppConfig.ready()`, as they do for the navigation.

A section is shown to the agents who hold one of its profiles: somebody with several profiles sees those of each.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

Contexte = Callable[[HttpRequest], dict[str, Any]]


@dataclass(frozen=True)
class Section:
    """A section of the home page. `gabarit` is included with `section`, what `contexte` returns for this request.

    When `contexte` returns nothing, nothing is shown.
    """

    nom: str
    gabarit: str
    contexte: Contexte
    profils: frozenset[str]
    ordre: int


_sections: dict[str, Section] = {}


def enregistrer_section(
    nom: str, gabarit: str, contexte: Contexte, profils: Iterable[str], *, ordre: int = 100
) -> None:
    """Registers a section; the apps call it when they are ready.

    The same name registered again (a reloaded app) replaces it.
    """
    _sections[nom] = Section(nom, gabarit, contexte, frozenset(profils), ordre)


def sections_pour(profils: frozenset[str]) -> list[Section]:
    """Returns the sections of these profiles, in the order of the page."""
    visibles = [section for section in _sections.values() if not section.profils.isdisjoint(profils)]
    return sorted(visibles, key=lambda section: (section.ordre, section.nom))
