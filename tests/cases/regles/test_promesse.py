import datetime
from decimal import Decimal

import pytest

from cases.rules.promesse import fin_du_delai, promesse_en_clair


def jour(texte: str) -> datetime.date:
    return datetime.date.fromisoformat(texte)


@pytest.mark.parametrize(
    ("depuis", "valeur", "unite", "fin"),
    [
        ("2023-02-01", "14", "jours", "2023-02-15"),
        ("2023-12-25", "14", "jours", "2024-01-08"),
        ("2024-02-20", "10", "jours", "2024-03-01"),
        ("2024-02-27", "72", "heures", "2024-03-01"),
        ("2023-12-30", "72", "heures", "2024-01-02"),
        ("2023-05-01", "36", "heures", "2023-05-03"),
        ("2023-05-01", "24", "heures", "2023-05-02"),
        ("2023-01-31", "1", "mois", "2023-02-28"),
        ("2024-01-31", "1", "mois", "2024-02-29"),
        ("2023-12-15", "1", "mois", "2024-01-15"),
        ("2023-08-31", "6", "mois", "2024-02-29"),
    ],
)
def test_fin_du_delai(depuis: str, valeur: str, unite: str, fin: str) -> None:
    assert fin_du_delai(jour(depuis), Decimal(valeur), unite) == jour(fin)


@pytest.mark.parametrize(
    ("echeance", "heures", "dite"),
    [
        ("2023-05-15", None, "Rendez-vous sous 14 jours"),
        ("2023-05-02", None, "Rendez-vous sous 1 jour"),
        ("2023-05-04", Decimal(72), "Contact sous 72 h"),
        ("2023-05-08", Decimal(72), "Contact sous 7 jours"),
    ],
)
def test_promesse_dite(echeance: str, heures: Decimal | None, dite: str) -> None:
    assert promesse_en_clair(jour("2023-05-01"), jour(echeance), heures) == dite
