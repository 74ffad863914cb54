"""What the tables share: days of the reader, sorting and paging from an address that anybody may write."""

import datetime

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from servicesocial.pages.tableaux import ColonneDate, ColonneNombre, Tableau, trier_et_paginer


class TableauEssai(Tableau):
    rang = ColonneNombre()
    jour = ColonneDate()


def montrer(adresse: str) -> tuple[int, list[int]]:
    """The number of the page shown, and its rows."""
    lignes = [{"rang": rang, "jour": None} for rang in range(60)]
    table = trier_et_paginer(RequestFactory().get(adresse), TableauEssai(lignes))
    return table.page.number, [ligne.record["rang"] for ligne in table.page.object_list]


@pytest.mark.parametrize(
    ("adresse", "page", "premier", "nombre"),
    [
        ("/", 1, 0, 25),
        ("/?page=2", 2, 25, 25),
        ("/?page=abc", 1, 0, 25),
        ("/?page=-1", 3, 50, 10),
        ("/?page=999999", 3, 50, 10),
        ("/?page=" + "9" * 5000, 1, 0, 25),
        ("/?sort=-rang", 1, 59, 25),
        ("/?sort=password", 1, 0, 25),
        ("/?per_page=-1", 1, 0, 25),
        ("/?per_page=1000000", 1, 0, 25),
    ],
)
def test_l_adresse_choisit_la_page_jamais_sa_longueur(adresse, page, premier, nombre):
    obtenue, rangs = montrer(adresse)
    assert (obtenue, rangs[0], len(rangs)) == (page, premier, nombre)


# Half past midnight in Paris, on 1 June.
APRES_MINUIT = datetime.datetime(2026, 5, 31, 22, 30, tzinfo=datetime.UTC)


def test_le_jour_d_un_instant_est_celui_du_lecteur():
    table = TableauEssai([{"rang": 1, "jour": APRES_MINUIT}, {"rang": 2, "jour": datetime.date(2026, 5, 31)}])
    assert [ligne.get_cell("jour") for ligne in table.rows] == ["01/06/2026", "31/05/2026"]


def test_les_filtres_des_pages_disent_le_meme_jour():
    gabarit = Template("{% load typo %}{{ i|date_courte }} {{ i|date_longue }} {{ i|heure }}")
    rendu = gabarit.render(Context({"i": APRES_MINUIT})).replace("\u00a0", " ")
    assert rendu == "01/06/2026 1er juin 2026 0 h 30"
