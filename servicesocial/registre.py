"""What the applications bring to the pages and to the workers of the layers below, which know none of them.

The layer below holds a register and reads it. The layer above says all that it brings in one module, `inscriptions`:
an application has one, or one in each of its trades.
"""

from collections.abc import Iterator
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import Generic, TypeVar

from django.apps import AppConfig

T = TypeVar("T")


class Registre(Generic[T]):
    """Read in the order that each declares; those of equal order, as they were registered."""

    def __init__(self, cle: str, ordre: str = "") -> None:
        """The names of the attributes that tell two of them apart and that order them."""
        self._cle = attrgetter(cle)
        self._ordre = attrgetter(ordre) if ordre else None
        self._inscrits: dict[str, T] = {}

    def inscrire(self, *inscrits: T) -> None:
        """Raises ValueError when the key is taken: two trades gave one name to two things."""
        for inscrit in inscrits:
            cle = self._cle(inscrit)
            if cle in self._inscrits:
                raise ValueError(f"« {cle} » est déjà inscrit.")
            self._inscrits[cle] = inscrit

    def __iter__(self) -> Iterator[T]:
        inscrits = self._inscrits.values()
        return iter(sorted(inscrits, key=self._ordre) if self._ordre else inscrits)

    def __getitem__(self, cle: str) -> T:
        """Raises KeyError on an unknown key."""
        return self._inscrits[cle]


def charger_inscriptions(application: AppConfig) -> None:
    """Imports the module `inscriptions` of an application, and that of each of its packages. Called by `ready()`."""
    racine = Path(application.path)
    fichiers = [*racine.glob("inscriptions.py"), *sorted(racine.glob("*/inscriptions.py"))]
    for fichier in fichiers:
        module = ".".join(fichier.relative_to(racine).with_suffix("").parts)
        import_module(f"{application.name}.{module}")
