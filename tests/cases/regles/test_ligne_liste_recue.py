"""One line of a list: what is understood, and why it is refused, without repeating what it holds."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.enums import Sexe
from cases.enums_liste_recue import ColonneListeRecue as Colonne
from cases.rules.ligne_liste_recue import LigneRejetee, lire_ligne
from cases.rules.nir import calculer_cle

RECU_LE = datetime.date(2026, 3, 2)
JUSTE = {
    Colonne.NIR: "1 85 05 78 006 078 97",
    Colonne.NOM: "Évrard",
    Colonne.PRENOM: "Jérôme",
    Colonne.DATE_NAISSANCE: "12/05/1985",
    Colonne.TELEPHONE: "06 12 34 56 78",
    Colonne.ARRET_DEPUIS: "2025-12-02",
}


def lire(arret_minimal=90, **valeurs):
    cellules = JUSTE | {Colonne[nom.upper()]: valeur for nom, valeur in valeurs.items()}
    return lire_ligne(cellules, recu_le=RECU_LE, arret_minimal=arret_minimal)


def test_une_ligne_juste():
    lue = lire()
    assert (lue.nir, lue.sexe, lue.telephone) == ("1850578006078", Sexe.HOMME, "0612345678")
    assert (lue.date_naissance, lue.arret_depuis) == (datetime.date(1985, 5, 12), datetime.date(2025, 12, 2))
    assert lue.remarque == ""


@pytest.mark.parametrize(
    "texte", ["12/05/1985", "12-05-1985", "12.05.1985", "12051985", "1985-05-12", "1985-05-12T00:00:00"]
)
def test_les_ecritures_d_une_date(texte):
    assert lire(date_naissance=texte).date_naissance == datetime.date(1985, 5, 12)


@pytest.mark.parametrize(
    ("valeurs", "phrase"),
    [
        ({"nir": "1 85 05 78 006 078 96"}, "La clé de ce NIR"),
        ({"nir": "1,85058E+14"}, "abîmé par un tableur"),
        ({"nir": "185057800607"}, "13 caractères"),
        ({"date_naissance": "12/06/1985"}, "Le mois de naissance diffère"),
        ({"date_naissance": "12/05/1984"}, "L'année de naissance diffère"),
        ({"sexe": "F"}, "Le sexe enregistré diffère"),
        ({"sexe": "X"}, "n'est pas reconnu"),
        ({"nom": ""}, "Nom absent"),
        ({"nom": "12/05/1985"}, "Nom absent"),
        ({"prenom": "2550814168025"}, "Prénom absent"),
        ({"nom": "x" * 81}, "plus de 80"),
        ({"nom": "=SOMME(A1)"}, "formule"),
        ({"prenom": "@import"}, "formule"),
        ({"prenom": "＝1"}, "formule"),
        ({"prenom": "x" * 201}, "dépasse 200"),
        ({"date_naissance": "31/02/1985"}, "n'existe pas"),
        ({"date_naissance": "12/05/85"}, "n'est pas lisible"),
        ({"date_naissance": "05/1985"}, "n'est pas lisible"),
        ({"nir": "", "date_naissance": ""}, "Ni NIR ni date"),
        ({"nir": "", "date_naissance": "12/05/1885"}, "plus de 120 ans"),
        ({"nir": "", "date_naissance": "12/05/2026"}, "à venir"),
        ({"arret_depuis": ""}, "arrêt manque"),
        ({"arret_depuis": "03/03/2026"}, "après la réception"),
        ({"arret_depuis": "01/01/1980"}, "avant la naissance"),
        ({"arret_depuis": "03/12/2025"}, None),
        ({"arret_depuis": "04/12/2025"}, "depuis 89 jours : la requête porte sur 90"),
    ],
)
def test_ce_qui_rejette_une_ligne(valeurs, phrase):
    if phrase is None:
        assert lire(**valeurs)
        return
    with pytest.raises(LigneRejetee, match=phrase) as faute:
        lire(**valeurs)
    for valeur in valeurs.values():
        assert len(valeur) < 4 or valeur not in str(faute.value)


def test_une_liste_du_service_medical_ne_porte_pas_sur_la_duree():
    assert lire(None, arret_depuis="").arret_depuis is None
    assert lire(None, arret_depuis="01/03/2026").arret_depuis == datetime.date(2026, 3, 1)


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [
        ("612345678", "0612345678"),
        ("+33 6 12 34 56 78", "+33612345678"),
        ("(06)12-34-56-78", "0612345678"),
        ("", ""),
    ],
)
def test_les_ecritures_d_un_telephone(ecrit, lu):
    assert lire(telephone=ecrit).telephone == lu


def test_un_telephone_illisible_ne_coute_pas_le_signalement():
    lue = lire(telephone="demander à sa fille")
    assert (lue.telephone, lue.remarque) == ("", "Le téléphone, illisible, est laissé vide.")


def test_les_codes_qui_ont_perdu_leur_zero():
    assert lire(code_commune="1053", code_postal="1000", commune="Bourg").commune == (
        "01053",
        "01000",
        "Bourg",
    )
    assert lire(code_commune="2a004").commune[0] == "2A004"


@given(st.dictionaries(st.sampled_from(Colonne), st.text(max_size=60)), st.sampled_from([None, 90]))
def test_n_importe_quoi_est_lu_ou_rejete(cellules, arret_minimal):
    phrase, lue = ".", None
    try:
        lue = lire_ligne(cellules, recu_le=RECU_LE, arret_minimal=arret_minimal)
    except LigneRejetee as faute:
        phrase = str(faute)
    assert phrase.endswith((".", ")."))
    assert lue is None or (lue.nom_normalise and (lue.nir or lue.date_naissance))


@given(st.integers(0, 3), st.data())
def test_des_colonnes_decalees_ne_passent_jamais(decalage, donnees):
    """With a NIR in the list, no rotation of the columns gives a line that is kept, but the right one."""
    colonnes = [Colonne.NIR, Colonne.NOM, Colonne.PRENOM, Colonne.DATE_NAISSANCE, Colonne.ARRET_DEPUIS]
    valeurs = [JUSTE[colonne] for colonne in colonnes]
    rotation = decalage + 1
    melange = dict(zip(colonnes, valeurs[rotation:] + valeurs[:rotation], strict=True))
    with pytest.raises(LigneRejetee):
        lire_ligne(melange, recu_le=RECU_LE, arret_minimal=90)


@given(
    st.sampled_from(["1850578006078", "284052A321025", "284052B321025", "2550814168025"]),
    st.booleans(),
    st.booleans(),
    st.lists(st.tuples(st.integers(0, 15), st.sampled_from(" \u00a0.")), max_size=8),
)
def test_le_meme_nir_est_retrouve_avec_des_espaces_ou_en_minuscules(nir, cle, minuscules, espaces):
    ecrit = nir + (calculer_cle(nir) if cle else "")
    for position, espace in espaces:
        ecrit = ecrit[:position] + espace + ecrit[position:]
    ecrit = ecrit.lower() if minuscules else ecrit
    assert lire(nir=ecrit, date_naissance="", sexe="").nir == nir


def test_un_nom_ne_cache_ni_ne_retourne_rien_de_la_page():
    lue = lire(nom="Év\u202erard\u200b", prenom="Jérô\nme", commune="Bourg\u2066\x07")
    assert (lue.nom, lue.prenom, lue.commune[2]) == ("Évrard", "Jérô me", "Bourg")
