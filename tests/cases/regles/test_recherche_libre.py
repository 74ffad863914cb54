import datetime
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.recherche_libre import Cherche, RechercheRefusee, a_une_faute, comprendre, moities

LE_JOUR = datetime.date(2026, 5, 15)
NE_LE = datetime.date(1975, 3, 12)


@pytest.mark.parametrize(
    ("texte", "compris"),
    [
        ("Dupont", Cherche(mots=("dupont",))),
        ("  Émile   DUPONT-Éric ", Cherche(mots=("emile", "dupont", "eric"))),
        ("12/03/1975", Cherche(naissance=NE_LE)),
        ("12.3.1975", Cherche(naissance=NE_LE)),
        ("1975-03-12", Cherche(naissance=NE_LE)),
        ("dupont 12-03-1975", Cherche(mots=("dupont",), naissance=NE_LE)),
        ("dupont 1975", Cherche(mots=("dupont",), annee=1975)),
        ("2 84 05 88 321 025 32", Cherche(nir="2840588321025")),
        ("284052a32102552", Cherche(nir="284052A321025")),
        ("Dupont 2840588321025", Cherche(mots=("dupont",), nir="2840588321025")),
        ("06 12 34 56 78", Cherche(telephone="0612345678")),
        ("06.12.34.56.78", Cherche(telephone="0612345678")),
        ("+33 6 12 34 56 78", Cherche(telephone="0612345678")),
        ("0033612345678", Cherche(telephone="0612345678")),
        ("06 20 19 75 78", Cherche(telephone="0620197578")),
        ("dupont 0612345678", Cherche(mots=("dupont",), telephone="0612345678")),
        ("o'neill", Cherche(mots=("o", "neill"))),
    ],
)
def test_ce_qui_se_comprend(texte, compris):
    assert comprendre(texte, LE_JOUR) == compris


@pytest.mark.parametrize(
    ("texte", "phrase"),
    [
        ("", "Écrivez un nom"),
        (" - ", "Écrivez un nom"),
        ("d", "au moins 2 lettres"),
        ("1975", "Ajoutez un nom"),
        ("30/02/1975", "n'est pas une date"),
        ("12/03/2075", "ne peut pas être une date de naissance"),
        ("12/03/1875", "ne peut pas être une date de naissance"),
        ("2 84 05 88 321 025 33", "La clé de ce NIR"),
        ("28405883210253", "13 caractères, ou 15"),
        ("un deux trois quatre cinq six sept", "6 mots au plus"),
        ("x" * 201, "moins de 200"),
    ],
)
def test_ce_qui_se_refuse_avec_sa_phrase(texte, phrase):
    with pytest.raises(RechercheRefusee, match=phrase):
        comprendre(texte, LE_JOUR)


@given(st.text(max_size=220))
def test_rien_ne_fait_d_erreur(texte):
    try:
        compris = comprendre(texte, LE_JOUR)
    except RechercheRefusee:
        return
    assert compris.mots or compris.naissance or compris.nir or compris.telephone


MOTS = st.text(string.ascii_lowercase, min_size=4, max_size=14)


@st.composite
def une_faute(draw: st.DrawFn) -> tuple[str, str]:
    """A word, and the same with one letter wrong, missing, too many, or two neighbours swapped."""
    mot = draw(MOTS)
    rang = draw(st.integers(0, len(mot) - 1))
    lettre = draw(st.sampled_from(string.ascii_lowercase))
    fautif = draw(
        st.sampled_from(
            [
                mot[:rang] + lettre + mot[rang + 1 :],
                mot[:rang] + mot[rang + 1 :],
                mot[:rang] + lettre + mot[rang:],
                mot[: max(rang - 1, 0)] + mot[max(rang - 1, 0) : rang + 1][::-1] + mot[rang + 1 :],
            ]
        )
    )
    return mot, fautif


@given(une_faute())
def test_une_faute_se_reconnait_dans_les_deux_sens(paire):
    mot, fautif = paire
    assert a_une_faute(mot, fautif)
    assert a_une_faute(fautif, mot)


@given(une_faute())
def test_une_faute_laisse_une_moitie_du_mot_cherche(paire):
    """What the search reads by its indexes holds every word that a_une_faute keeps."""
    mot, fautif = paire
    debut, fin = moities(fautif)
    assert mot.startswith(debut) or mot[::-1].startswith(fin)


@pytest.mark.parametrize(
    ("mot", "autre"),
    [
        ("dupont", "dumont"),
        ("martin", "martine"),
        ("durand", "duradn"),
        ("lefevre", "lefebvre"),
        ("bernard", "ebrnard"),
    ],
)
def test_des_fautes_courantes(mot, autre):
    assert a_une_faute(mot, autre)


@pytest.mark.parametrize(("mot", "autre"), [("dupont", "durand"), ("martin", "martinez"), ("petit", "tepit")])
def test_deux_fautes_sont_deux_mots(mot, autre):
    assert not a_une_faute(mot, autre)
