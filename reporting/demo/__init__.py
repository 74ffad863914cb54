"""The demonstration, made from published figures, in three rooms.

`calage` reads the published figures and plans whole numbers that give them back. `recit` makes up the people and their
acts up to the end of the year after the published one, as a folder of the import format. `scene` plays the present once
the folder is loaded, act after act, through the domain. What is in no published figure is played, never written as rows
(docs/decisions/2026-11-demonstration.md).
"""

from pathlib import Path


def fichiers_livres() -> Path:
    """The directory of the published figures delivered with the product."""
    return Path(__file__).parent.parent / "donnees" / "chiffres"
