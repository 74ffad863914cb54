"""Every published key of the three units: the same in the JSON, on the page and in the text of the PDF."""

import io
import json
import re
from decimal import Decimal

import pypdf
import pytest
from django.test import Client

from partners.models import Agent
from reporting.gabarits.ecriture import ecrire
from tests.demo.conftest import UNITES, fichier

# django_db: without a test that asks for it, pytest-django makes no test database.
pytestmark = pytest.mark.django_db

PUBLIES = [
    pytest.param(unite, cle, chiffre["valeur"], id=f"{nom}-{cle}")
    for unite, nom in UNITES.items()
    for cle, chiffre in json.loads(fichier(unite).read_text(encoding="utf-8"))["chiffres"].items()
]


def normaliser(texte):
    """One kind of space, so that lines and no-break spaces do not matter."""
    return re.sub(r"\s+", " ", texte.replace("\u202f", " ").replace("\u00a0", " "))


@pytest.fixture(scope="package")
def pages(bilans):
    """The text of each page, as the unit's manager reads it."""
    textes = {}
    for unite, bilan in bilans.items():
        chef = Agent.objects.get(email=f"manager.{UNITES[unite]}@example.org")
        client = Client()
        client.force_login(chef)
        page = client.get(f"/bilans/{bilan.uuid}/").content.decode()
        textes[unite] = normaliser(re.sub(r"<[^>]+>", " ", page))
    return textes


@pytest.fixture(scope="package")
def textes_pdf(bilans):
    lecteurs = {unite: pypdf.PdfReader(io.BytesIO(bytes(bilan.pdf))) for unite, bilan in bilans.items()}
    return {
        unite: normaliser(" ".join(page.extract_text() for page in lecteur.pages))
        for unite, lecteur in lecteurs.items()
    }


def isole(texte, cherche):
    """Whether the figure stands alone in the text: 54 is not found in 9 154 nor in 54,2."""
    return re.search(rf"(?<![\d,]){re.escape(cherche)}(?![\d]| \d{{3}}\b|,\d)", texte) is not None


def test_le_nombre_de_cles_publiees():
    assert len(PUBLIES) == 98


@pytest.mark.parametrize(("unite", "cle", "valeur"), PUBLIES)
def test_json(bilans, unite, cle, valeur):
    assert bilans[unite].figures["chiffres"][cle]["valeur"] == valeur


@pytest.mark.parametrize(("unite", "cle", "valeur"), PUBLIES)
def test_page(pages, unite, cle, valeur):
    assert isole(pages[unite], normaliser(ecrire(cle, Decimal(str(valeur)))))


@pytest.mark.parametrize(("unite", "cle", "valeur"), PUBLIES)
def test_pdf(textes_pdf, unite, cle, valeur):
    assert isole(textes_pdf[unite], normaliser(ecrire(cle, Decimal(str(valeur)))))
