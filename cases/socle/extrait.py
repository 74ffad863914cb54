"""The beginning of a list that has a page of its own."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True)
class Extrait:
    """The first rows of a list, and its length."""

    lignes: list[Any]
    total: int

    @property
    def reste(self) -> int:
        return self.total - len(self.lignes)


def extraire(lignes: QuerySet, nombre: int) -> Extrait:
    """Two queries."""
    return Extrait(list(lignes[:nombre]), lignes.count())
