"""Typed readers of the environment.

A value that cannot be read stops the start with a sentence naming the variable, never with a default:
a production server running on a silently ignored setting is worse than one that does not start.
An empty variable counts as absent, because `docker compose` passes unset variables as empty ones.
"""

import base64
import binascii
import os
from pathlib import Path

VRAI = frozenset({"1", "true", "yes", "on", "oui", "vrai"})
FAUX = frozenset({"0", "false", "no", "off", "non", "faux"})


class ReglageInvalide(Exception):
    """A variable is missing or cannot be read; the message names it and says why."""

    def __init__(self, nom: str, raison: str) -> None:
        super().__init__(f"La variable d'environnement {nom} {raison}.")
        self.nom = nom


def lire(nom: str) -> str | None:
    """The text of the variable without surrounding spaces, or None when absent or empty."""
    return os.environ.get(nom, "").strip() or None


def texte(nom: str, defaut: str | None = None) -> str:
    """A text; without a default the variable is required."""
    valeur = lire(nom)
    if valeur is not None:
        return valeur
    if defaut is None:
        raise ReglageInvalide(nom, "est obligatoire et n'est pas renseignée")
    return defaut


def booleen(nom: str, defaut: bool) -> bool:
    """True for 1, true, yes, on, oui, vrai; False for their opposites; anything else is refused."""
    valeur = lire(nom)
    if valeur is None:
        return defaut
    if valeur.lower() in VRAI:
        return True
    if valeur.lower() in FAUX:
        return False
    raise ReglageInvalide(nom, f"vaut « {valeur} » ; valeurs admises : oui ou non")


def entier(nom: str, defaut: int, *, minimum: int | None = None, maximum: int | None = None) -> int:
    """A whole number between the two bounds, included."""
    valeur = lire(nom)
    if valeur is None:
        return defaut
    try:
        nombre = int(valeur)
    except ValueError:
        raise ReglageInvalide(nom, f"vaut « {valeur} », qui n'est pas un nombre entier") from None
    if (minimum is not None and nombre < minimum) or (maximum is not None and nombre > maximum):
        bornes = f"{minimum if minimum is not None else '…'} à {maximum if maximum is not None else '…'}"
        raise ReglageInvalide(nom, f"vaut {nombre}, hors des bornes admises ({bornes})")
    return nombre


def liste(nom: str, defaut: tuple[str, ...] = ()) -> list[str]:
    """The values separated by commas, spaces removed, empty ones dropped."""
    valeur = lire(nom)
    if valeur is None:
        return list(defaut)
    return [element.strip() for element in valeur.split(",") if element.strip()]


def secret(nom: str, defaut: str | None = None) -> str:
    """The variable, or else the first line of the file named by the variable `<nom>_FILE`.

    Both at once is refused: one of them would be ignored, and nobody could tell which.
    """
    valeur, chemin = lire(nom), lire(f"{nom}_FILE")
    if valeur is not None and chemin is not None:
        raise ReglageInvalide(nom, f"est renseignée en même temps que {nom}_FILE ; n'en garder qu'une")
    if chemin is not None:
        return _lire_fichier(nom, Path(chemin))
    if valeur is not None:
        return valeur
    if defaut is None:
        raise ReglageInvalide(nom, f"est obligatoire (ou {nom}_FILE, le chemin d'un fichier qui la contient)")
    return defaut


def _lire_fichier(nom: str, chemin: Path) -> str:
    try:
        lignes = chemin.read_text(encoding="utf-8").strip().splitlines()
    except (OSError, UnicodeDecodeError) as erreur:
        raise ReglageInvalide(f"{nom}_FILE", f"désigne un fichier illisible ({erreur})") from erreur
    if not lignes:
        raise ReglageInvalide(f"{nom}_FILE", f"désigne un fichier vide ({chemin})")
    return lignes[0].strip()


def cle(nom: str, defaut: str | None = None, *, octets: int = 32) -> bytes:
    """A secret key of exactly `octets` bytes, written in base64."""
    valeur = secret(nom, defaut)
    try:
        brut = base64.b64decode(valeur, validate=True)
    except (binascii.Error, ValueError):
        raise ReglageInvalide(nom, "n'est pas du base64") from None
    if len(brut) != octets:
        raise ReglageInvalide(nom, f"contient {len(brut)} octets au lieu de {octets}")
    return brut
