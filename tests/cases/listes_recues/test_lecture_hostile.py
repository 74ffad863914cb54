"""Files that are not what they say: each is refused with a sentence, or its lines are."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.listes_recues.domain import lecture
from cases.listes_recues.domain.lecture import ListeIllisible, ouvrir
from tests.cases.listes_recues.outils import en_csv, en_xlsx, personnes


def archive(**membres: bytes) -> bytes:
    sortie = io.BytesIO()
    with zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as zip_:
        for nom, contenu in membres.items():
            zip_.writestr(nom.replace("__", "/").replace("_xml", ".xml"), contenu)
    return sortie.getvalue()


def classeur_avec(feuille: bytes, **autres: bytes) -> bytes:
    """A real workbook, whose sheet (and other members) are replaced."""
    source = zipfile.ZipFile(io.BytesIO(en_xlsx(personnes(2))))
    sortie = io.BytesIO()
    with zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as zip_:
        for membre in source.namelist():
            zip_.writestr(membre, feuille if membre.endswith("sheet1.xml") else source.read(membre))
        for nom, contenu in autres.items():
            zip_.writestr(nom, contenu)
    return sortie.getvalue()


CSV = en_csv(personnes(20))
ENTITES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY a%d "%s">' % (i, b"&a%d;" % (i - 1) * 10 if i else b"&a;" * 10) for i in range(9))
    + b"]><worksheet>&a8;</worksheet>"
)
HOSTILES = {
    "vide": (b"", "vide"),
    "blancs": (b" \r\n \n", "vide"),
    "titres seuls": (b"NIR;Nom;Prenom\r\n", "ligne des titres"),
    "sans titres": (CSV.split(b"\n", 1)[1], "titres"),
    "PDF": (b"%PDF-1.7 ...", "PDF"),
    "PDF après des blancs": (b"\n  %PDF-1.7 ...", "PDF"),
    "ancien classeur": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "XLSX"),
    "gzip": (b"\x1f\x8b\x08\x00" + b"\x00" * 50, "archive"),
    "image": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "image"),
    "page web": (b"<html><body><table><tr><td>NIR;Nom</td></tr></table>", "page web"),
    "binaire": (bytes(range(256)) * 20, "ni du CSV"),
    "NUL": (CSV.replace(b"Zo", b"Z\x00"), "ni du CSV"),
    "une colonne": (b"Nom\nDupond\nDurand\n", "Une seule colonne"),
    "tronqué": (CSV[:-20], "tronqué"),
    "guillemet ouvert": (CSV.replace(b"Bourg-en-Bresse", b'"Bourg', 3), "guillemet"),
    "cellule sans fin": (CSV + b'1;"' + b"x" * 3_000_000, "guillemet"),
    "trop de colonnes": (b";".join(b"c%d" % i for i in range(80)) + b"\n1;2\n", "plus de 60 colonnes"),
    "archive": (archive(liste_csv=CSV), "archive"),
    "classeur tronqué": (en_xlsx(personnes(20))[:-400], "abîmé"),
    "classeur sans feuille": (archive(xl__workbook_xml=b"<workbook/>"), "abîmé"),
    "XML cassé": (classeur_avec(b"<worksheet><sheetData><row><c>"), "abîmé"),
    "entités": (classeur_avec(ENTITES), "abîmé"),
    "bombe": (classeur_avec(b"<worksheet>" + b" " * 60_000_000 + b"</worksheet>"), "trop gros"),
    "mille membres": (archive(**{f"m{i}": b"x" for i in range(600)}, xl__workbook_xml=b"<w/>"), "trop gros"),
}


@pytest.mark.parametrize("cas", HOSTILES)
def test_un_fichier_qui_n_en_est_pas_un_est_refuse_d_une_phrase(cas):
    contenu, mot = HOSTILES[cas]
    with pytest.raises(ListeIllisible) as refus:
        list(ouvrir(contenu).lignes)
    assert mot in refus.value.messages[0]


def test_une_formule_est_lue_comme_une_formule():
    classeur = openpyxl.Workbook()
    classeur.active.append(["NIR", "Nom", "Prénom"])
    classeur.active.append(["=1+1", '=HYPERLINK("http://example.org")', "Zoë"])
    sortie = io.BytesIO()
    classeur.save(sortie)
    (ligne,) = ouvrir(sortie.getvalue()).lignes
    assert ligne.cellules == ["=1+1", '=HYPERLINK("http://example.org")', "Zoë"]


def test_une_cellule_perdue_au_bout_de_la_feuille_ne_coute_rien():
    feuille = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>NIR</t></is></c>'
        b'<c r="B1" t="inlineStr"><is><t>Nom</t></is></c></row>'
        b'<row r="2"><c r="A2" t="inlineStr"><is><t>un</t></is></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    assert [ligne.cellules for ligne in ouvrir(classeur_avec(feuille)).lignes] == [["un", ""]]


def test_une_ligne_trop_large_ou_demesuree_est_signalee_et_les_autres_lues():
    lignes = CSV.split(b"\n")
    lignes[3] = b"en trop;" + lignes[3]
    lignes[5] = lignes[5].replace(b"Bourg-en-Bresse", b"x" * 2_000)
    lues = list(ouvrir(b"\n".join(lignes)).lignes)
    assert [(ligne.numero, ligne.faute[:20]) for ligne in lues if ligne.faute] == [
        (4, "9 colonnes au lieu d"),
        (6, "Une cellule dépasse "),
    ]
    assert len(lues) == 20


def test_au_dela_du_nombre_de_lignes_le_fichier_est_a_couper(monkeypatch):
    monkeypatch.setattr(lecture, "LIGNES_MAX", 19)
    with pytest.raises(ListeIllisible, match="plus de 19 lignes"):
        list(ouvrir(CSV).lignes)


def lire_ou_refuser(contenu: bytes) -> None:
    """Nothing else than a sentence may come out."""
    phrase = "."
    try:
        list(ouvrir(contenu).lignes)
    except ListeIllisible as refus:
        phrase = refus.messages[0]
    assert phrase.endswith((".", ")."))


@given(st.binary(max_size=400))
def test_des_octets_quelconques_sont_lus_ou_refuses(octets):
    for contenu in (octets, b"PK\x03\x04" + octets, CSV + octets, b"NIR;Nom\n" + octets):
        lire_ou_refuser(contenu)


CLASSEUR = en_xlsx(personnes(20))


@given(st.lists(st.tuples(st.integers(0, len(CLASSEUR) - 1), st.integers(0, 255)), min_size=1, max_size=12))
def test_un_classeur_abime_est_lu_ou_refuse(coups):
    abime = bytearray(CLASSEUR)
    for position, octet in coups:
        abime[position] = octet
    lire_ou_refuser(bytes(abime))
