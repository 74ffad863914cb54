"""Texts from outside: what looks like a NIR, and what cannot be seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.nir import calculer_cle
from cases.rules.texte_libre import contient_nir, sur_une_ligne

NIR = "1840275004123"
CHIFFRES = st.text("0123456789", min_size=1, max_size=1)


@pytest.mark.parametrize(
    "texte",
    [
        NIR,
        f"{NIR}45",
        "1 84 02 75 004 123",
        "1 84 02 75 004 123 45",
        "1.84.02.75.004.123.45",
        "1-84-02-75-004-123/45",
        "1/84/02/75/004/123",
        "1_84_02_75_004_123",
        "1 84 02 2A 004 123 45",
        "2 84 02 2b 004 123",
        "1\u00a084\u202f02\u00a075\u00a0004\u00a0123",
        "1\u200b84\u200b02\u200b75\u200b004\u200b123",
        "1\u200b\u200b\u200b\u200b\u200b\u200b84 02 75 004 123",
        "184 0275 004 123",
        "18402 75004 12345",
        "１８４０２７５００４１２３",
        "١٨٤٠٢٧٥٠٠٤١٢٣",
        "1\n84\n02\n75\n004\n123",
        "1 – 84 – 02 – 75 – 004 – 123",
        f"n°{NIR}, à rappeler",
        f"NIR:{NIR}.",
        f"(1 84 02 75 004 123) et {'0' * 4}",
        "7 84 02 75 004 123",  # provisional number
        "1 84 62 75 004 123",  # month not known
        f"06 12 34 56 78 puis {NIR}",
    ],
)
def test_ressemble_a_un_nir(texte: str) -> None:
    assert contient_nir(texte)


@pytest.mark.parametrize(
    "texte",
    [
        "",
        "06 12 34 56 78",
        "+33 6 12 34 56 78",
        "0033612345678",
        "06 12 34 56 78 ou 06 98 76 54 32",
        "06 12 34 56 78 / 06 98 76 54 32",
        "01/02/2024 06 12 34 56 78",
        "En arrêt du 12/03/2024 au 15/06/2025",
        "SIRET 12345678900012",
        "SIRET 123 456 789 00012",
        "184027500412",  # twelve figures
        f"{NIR}1",  # fourteen
        "1 84 15 75 004 123",  # no such month
        "https://exemple.fr/?id=42",
        "1er étage, 84 rue de la Paix, 75004 Paris, digicode 123",
    ],
)
def test_n_y_ressemble_pas(texte: str) -> None:
    assert not contient_nir(texte)


@given(
    sexe=st.sampled_from("12"),
    annee=st.integers(0, 99),
    mois=st.integers(1, 12),
    lieu=st.one_of(st.integers(1, 95).map("{:02}".format), st.sampled_from(["2A", "2B"])),
    reste=st.integers(0, 999_999),
    separateur=st.sampled_from(["", " ", ".", "-", "\u00a0", " / ", "_", "\u200b"]),
    cle=st.booleans(),
)
def test_aucun_vrai_nir_ne_passe(sexe, annee, mois, lieu, reste, separateur, cle) -> None:
    nir = f"{sexe}{annee:02}{mois:02}{lieu}{reste:06}"
    entier = nir + (calculer_cle(nir) if cle else "")
    assert contient_nir(f"Voir {separateur.join(entier)} svp")
    assert contient_nir(f"Voir {entier.lower()} svp")


@given(st.text(max_size=300))
def test_aucun_texte_ne_fait_d_erreur(texte: str) -> None:
    assert contient_nir(texte) in (True, False)
    assert sur_une_ligne(sur_une_ligne(texte)) == sur_une_ligne(texte)


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("  deux\r\n lignes\t et \u2028 plus ", "deux lignes et plus"),
        ("nom\u202eenvers", "nomenvers"),
        ("zéro\u200blargeur", "zérolargeur"),
        ("\x07bip\x1b[31m", "bip [31m"),
        ("<b>gras</b> https://exemple.fr", "<b>gras</b> https://exemple.fr"),
    ],
)
def test_sur_une_ligne(texte: str, attendu: str) -> None:
    assert sur_une_ligne(texte) == attendu
