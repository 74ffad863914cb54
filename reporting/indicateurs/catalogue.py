"""The catalogue: every key once, with its definition, whatever the gabarit that prints it."""

from reporting.indicateurs import actions, activite, clotures, declares, equipe, signalements
from reporting.indicateurs.base import Indicateur, Nature

FAMILLES = (equipe, activite, signalements, actions, clotures)

CATALOGUE: dict[str, Indicateur] = {
    indicateur.cle: indicateur for famille in (*FAMILLES, declares) for indicateur in famille.INDICATEURS
}


def est_calcule(cle: str) -> bool:
    return CATALOGUE[cle].nature == Nature.CALCULE
