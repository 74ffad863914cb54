"""The kinds of record that a folder may hold, in loading order. A higher layer adds its own when it starts."""

from cases.reprise.actes import GENRES_ACTES
from cases.reprise.annuaire import GENRES_ANNUAIRE
from cases.reprise.dossiers import GENRES_DOSSIERS
from cases.reprise.format import Genre

_GENRES: dict[str, Genre] = {
    genre.nom: genre for genre in (*GENRES_ANNUAIRE, *GENRES_DOSSIERS, *GENRES_ACTES)
}


def enregistrer(genre: Genre) -> None:
    """Adds a kind, loaded after those already there. Raises ValueError when its name is taken."""
    if genre.nom in _GENRES:
        raise ValueError(f"Le genre {genre.nom} est déjà déclaré.")
    _GENRES[genre.nom] = genre


def genres() -> tuple[Genre, ...]:
    """Every kind, in loading order: a kind comes after those it refers to."""
    return tuple(_GENRES.values())


def genre(nom: str) -> Genre:
    """Raises KeyError on an unknown name."""
    return _GENRES[nom]
