"""The PDF as a reader and as assistive technology find it."""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

import pikepdf
import pypdf
import pytest

from reporting.exports.pdf import PieceJointe, rendre_pdf
from reporting.gabarits.document import ChiffreCle, Document
from tests.reporting.document.donnees_document import EDITO
from tests.reporting.document.fabrique_document import (
    AIN,
    PRODUIT_LE,
    document,
    document_ain,
    ecrire,
    valeurs_publiees,
)

CHIFFRES = json.dumps(AIN, default=str).encode()
PIECE = PieceJointe("chiffres-01-2023.json", CHIFFRES, "Chiffres du bilan")


def imprimer(bilan: Document) -> bytes:
    return rendre_pdf({"document": bilan}, pieces_jointes=[PIECE], date_document=PRODUIT_LE)


def normal(texte: str) -> str:
    return re.sub(r"\s+", " ", texte)


def pages(octets: bytes) -> list[str]:
    return [normal(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(octets)).pages]


def noeuds(noeud: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """Structure elements in reading order."""
    if isinstance(noeud, pikepdf.Array):
        for enfant in noeud:
            yield from noeuds(enfant)
    elif isinstance(noeud, pikepdf.Dictionary) and "/S" in noeud:
        yield noeud
        if "/K" in noeud:
            yield from noeuds(noeud.K)


def genres(pdf: pikepdf.Pdf) -> list[str]:
    return [str(noeud.S) for noeud in noeuds(pdf.Root.StructTreeRoot.K)]


def signets(pdf: pikepdf.Pdf) -> list[tuple[str, int, int]]:
    """Title, depth and page of each bookmark."""
    numeros = {page.objgen: rang for rang, page in enumerate(pdf.pages, 1)}

    def descendre(items: list[pikepdf.OutlineItem], niveau: int) -> Iterator[tuple[str, int, int]]:
        for item in items:
            yield normal(item.title), niveau, numeros[item.destination[0].objgen]
            yield from descendre(item.children, niveau + 1)

    with pdf.open_outline() as plan:
        return list(descendre(plan.root, 1))


class Recueil(logging.Handler):
    """What is logged, for a fixture of a whole file."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.phrases: list[str] = []

    def emit(self, trace: logging.LogRecord) -> None:
        self.phrases.append(trace.getMessage())


@pytest.fixture(scope="module")
def plaintes() -> list[str]:
    """What WeasyPrint complained about while it made `octets`."""
    return []


@pytest.fixture(scope="module")
def octets(plaintes: list[str]) -> bytes:
    recueil, journal = Recueil(), logging.getLogger("weasyprint")
    journal.addHandler(recueil)
    produits = imprimer(document_ain())
    journal.removeHandler(recueil)
    plaintes += recueil.phrases
    return produits


@pytest.fixture(scope="module")
def pdf(octets: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(octets)) as ouvert:
        yield ouvert


def test_langue_titre_et_marquage(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "fr"
    assert str(pdf.docinfo.Title) == "L’essentiel de l’activité 2023 – Ain"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    assert pdf.Root.MarkInfo.Marked is True
    with pdf.open_metadata() as meta:
        assert meta["pdfuaid:part"] == "1"
    assert str(pdf.docinfo.CreationDate).startswith("D:20240312083000")


def test_titres_se_suivent_sans_saut(pdf: pikepdf.Pdf) -> None:
    niveaux = [int(genre[2]) for genre in genres(pdf) if re.fullmatch("/H[1-6]", genre)]
    assert niveaux.count(1) == 1
    assert niveaux[0] == 1
    assert {2, 3} <= set(niveaux)
    assert all(suivant <= niveau + 1 for niveau, suivant in pairwise(niveaux))


def test_chaque_graphique_est_une_figure_qui_dit_ses_valeurs(pdf: pikepdf.Pdf) -> None:
    figures = [noeud for noeud in noeuds(pdf.Root.StructTreeRoot.K) if noeud.S == "/Figure"]
    attendues = [normal(figure.graphique.alternative) for figure in document_ain().figures]
    assert [normal(str(figure.Alt)) for figure in figures] == attendues
    assert len(attendues) == 8


def test_tableaux_ont_des_entetes_reliees(pdf: pikepdf.Pdf) -> None:
    tables = [noeud for noeud in noeuds(pdf.Root.StructTreeRoot.K) if noeud.S == "/Table"]
    assert len(tables) >= len(document_ain().tableaux) + 2
    for table in tables:
        cellules = list(noeuds(table))
        assert any(cellule.S == "/TH" for cellule in cellules)
        donnees = [cellule for cellule in cellules if cellule.S == "/TD"]
        assert donnees
        assert all(len(cellule.A.Headers) >= 1 for cellule in donnees)


def test_listes_et_liens_balises(pdf: pikepdf.Pdf) -> None:
    comptes = genres(pdf)
    assert comptes.count("/L") >= 5
    assert comptes.count("/LI") == comptes.count("/LBody")
    assert comptes.count("/Link") >= len(document_ain().blocs)


def test_seule_la_police_du_produit_est_incorporee(pdf: pikepdf.Pdf) -> None:
    polices = {}
    for page in pdf.pages:
        for police in page.Resources.Font.values():
            descendante = police.DescendantFonts[0] if "/DescendantFonts" in police else police
            polices[str(police.BaseFont)] = descendante.FontDescriptor
    assert polices
    assert all("Inter" in nom for nom in polices), polices.keys()
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(d.keys()) for d in polices.values())


def test_signets_et_sommaire_menent_aux_bonnes_pages(pdf: pikepdf.Pdf, octets: bytes) -> None:
    bilan = document_ain()
    plan = signets(pdf)
    parties = [(titre, page) for titre, niveau, page in plan if niveau == 1]
    attendus = [
        "Sommaire",
        *(texte.titre for texte in bilan.ouverture),
        *(bloc.titre_complet for bloc in bilan.blocs),
        "Définitions",
        "Contrôles",
        "Tableaux de données",
    ]
    assert [titre for titre, _ in parties] == attendus
    assert any(niveau == 2 for _, niveau, _ in plan)
    textes = pages(octets)
    sommaire = textes[1]
    for titre, page in parties[1:]:
        nom = titre.rsplit(" – ", 1)[-1]
        assert nom in textes[page - 1]
        assert re.search(rf"{re.escape(nom)}[ .]+{page}\b", sommaire), (nom, page)


def test_rappels_de_page(octets: bytes) -> None:
    textes = pages(octets)
    assert "page 1 /" not in textes[0]
    for numero, texte in enumerate(textes[1:], 2):
        assert f"page {numero} / {len(textes)}" in texte
        assert "Ain · 2023 · Version de travail" in texte
        assert "Service social de l’Assurance Maladie · Rhône-Alpes" in texte
    assert textes[2].count("Édito") == 2


# tests/demo reads the figures of the three units in the PDF of their bilan.
@pytest.mark.parametrize(
    "departement", ["ain", *(pytest.param(nom, marks=pytest.mark.abus) for nom in ("ardeche", "drome"))]
)
def test_chaque_chiffre_publie_est_dans_le_texte(departement: str) -> None:
    valeurs = valeurs_publiees(departement)
    bilan = document(valeurs, unite=departement.capitalize(), temps_forts="Rien à signaler.")
    texte = " ".join(pages(imprimer(bilan)))
    assert "…" not in texte
    absents = [
        cle
        for cle, valeur in valeurs.items()
        if not re.search(rf"(?<![\d,]){normal(ecrire(cle, valeur))}(?!\d)", texte)
    ]
    assert absents == []
    for bloc in bilan.blocs:
        for element in bloc.elements:
            if isinstance(element, ChiffreCle):
                assert normal(f"{element.valeur_texte} {element.libelle}") in texte


def test_piece_jointe_identique(pdf: pikepdf.Pdf) -> None:
    assert list(pdf.attachments) == [PIECE.nom]
    jointe = pdf.attachments[PIECE.nom]
    assert jointe.get_file().read_bytes() == CHIFFRES
    assert jointe.description == PIECE.description


def test_memes_donnees_memes_octets(octets: bytes) -> None:
    assert imprimer(document_ain()) == octets
    plus_tard = rendre_pdf(
        {"document": document_ain()},
        pieces_jointes=[PIECE],
        date_document=PRODUIT_LE + timedelta(hours=1),
    )
    assert plus_tard != octets


def test_feuille_de_style_sans_regle_ignoree(octets: bytes, plaintes: list[str]) -> None:
    assert plaintes == []


def test_date_sans_fuseau_refusee() -> None:
    with pytest.raises(ValueError, match="fuseau"):
        rendre_pdf({"document": document_ain()}, date_document=datetime(2024, 1, 1))  # noqa: DTZ001


def test_texte_long_se_deroule_sur_plusieurs_pages() -> None:
    paragraphe = " ".join(f"mot{rang:03d}" for rang in range(500))
    textes = pages(imprimer(document_ain(edito=EDITO, temps_forts=f"{paragraphe}\n\n{paragraphe}")))
    ensemble = " ".join(textes)
    lus = re.findall(r"mot\d{3}", ensemble)
    assert lus == [f"mot{rang:03d}" for rang in range(500)] * 2
    assert all(len(texte) > 150 for texte in textes[1:])


def test_mot_sans_fin_ne_deborde_pas(octets: bytes) -> None:
    textes = pages(imprimer(document_ain(temps_forts="a" * 4000)))
    assert "".join(textes).count("a" * 50) >= 1
    assert len(textes) <= len(pages(octets)) + 3
    lettres = max(len(ligne) for texte in textes for ligne in re.findall("a{20,}", texte))
    assert lettres >= 60


def test_document_sans_textes_ni_annexes() -> None:
    complet = document_ain()
    nu = Document(
        titre=complet.titre,
        service=complet.service,
        region=complet.region,
        unite="Territoire de Belfort (Nord Franche-Comté)",
        code_unite="90",
        annee=2023,
        version=1,
        produit_le=PRODUIT_LE,
        statut="Publié",
        blocs=complet.blocs[:1],
    )
    textes = pages(rendre_pdf({"document": nu}, date_document=PRODUIT_LE))
    assert len(textes) == 3
    assert "Territoire de Belfort (Nord Franche-Comté)" in textes[0]
    assert "Définitions" not in " ".join(textes)


def test_population_vide_une_phrase_et_ni_figure_ni_tableau() -> None:
    vide = document_ain(valeurs={"assures_pdp": 0, "assures_sps": 0})
    octets = imprimer(vide)
    with pikepdf.open(io.BytesIO(octets)) as pdf:
        assert genres(pdf).count("/Figure") == 7
    assert "Assurés accompagnés selon l’axe : aucune donnée pour cette période." in " ".join(pages(octets))
