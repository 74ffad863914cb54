"""What the row of a person, or of somebody signalled, holds beside the cells of its line."""

import datetime
import uuid
from typing import Any

from cases.chiffrement import chiffrer_nir, indexer_nir
from cases.rules.nir import incoherences
from cases.rules.noms import normaliser_nom


def calculer_assure(cellules: dict[str, Any]) -> tuple[tuple[Any, ...], list[tuple[str, str]]]:
    """(search name, encrypted NIR, NIR index) and the warnings: the clear number goes no further than here."""
    recherche = normaliser_nom(f"{cellules['nom']} {cellules['prenom']}")
    chiffre, avertissements = calculer_nir(cellules)
    return (recherche, *chiffre), avertissements


def calculer_nir(cellules: dict[str, Any]) -> tuple[tuple[Any, ...], list[tuple[str, str]]]:
    """(encrypted NIR, NIR index) and the warnings; both None without NIR."""
    nir = cellules["nir"]
    if nir is None:
        return (None, None), []
    naissance = cellules["date_naissance"]
    messages = incoherences(
        nir, sexe=cellules["sexe"], naissance=datetime.date.fromisoformat(naissance) if naissance else None
    )
    avertissements = [("nir", message) for message in messages]
    return (chiffrer_nir(nir, uuid.UUID(cellules["reference"])), indexer_nir(nir)), avertissements
