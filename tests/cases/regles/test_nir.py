"""The vectors of the Cnam's library and of the rules; the key, against another way to compute it."""

import datetime
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.nir import NirInvalide, calculer_cle, ecrire_nir, incoherences, masquer_nir, normaliser_nir

ORDINAIRES = st.from_regex(r"\A[12][0-9]{2}(0[1-9]|1[0-2])([0-8][0-9]|9[0-5])[0-9]{6}\Z")
CORSES = st.from_regex(r"\A[12][0-9]{2}(0[1-9]|1[0-2])2[AB][0-9]{6}\Z")


@pytest.mark.parametrize(
    ("nir13", "cle"),
    [
        ("2840588321025", "32"),
        ("2550814168025", "38"),
        ("284052A321025", "52"),
        ("284052B321025", "79"),
        ("1850578006078", "97"),
        ("2951099126111", "93"),
        ("2940375120005", "91"),
        ("1531245007231", "60"),
    ],
)
def test_la_cle_des_numeros_publies(nir13: str, cle: str) -> None:
    assert normaliser_nir(nir13) == nir13
    assert calculer_cle(nir13) == cle
    assert normaliser_nir(nir13 + cle) == nir13


@pytest.mark.parametrize(("nir13", "cle"), [("284202B321025", "28"), ("284992B321025", "31")])
def test_un_mois_de_naissance_inconnu_est_accepte(nir13: str, cle: str) -> None:
    assert normaliser_nir(nir13 + cle) == nir13


@pytest.mark.parametrize(
    "saisie",
    [
        "2 84 05 88 321 025 32",
        "2.84.05.88.321.025.32",
        "2\u00a084\u00a005\u00a088\u202f321\u202f025\u00a032",
        "\t284058832102532\n",
    ],
)
def test_les_separateurs_sont_retires(saisie: str) -> None:
    assert normaliser_nir(saisie) == "2840588321025"


def test_les_minuscules_sont_acceptees() -> None:
    assert normaliser_nir("284052a32102552") == "284052A321025"


@pytest.mark.parametrize(
    ("saisie", "raison"),
    [
        ("255081416802500", "clé"),
        ("284058832102530", "clé"),
        ("884058832102523", "forme"),
        ("384058832102523", "forme"),
        ("2841388321025", "forme"),
        ("2841988321025", "forme"),
        ("2840088321025", "forme"),
        ("28405883210253", "13 caractères"),
        ("284058832102", "13 caractères"),
        ("2840588321025321", "13 caractères"),
        ("284052C321025", "forme"),
        ("284058832102598", "forme"),
        ("284058832102599", "forme"),
        ("28405883210A5", "forme"),
        ("2A4052832102A", "forme"),
        ("", "13 caractères"),
        ("28\u06640588321025", "forme"),
        ("2840588321025\u0033\u0663", "forme"),
    ],
)
def test_les_numeros_faux_sont_refuses_avec_leur_raison(saisie: str, raison: str) -> None:
    with pytest.raises(NirInvalide, match=raison):
        normaliser_nir(saisie)


@pytest.mark.parametrize("numero", ["7100112345678", "8200112345678", "5100112345678", "6200112345678"])
def test_les_numeros_d_attente_des_caisses_ne_sont_pas_des_nir(numero: str) -> None:
    """NNP and MIG: ended in 2022, they have no key; a dossier without NIR says why."""
    with pytest.raises(NirInvalide):
        normaliser_nir(numero)


@given(ORDINAIRES | CORSES)
def test_la_cle_vaut_de_01_a_97_et_se_retrouve_autrement(nir13: str) -> None:
    """As the Insee writes it for Corsica: the letter is a 0, and a million or two are taken off."""
    cle = calculer_cle(nir13)
    assert len(cle) == 2
    assert 1 <= int(cle) <= 97
    retire = {"A": 1_000_000, "B": 2_000_000}.get(nir13[6], 0)
    nombre = int(nir13.replace("A", "0").replace("B", "0")) - retire
    assert (nombre + int(cle)) % 97 == 0
    assert normaliser_nir(nir13 + cle) == nir13


@given(ORDINAIRES, st.integers(min_value=0, max_value=12), st.sampled_from(string.digits))
def test_un_chiffre_change_se_voit_a_la_cle(nir13: str, place: int, chiffre: str) -> None:
    """97 is prime and greater than any single change: the key catches every mistyped digit."""
    faux = nir13[:place] + chiffre + nir13[place + 1 :]
    assert (calculer_cle(faux) == calculer_cle(nir13)) == (faux == nir13)


@pytest.mark.parametrize(
    ("nir13", "ecrit"),
    [("2840588321025", "2 84 05 88 321 025 32"), ("284052A321025", "2 84 05 2A 321 025 52")],
)
def test_un_nir_s_ecrit_avec_sa_cle(nir13: str, ecrit: str) -> None:
    assert ecrire_nir(nir13) == ecrit


@pytest.mark.parametrize("nir13", ["2840597411025", "2840597611025", "2840596411025", "2840599126111"])
def test_un_lieu_d_outre_mer_ou_de_l_etranger_est_accepte(nir13: str) -> None:
    assert normaliser_nir(nir13 + calculer_cle(nir13)) == nir13


def test_le_masque_ne_garde_que_le_sexe_et_l_annee() -> None:
    assert masquer_nir("284052A321025") == "2 84 •• •• ••• •••"


@pytest.mark.parametrize(
    ("sexe", "naissance", "combien"),
    [
        ("F", datetime.date(1984, 5, 2), 0),
        ("N", None, 0),
        ("H", datetime.date(1984, 5, 2), 1),
        ("F", datetime.date(1985, 5, 2), 1),
        ("F", datetime.date(1984, 6, 2), 1),
        ("H", datetime.date(1999, 12, 31), 3),
    ],
)
def test_les_incoherences_sont_dites_et_ne_refusent_pas(
    sexe: str, naissance: datetime.date | None, combien: int
) -> None:
    assert len(incoherences("2840588321025", sexe=sexe, naissance=naissance)) == combien


def test_un_mois_inconnu_n_est_pas_une_incoherence() -> None:
    assert incoherences("284202B321025", sexe="F", naissance=datetime.date(1984, 7, 1)) == []
