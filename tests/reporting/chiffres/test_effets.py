"""What one professional act changes in the figures: these keys, by these amounts, and no other key of any year."""

from collections.abc import Mapping
from typing import Any

import pytest

from reporting.indicateurs import calculer_figures
from tests.reporting.chiffres.effets import ANNEES, Acte, Delta
from tests.reporting.chiffres.effets_autour import ACTIONS, SIGNALEMENTS_ET_EQUIPE
from tests.reporting.chiffres.effets_dossiers import DOSSIERS
from tests.reporting.chiffres.effets_entretiens import ENTRETIENS
from tests.reporting.chiffres.terrain import Terrain

pytestmark = pytest.mark.django_db

Chiffres = dict[tuple[str, int, str], Any]
AVANT: Chiffres = {}
EFFETS = ENTRETIENS | DOSSIERS | ACTIONS | SIGNALEMENTS_ET_EQUIPE


def chiffres() -> Chiffres:
    return {
        (unite, annee, cle): valeur
        for annee in ANNEES
        for unite, figures in calculer_figures(annee).items()
        for cle, valeur in figures.chiffres.items()
    }


def mouvements(avant: Chiffres, apres: Chiffres) -> dict[tuple[str, int], dict[str, float]]:
    """By unit and year, what each key gained. A key that appears at 0, or goes, is told too."""
    trouves: dict[tuple[str, int], dict[str, float]] = {}
    for unite, annee, cle in avant.keys() | apres.keys():
        ancien, nouveau = avant.get((unite, annee, cle)), apres.get((unite, annee, cle))
        if ancien != nouveau:
            trouves.setdefault((unite, annee), {})[cle] = float((nouveau or 0) - (ancien or 0))
    return trouves


@pytest.mark.parametrize(
    ("acte", "attendus"),
    [pytest.param(*effet, id=nom) for nom, effet in EFFETS.items()],
)
def test_un_acte_ne_change_que_ces_chiffres(
    acte: Acte, attendus: Mapping[tuple[str, int], Delta], perimetre_tout: None
) -> None:
    terrain = Terrain()
    # Every test starts from the same records: their figures are counted once.
    if not AVANT:
        AVANT.update(chiffres())
    acte(terrain)
    trouves = mouvements(AVANT, chiffres())
    assert {ou: {c: round(v, 1) for c, v in cles.items()} for ou, cles in trouves.items()} == attendus
