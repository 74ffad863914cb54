"""Numbers as people write them: compared, shown, called, checked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicesocial.telephone import (
    adresse_telephone,
    ecrire_telephone,
    est_un_telephone,
    normaliser_telephone,
)


@pytest.mark.parametrize(
    ("telephone", "chiffres"),
    [
        ("06.12.34.56.78", "0612345678"),
        ("612345678", "0612345678"),
        ("+33 6 12 34 56 78", "0612345678"),
        ("+33 (0)6 12 34 56 78", "0612345678"),
        ("0033612345678", "0612345678"),
        ("0692 12 34 56", "0692123456"),
        ("+262 692 12 34 56", "0692123456"),
        ("+590 590 90 12 34", "0590901234"),
        ("+594 694 20 12 34", "0694201234"),
        ("0596 12 34 56", "0596123456"),
        ("+596 596 12 34 56", "0596123456"),
        ("+41 22 123 45 67", "0041221234567"),
        ("0041 22 123 45 67", "0041221234567"),
        ("+39 06 1234 5678", "00390612345678"),
        ("06 39 98 12 34", "0639981234"),
        ("0612345678 / 0711223344", "06123456780711223344"),
        ("06 12 34 56 78 poste 12", "061234567812"),
        ("12345678", "12345678"),
        ("0000000000", ""),
        ("0612", ""),
        ("3646", ""),
        ("inconnu", ""),
        ("", ""),
    ],
)
def test_ce_qui_se_compare(telephone: str, chiffres: str) -> None:
    assert normaliser_telephone(telephone) == chiffres


@pytest.mark.parametrize(
    ("telephone", "ecrit", "appel"),
    [
        ("0612345678", "06 12 34 56 78", "tel:+33612345678"),
        ("06.12.34.56.78", "06 12 34 56 78", "tel:+33612345678"),
        ("+33612345678", "06 12 34 56 78", "tel:+33612345678"),
        ("0692123456", "0692 12 34 56", "tel:+262692123456"),
        ("+262269601234", "0269 60 12 34", "tel:+262269601234"),
        ("+590690 12 34 56", "0690 12 34 56", "tel:+590690123456"),
        ("0041221234567", "+41 22 123 45 67", "tel:+41221234567"),
        ("0800 123 456", "0 800 12 34 56", "tel:+33800123456"),
        ("3646", "3646", "tel:3646"),
        ("06 12 34 56 78 poste 12", "06 12 34 56 78 poste 12", "tel:061234567812"),
        ("", "", "tel:"),
    ],
)
def test_ce_qui_se_lit_et_s_appelle(telephone: str, ecrit: str, appel: str) -> None:
    assert ecrire_telephone(telephone) == ecrit
    assert adresse_telephone(telephone) == appel


@pytest.mark.parametrize(
    "telephone",
    [
        "06 12 34 56 78",
        "612345678",
        "+33 6 12 34 56 78",
        "0692 12 34 56",
        "+41 22 123 45 67",
        "04 00 00 00 00",
    ],
)
def test_un_numero_entier_est_accepte(telephone: str) -> None:
    assert est_un_telephone(telephone)


@pytest.mark.parametrize(
    "telephone",
    [
        "",
        "12",
        "06 12 34 56",
        "06 12 34 56 78 90",
        "0000000000",
        "+999 12 34 56 78",
        "zéro six",
        "06 12 34 56 7O",
    ],
)
def test_un_numero_qui_n_en_est_pas_un_est_refuse(telephone: str) -> None:
    assert not est_un_telephone(telephone)


@given(st.from_regex(r"\A0[1-9][0-9]{8}\Z"), st.sampled_from(("", " ", ".", "-", "\u00a0")))
def test_toutes_les_ecritures_d_un_numero_francais_se_valent(national: str, entre: str) -> None:
    """Also the nine digits by which the database finds it."""
    par_deux = entre.join(national[rang : rang + 2] for rang in range(0, 10, 2))
    ecritures = (national, par_deux, ecrire_telephone(national), national[1:])
    if len(set(national)) > 2:
        assert {normaliser_telephone(ecriture) for ecriture in ecritures} == {national}
    assert {normaliser_telephone(e)[-9:] for e in ecritures} <= {national[1:], ""}


@given(st.text(max_size=20))
def test_ce_qui_est_enregistre_reste_lisible(texte: str) -> None:
    """Whatever was typed in the past: nothing is refused, and nothing that was there is shown as empty."""
    assert set(normaliser_telephone(texte)) <= set("0123456789")
    assert bool(ecrire_telephone(texte)) == bool(texte)
    assert adresse_telephone(texte).startswith("tel:")
