import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.noms import normaliser_nom


@pytest.mark.parametrize(
    ("nom", "normalise"),
    [
        ("Éloïse", "eloise"),
        ("LEBŒUF-d’Aÿ", "leboeuf d ay"),
        ("  De   La Fontaine ", "de la fontaine"),
        ("Nguyễn", "nguyen"),
        ("Łukasz Đorđe", "lukasz dorde"),
        ("Straße", "strasse"),
        ("ÆGIR", "aegir"),
        ("", ""),
    ],
)
def test_un_nom_se_cherche_sans_accent_ni_casse(nom: str, normalise: str) -> None:
    assert normaliser_nom(nom) == normalise


def test_l_ordre_est_celui_du_francais() -> None:
    assert sorted(["Zoé", "éric", "Eugène", "Émile"], key=normaliser_nom) == [
        "Émile",
        "éric",
        "Eugène",
        "Zoé",
    ]


@given(st.text(max_size=60))
def test_normaliser_deux_fois_ne_change_rien(nom: str) -> None:
    une_fois = normaliser_nom(nom)
    assert normaliser_nom(une_fois) == une_fois
    assert set(une_fois) <= set(string.ascii_lowercase + string.digits + " ")
    assert "  " not in une_fois
