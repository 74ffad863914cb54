"""The figures of the demonstration, counted again from its files and from its base, and under each clause removed."""

from pathlib import Path

import pytest

from bench.ecarts import FICHIERS, chiffres_de, contredits, lire_publies
from bench.retraits import eprouver
from reporting.indicateurs import calculer_figures
from tests.reporting.chiffres.lecture_base import lire_base
from tests.reporting.chiffres.lecture_dossier import lire_dossier
from tests.reporting.chiffres.recompte import recompter

# django_db: without a test that asks for it, pytest-django makes no test database.
pytestmark = pytest.mark.django_db

# The recit ends with the year that follows the published one (tests/reporting/demo/test_recit.py).
DERNIERE_ANNEE = 2024


def test_la_base_le_dossier_et_les_figures_disent_la_meme_chose(demonstration: Path) -> None:
    """Every key, complement, unit and year: what the loader wrote is what the files say.

    From the third year on the files say nothing: what is counted is what the acts wrote.
    """
    du_dossier, de_la_base = lire_dossier(demonstration), lire_base()
    for annee in range(2020, 2028):
        figures = calculer_figures(annee)
        attendus = recompter(de_la_base, annee)
        if annee <= DERNIERE_ANNEE:
            assert attendus == recompter(du_dossier, annee)
        for unite, attendu in attendus.items():
            assert figures[unite].chiffres == attendu.chiffres, (annee, unite)
            assert figures[unite].complements == attendu.complements, (annee, unite)


@pytest.mark.abus
def test_chaque_clause_retiree_fausse_un_chiffre_publie(demonstration: Path) -> None:
    publies = lire_publies(list(FICHIERS))
    assert contredits(publies, chiffres_de(2023, publies)) == []
    assert [nom for nom, faux in eprouver(2023, publies).items() if not faux] == []
