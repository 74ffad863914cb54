import datetime

import pytest

from cases.rules.dates import refus_du_jour
from tests.cases.outils import jour

AUJOURDHUI = jour("2023-06-15")
BORNES = {
    "aujourdhui": AUJOURDHUI,
    "pas_avant": jour("2023-03-01"),
    "depuis": "l'ouverture",
    "pas_apres": jour("2023-05-31"),
    "jusqua": "la clôture",
}


@pytest.mark.parametrize(
    ("date", "phrase"),
    [
        ("2023-02-28", "Cette date précède l'ouverture (01/03/2023)."),
        ("2023-03-01", None),
        ("2023-05-31", None),
        ("2023-06-01", "Cette date suit la clôture (31/05/2023)."),
        ("2023-06-16", "Cette date est dans le futur : indiquez un jour passé ou aujourd'hui."),
    ],
)
def test_un_jour_est_un_fait_dans_ses_bornes(date: str, phrase: str | None) -> None:
    assert refus_du_jour(jour(date), **BORNES) == phrase


def test_sans_borne_seul_le_futur_est_refuse() -> None:
    assert refus_du_jour(AUJOURDHUI, aujourdhui=AUJOURDHUI) is None
    assert refus_du_jour(datetime.date(1900, 1, 1), aujourdhui=AUJOURDHUI) is None
    assert "futur" in str(refus_du_jour(jour("2023-06-16"), aujourdhui=AUJOURDHUI))
