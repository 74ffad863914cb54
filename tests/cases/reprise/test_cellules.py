"""Reading one cell: what is written is read back, and anything else gets a sentence."""

import datetime
import json
import uuid
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.enums import Sexe
from cases.reprise.cellules import CelluleInvalide, identifier, lecteur
from cases.reprise.format import Colonne, Type
from cases.reprise.registre import genres
from cases.rules.nir import calculer_cle

JOURS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))
DECALAGES = st.integers(-14 * 60, 14 * 60).map(lambda n: datetime.timezone(datetime.timedelta(minutes=n)))
HEURES = st.datetimes(
    datetime.datetime(1901, 1, 1),  # noqa: DTZ001
    datetime.datetime(2100, 12, 1),  # noqa: DTZ001
    timezones=DECALAGES,
)


def lire(genre_de_cellule: Type, valeur: str, **reglages: Any) -> Any:
    colonne = Colonne(nom="c", type=genre_de_cellule, obligatoire=True, **reglages)
    return lecteur(colonne, "assures")(valeur)


@given(JOURS)
def test_date_lue_comme_ecrite(jour: datetime.date) -> None:
    assert lire(Type.DATE, jour.isoformat()) == jour.isoformat()


@pytest.mark.parametrize(
    "valeur",
    [
        "20220301",
        "2022-W09-2",
        "01/03/2022",
        "2022-02-30",
        "1899-12-31",
        "2101-01-01",
        "2022-3-1",
        "٢٠٢٢-03-01",
        "x",
    ],
)
def test_date_refusee(valeur: str) -> None:
    with pytest.raises(CelluleInvalide):
        lire(Type.DATE, valeur)


@given(HEURES)
def test_instant_lu_comme_ecrit(instant: datetime.datetime) -> None:
    lu = datetime.datetime.fromisoformat(lire(Type.INSTANT, instant.isoformat()))
    assert lu == instant
    assert lu.utcoffset() == datetime.timedelta(0)


@pytest.mark.parametrize(
    "valeur",
    [
        "2022-03-01",
        "2022-03-01T10:00:00",
        "20220301T100000+01",
        "2022-03-01T25:00:00+01:00",
        "0001-01-01T00:00:00+14:00",
    ],
)
def test_instant_refuse(valeur: str) -> None:
    with pytest.raises(CelluleInvalide):
        lire(Type.INSTANT, valeur)


@given(st.integers(-(10**20), 10**20))
def test_entier_dans_ses_bornes(nombre: int) -> None:
    if 0 <= nombre <= 32_767:
        assert lire(Type.ENTIER, str(nombre), minimum=0, maximum=32_767) == str(nombre)
    else:
        with pytest.raises(CelluleInvalide):
            lire(Type.ENTIER, str(nombre), minimum=0, maximum=32_767)


@given(st.decimals(0, 9_999, places=2, allow_nan=False, allow_infinity=False), st.sampled_from(".,"))
def test_decimal_avec_point_ou_virgule(nombre: Any, signe: str) -> None:
    lu = lire(Type.DECIMAL, f"{nombre:f}".replace(".", signe), minimum=0, maximum=9_999, decimales=2)
    assert lu == f"{nombre:f}"


@pytest.mark.parametrize("valeur", ["1.234", "-0.01", "1 000", "1e3", "NaN", "Infinity", "+1", "10000"])
def test_decimal_refuse(valeur: str) -> None:
    with pytest.raises(CelluleInvalide):
        lire(Type.DECIMAL, valeur, minimum=0, maximum=9_999, decimales=2)


@given(st.uuids())
def test_un_uuid_est_sa_propre_reference(identifiant: uuid.UUID) -> None:
    assert identifier("assures", 60, str(identifiant).upper()) == str(identifiant)


@given(st.text(min_size=1, max_size=60).filter(str.isprintable))
def test_une_reference_donne_toujours_le_meme_uuid(reference: str) -> None:
    trouve = identifier("assures", 60, reference)
    assert uuid.UUID(trouve)
    assert trouve == identifier("assures", 60, reference)
    assert trouve != identifier("notes", 60, reference) or len(reference) == 36


def test_reference_refusee() -> None:
    with pytest.raises(CelluleInvalide, match="60 caractères"):
        identifier("assures", 60, "x" * 61)
    with pytest.raises(CelluleInvalide):
        identifier("assures", 60, "a\nb")


@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
        st.recursive(st.none() | st.booleans() | st.integers(-(2**53), 2**53), st.lists, max_leaves=5),
    )
)
def test_objet_json_lu_comme_ecrit(objet: dict[str, Any]) -> None:
    assert json.loads(lire(Type.JSON, json.dumps(objet))) == objet


@pytest.mark.parametrize(
    "valeur",
    ["[]", "3", "{", '{"a": NaN}', '{"a": 1e999}', '{"a": "\\u0000"}', '{"a": "\\ud800"}', '{"a":' * 100_000],
)
def test_json_refuse(valeur: str) -> None:
    with pytest.raises(CelluleInvalide):
        lire(Type.JSON, valeur)


@given(st.from_regex(r"[12][0-9]{2}(0[1-9]|1[0-2])([0-8][0-9]|2[AB])[0-9]{6}", fullmatch=True))
def test_nir_avec_ou_sans_cle(nir: str) -> None:
    if not nir.isascii():
        return
    assert lire(Type.NIR, nir) == nir
    assert lire(Type.NIR, nir + calculer_cle(nir)) == nir
    fausse = f"{(int(calculer_cle(nir)) % 97) + 1:02d}"
    with pytest.raises(CelluleInvalide, match="clé"):
        lire(Type.NIR, nir + fausse)


def test_choix_propose_le_plus_proche() -> None:
    valeurs = tuple((valeur, libelle) for valeur, libelle in Sexe.choices)
    assert lire(Type.CHOIX, "F", valeurs=valeurs) == "F"
    with pytest.raises(CelluleInvalide, match="Le plus proche : « F »"):
        lire(Type.CHOIX, "femme", valeurs=valeurs)
    with pytest.raises(CelluleInvalide, match="Valeurs admises : F, H, N"):
        lire(Type.CHOIX, "zzz", valeurs=valeurs)


@pytest.mark.parametrize(
    ("genre_de_cellule", "valeur"),
    [
        (Type.BOOLEEN, "vrai"),
        (Type.BOOLEEN, "OUI"),
        (Type.COURRIEL, "claire"),
        (Type.AGENT, "claire@"),
        (Type.SIRET, "73282932000075"),
        (Type.SLUG, "Bourg en Bresse"),
        (Type.CODES, "emploi emploi"),
        (Type.CODE, "x" * 61),
        (Type.NIR, "3780501053123"),
        (Type.TEXTE, "a\x07b"),
        (Type.TEXTE, "deux\nlignes"),
    ],
)
def test_valeur_refusee(genre_de_cellule: Type, valeur: str) -> None:
    with pytest.raises(CelluleInvalide) as erreur:
        lire(genre_de_cellule, valeur, longueur=100)
    assert str(erreur.value).endswith(".")


@given(st.data(), st.text(max_size=300))
def test_toute_cellule_est_lue_ou_refusee_par_une_phrase(donnees: st.DataObject, valeur: str) -> None:
    genre = donnees.draw(st.sampled_from(genres()))
    colonne = donnees.draw(st.sampled_from(genre.colonnes))
    texte = valeur.strip()
    if not texte:
        return
    phrase = "Lu."
    try:
        lecteur(colonne, genre.nom)(texte)
    except CelluleInvalide as erreur:
        phrase = str(erreur)
    assert phrase[0].isupper()
    assert phrase.endswith(".")
