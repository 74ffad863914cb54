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
    """`gabarit` is included with `section`, what `contexte` returns for this request.

    Nothing returned, nothing shown.
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
    """Called by the apps when they are ready. Registering a name twice (a reloaded app) replaces, never doubles."""
    _sections[nom] = Section(nom, gabarit, contexte, frozenset(profils), ordre)


def sections_pour(profils: frozenset[str]) -> list[Section]:
    """The sections of these profiles, in the order of the page."""
    visibles = [section for section in _sections.values() if not section.profils.isdisjoint(profils)]
    return sorted(visibles, key=lambda section: (section.ordre, section.nom))
