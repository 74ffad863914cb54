"""Rounding of what is published (F11)."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.ecarts import DONNEES
from reporting.arrondis import demi_superieur, mois_moyens, repartir
from tests.reporting.chiffres.recompte import parts_de_cent, un_chiffre_apres_la_virgule

COMPTES = st.lists(st.integers(0, 5_000), min_size=1, max_size=8).filter(any)


@pytest.mark.parametrize(
    ("comptes", "parts"),
    [
        ([1, 1, 1], [34, 33, 33]),
        ([1, 1], [50, 50]),
        ([1, 2], [33, 67]),
        ([1, 7], [13, 87]),  # 12.5 and 87.5: the tie goes to the first
        ([7, 1], [88, 12]),
        ([1, 1, 1, 0], [34, 33, 33, 0]),
        ([0, 5], [0, 100]),
        ([1, 199], [1, 99]),  # 0.5 and 99.5: the tie again, where half-even would print 0
        ([1, 1, 1, 1, 1, 1], [17, 17, 17, 17, 16, 16]),
        ([333, 333, 334], [33, 33, 34]),
        ([1, 100_000], [0, 100]),
        ([7], [100]),
    ],
)
def test_parts_par_le_plus_grand_reste(comptes: list[int], parts: list[int]) -> None:
    assert repartir(comptes) == parts


def test_une_population_vide_ne_se_partage_pas() -> None:
    with pytest.raises(ValueError, match="vide"):
        repartir([0, 0, 0])


@given(COMPTES)
def test_la_somme_fait_toujours_cent(comptes: list[int]) -> None:
    assert sum(repartir(comptes)) == 100


@given(COMPTES)
def test_aucune_part_ne_s_ecarte_d_un_point(comptes: list[int]) -> None:
    total = sum(comptes)
    for compte, part in zip(comptes, repartir(comptes), strict=True):
        assert abs(part - Fraction(100 * compte, total)) < 1


@given(COMPTES)
def test_une_classe_plus_nombreuse_n_a_pas_une_part_moindre(comptes: list[int]) -> None:
    """Nor, of two equal classes, the one declared first."""
    parts = repartir(comptes)
    for i, compte in enumerate(comptes):
        for j, autre in enumerate(comptes):
            if compte > autre or (compte == autre and i < j):
                assert parts[i] >= parts[j]


@given(COMPTES)
def test_une_classe_vide_a_zero(comptes: list[int]) -> None:
    parts = dict(enumerate(repartir(comptes)))
    assert all(parts[i] == 0 for i, compte in enumerate(comptes) if compte == 0)


@given(COMPTES)
def test_les_parts_sont_celles_du_recompte(comptes: list[int]) -> None:
    assert repartir(comptes) == parts_de_cent(comptes)


def partitions_publiees() -> list[object]:
    """The outcomes and the axes of every file that prints all the classes of the partition."""
    partitions = []
    for fichier in sorted(DONNEES.glob("*.json")):
        chiffres = json.loads(fichier.read_text(encoding="utf-8"))["chiffres"]
        for prefixe in ("issue_", "assures_"):
            valeurs = [
                c["valeur"] for cle, c in chiffres.items() if cle.startswith(prefixe) and cle.endswith("_pct")
            ]
            if valeurs:
                partitions.append(pytest.param(valeurs, id=f"{fichier.stem}-{prefixe.strip('_')}"))
    return partitions


@pytest.mark.parametrize("parts", partitions_publiees())
def test_les_partitions_publiees_font_cent_et_se_retrouvent(parts: list[int]) -> None:
    """A published partition adds up to 100, and is that of some counts: hence it may be ours."""
    assert sum(parts) == 100
    assert repartir([part * 7 for part in parts]) == parts


def test_les_issues_publiees_sont_la() -> None:
    assert len([p for p in partitions_publiees() if "rhone-alpes" in str(p.id) and "issue" in str(p.id)]) == 4


@pytest.mark.parametrize(
    ("valeur", "decimales", "attendu"),
    [
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("2.4999", 0, "2"),
        ("8.25", 1, "8.3"),
        ("8.35", 1, "8.4"),
        ("-2.5", 0, "-3"),
        ("7", 1, "7.0"),
    ],
)
def test_la_moitie_va_vers_le_haut(valeur: str, decimales: int, attendu: str) -> None:
    assert str(demi_superieur(Decimal(valeur), decimales)) == attendu


@pytest.mark.parametrize(
    ("jours", "nombre", "attendu"),
    [
        (0, 1, "0.0"),
        (487, 16, "1.0"),
        (487, 64, "0.3"),  # exactly 0.25 month: half-even would print 0.2
        (1461, 64, "0.8"),  # exactly 0.75
        (365, 1, "12.0"),
        (730, 3, "8.0"),
        (532, 1, "17.5"),
    ],
)
def test_mois_moyens(jours: int, nombre: int, attendu: str) -> None:
    assert str(mois_moyens(jours, nombre)) == attendu


@given(st.integers(0, 10**7), st.integers(1, 10**5))
def test_les_mois_moyens_sont_exacts(jours: int, nombre: int) -> None:
    exacte = Fraction(jours, nombre) * 10_000 / 304_375
    assert mois_moyens(jours, nombre) == un_chiffre_apres_la_virgule(exacte)


@given(st.integers(0, 400), st.integers(1, 300))
def test_une_moitie_exacte_va_vers_le_haut(dixiemes: int, lots: int) -> None:
    """Sums of days that make an exact half of a tenth of a month: 320 closings last 487 x (2n + 1) days."""
    moyenne = mois_moyens(487 * (2 * dixiemes + 1) * lots, 320 * lots)
    assert moyenne == Decimal(dixiemes + 1) / 10
