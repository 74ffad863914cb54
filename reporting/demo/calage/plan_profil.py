"""Sex, age and risk of the PDP people (F4).

Serves the published shares of the profile.
"""

from dataclasses import dataclass
from random import Random

from reporting.demo.calage.cles import PROFILS
from reporting.demo.calage.coherence import PART_INCONNUE_MAX
from reporting.demo.calage.inversion import paires_possibles
from reporting.demo.calage.lecture import ChiffresInvalides, Fichier

INCONNUS_VISES = 21
PART_INCONNUE_VISEE = 2
USUELS = {"sexe": (55, 60), "age": (34, 40), "risque": (77, 83)}
# The class kept at the lower edge of its rounding: women, people of 46 and more, maladie and invalidité.
PREMIERE_AU_BORD = {"sexe": True, "age": False, "risque": True}


@dataclass(frozen=True, slots=True)
class Profil:
    """Numbers of the first class, of the second, and of unknown values."""

    premiers: int
    seconds: int
    inconnus: int


def planifier_profils(fichier: Fichier, effectif: int, alea: Random) -> dict[str, Profil]:
    """When the share allows several counts, the lowest of one class: then an unknown value, or a person of that
    class put in the other, changes the published share."""
    return {nom: _planifier(fichier, nom, effectif, alea) for nom in PROFILS}


def _planifier(fichier: Fichier, nom: str, effectif: int, alea: Random) -> Profil:
    premiere, seconde = (fichier.entier(cle) for cle in PROFILS[nom])
    part = premiere if premiere is not None else 100 - seconde if seconde is not None else None
    if effectif == 0:
        if part is not None:
            raise ChiffresInvalides(
                [f"{fichier.nom} : {PROFILS[nom][0]} est donné et personne n'est en PDP."]
            )
        return Profil(0, 0, 0)
    vises = min(INCONNUS_VISES, effectif * PART_INCONNUE_VISEE // 100)
    if part is None:
        connus = effectif - vises
        premiers = round(connus * alea.uniform(*USUELS[nom]) / 100)
        return Profil(premiers, connus - premiers, vises)
    candidats = [*range(vises, -1, -1), *range(vises + 1, effectif * PART_INCONNUE_MAX // 100 + 1)]
    for inconnus in candidats:
        connus = effectif - inconnus
        possibles = paires_possibles(part, connus)
        if possibles:
            premiers = possibles[0] if PREMIERE_AU_BORD[nom] else possibles[-1]
            return Profil(premiers, connus - premiers, inconnus)
    raise ChiffresInvalides(
        [f"{fichier.nom} : {PROFILS[nom][0]} ne peut pas valoir {part} pour {effectif} personnes en PDP."]
    )
