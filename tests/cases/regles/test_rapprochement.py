import datetime
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.rapprochement import (
    Certitude,
    Personne,
    Rapprochement,
    inverser,
    rapprocher,
)

MARTIN = ("Martin", "Jeanne", "1975-05-03", "06 12 34 56 78")


def personne(nom: str, prenom: str, naissance: str, telephone: str) -> Personne:
    return Personne(nom, prenom, datetime.date.fromisoformat(naissance) if naissance else None, telephone)


PROBABLES = [
    (("Martin", "Jeanne", "1975-05-03", ""), ("Même nom et même date de naissance",)),
    (("JEANNE", "martin", "1975-05-03", ""), ("Même nom et même date de naissance",)),
    (MARTIN, ("Même nom et même date de naissance", "Même téléphone")),
]
POSSIBLES = [
    (("Martins", "Jeanne", "1975-05-03", ""), ("Nom proche (Martin / Martins)", "Même date de naissance")),
    (("Martin", "Zeanne", "1975-05-03", ""), ("Nom proche (Jeanne / Zeanne)", "Même date de naissance")),
    (("Matrin", "Jeanne", "1975-05-03", ""), ("Nom proche (Martin / Matrin)", "Même date de naissance")),
    (("Mar-Tin", "Jeanne", "1975-05-03", ""), ("Nom proche (Mar Tin / Martin)", "Même date de naissance")),
    (("Martin", "Jeanne", "1975-03-05", ""), ("Même nom", "Jour et mois de naissance inversés")),
    (("Martin", "Jeanne", "1975-05-08", ""), ("Même nom", "Date de naissance à un chiffre près")),
    (
        ("Martin", "Jeanne", "1957-05-03", "0033612345678"),
        ("Même nom", "Même téléphone", "Dates de naissance différentes"),
    ),
    (("Martin", "Jeanne", "", ""), ("Même nom", "Date de naissance inconnue d'un côté")),
    (("Durand", "Paul", "1971-11-20", "+33 (0)6 12 34 56 78"), ("Même téléphone, autre nom",)),
    (("Durand", "Paul", "1975-05-03", "0612345678"), ("Même téléphone, autre nom", "Même date de naissance")),
    (
        ("Martins", "Jeanne", "", "0612345678"),
        ("Nom proche (Martin / Martins)", "Même téléphone", "Date de naissance inconnue d'un côté"),
    ),
]
RIEN = [
    ("Durand", "Paul", "1975-05-03", ""),
    ("Martin", "Jeanne", "1968-11-20", ""),
    ("Martin", "Paul", "1975-05-03", ""),
    ("Martins", "Jeanne", "1975-03-05", ""),
    ("Martins", "Jeanne", "", ""),
    ("", "", "1975-05-03", ""),
]


@pytest.mark.parametrize(("autre", "raisons"), PROBABLES)
def test_probable(autre: tuple[str, str, str, str], raisons: tuple[str, ...]) -> None:
    trouve = rapprocher(personne(*MARTIN), personne(*autre))
    assert trouve == Rapprochement(Certitude.PROBABLE, raisons)
    assert trouve.certitude.libelle == "Très probable"


@pytest.mark.parametrize(("autre", "raisons"), POSSIBLES)
def test_possible(autre: tuple[str, str, str, str], raisons: tuple[str, ...]) -> None:
    trouve = rapprocher(personne(*MARTIN), personne(*autre))
    assert trouve == Rapprochement(Certitude.POSSIBLE, raisons)
    assert trouve.certitude.libelle == "Possible"


@pytest.mark.parametrize("autre", RIEN)
def test_rien(autre: tuple[str, str, str, str]) -> None:
    assert rapprocher(personne(*MARTIN), personne(*autre)) is None


def test_un_long_nom_commun_ne_rapproche_pas_deux_prenoms() -> None:
    ana = personne("Fernandez Rodriguez", "Ana", "1975-05-03", "")
    assert rapprocher(ana, personne("Fernandez Rodriguez", "Eva", "1975-05-03", "")) is None


def test_deux_inconnus_ne_sont_pas_la_meme_personne() -> None:
    assert rapprocher(personne("", "", "1975-05-03", ""), personne("-", "?", "1975-05-03", "")) is None
    sans_date = personne("Martin", "Jeanne", "", "")
    trouve = rapprocher(sans_date, sans_date)
    assert trouve == Rapprochement(Certitude.POSSIBLE, ("Même nom", "Dates de naissance inconnues"))


def test_inverser() -> None:
    assert inverser(datetime.date(1975, 5, 3)) == datetime.date(1975, 3, 5)
    assert inverser(datetime.date(1975, 5, 5)) is None
    assert inverser(datetime.date(1975, 5, 13)) is None


# Few letters and few values, so that people resemble each other.
mots = st.lists(st.text("abé ", min_size=1, max_size=5), min_size=1, max_size=3).map(" ".join)
dates = st.none() | st.builds(
    datetime.date, st.sampled_from([1975, 1976]), st.sampled_from([1, 2]), st.sampled_from([1, 2, 12])
)
telephones = st.sampled_from(["", "0612345678", "+33612345678", "0712345678"])
personnes = st.builds(Personne, mots, mots, dates, telephones)


@given(personnes, personnes)
def test_symetrique(une: Personne, autre: Personne) -> None:
    assert rapprocher(une, autre) == rapprocher(autre, une)


@given(personnes, personnes)
def test_jamais_probable_avec_deux_dates_differentes(une: Personne, autre: Personne) -> None:
    trouve = rapprocher(une, autre)
    if trouve is not None and trouve.certitude is Certitude.PROBABLE:
        assert une.date_naissance == autre.date_naissance is not None


ACCENTS = str.maketrans("aeiou", "àéîôù")
lettres = st.text(string.ascii_lowercase, min_size=1, max_size=6)


@given(st.lists(lettres, min_size=2, max_size=4), personnes, dates, telephones, st.data())
def test_casse_accents_ordre_et_espaces_ne_changent_rien(
    noms: list[str],
    autre: Personne,
    naissance: datetime.date | None,
    telephone: str,
    data: st.DataObject,
) -> None:
    simple = Personne(noms[0], " ".join(noms[1:]), naissance, telephone)
    desordre = data.draw(st.permutations(noms))
    ecrits = [data.draw(st.sampled_from([nom, nom.upper(), nom.translate(ACCENTS)])) for nom in desordre]
    coupe = data.draw(st.integers(0, len(noms)))
    autrement = Personne(
        f"  {'   '.join(ecrits[:coupe])}", f"{' - '.join(ecrits[coupe:])} ", naissance, telephone
    )
    proche = Personne(f"{simple.nom}s", simple.prenom, naissance, "")
    for face in (autre, simple, proche):
        assert rapprocher(autrement, face) == rapprocher(simple, face)


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_le_meme_nir_suffit_et_deux_nir_ne_se_confondent_jamais(nom, autre_nom, prenom):
    """The import attaches on CERTAINE alone."""
    naissance = datetime.date(1975, 5, 3)
    signalee = Personne(nom, prenom, naissance, "0612345678", "a")
    meme = rapprocher(signalee, Personne(autre_nom, prenom, None, "", "a"))
    assert meme is not None
    assert meme.certitude is Certitude.CERTAINE
    for connue in (
        Personne(nom, prenom, naissance, "0612345678", "b"),
        Personne(autre_nom, nom, naissance, "", "b"),
    ):
        trouve = rapprocher(signalee, connue)
        assert trouve is None or (
            trouve.certitude is Certitude.POSSIBLE and trouve.raisons[0] == "NIR différents"
        )
