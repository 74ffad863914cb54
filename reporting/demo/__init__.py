"""Demo data made from published figures: a folder of the import format whose bilan gives those figures back."""

from pathlib import Path


def fichiers_livres() -> Path:
    """The directory of the published figures delivered with the product."""
    return Path(__file__).parent.parent / "donnees" / "chiffres"
