"""The catalogue: every key once, with one definition, and every computed key really computed."""

import json
import re
from collections import Counter
from random import Random

import pytest

from bench.ecarts import DONNEES
from reporting.indicateurs import CATALOGUE, calculer_figures, declares
from reporting.indicateurs.actions import FAMILLES as FAMILLES_ACTIONS
from reporting.indicateurs.base import Nature
from reporting.indicateurs.catalogue import FAMILLES, est_calcule
from tests.fabriques import AffectationFactory
from tests.reporting.chiffres.lieux import poser_lieux
from tests.reporting.chiffres.population import Population

FICHIERS = sorted(DONNEES.glob("*.json"))
CALCULES = {cle for cle in CATALOGUE if est_calcule(cle)}


def test_les_fichiers_de_chiffres_sont_la() -> None:
    assert len(FICHIERS) == 11


@pytest.mark.parametrize("fichier", FICHIERS, ids=lambda fichier: fichier.stem)
def test_chaque_cle_publiee_est_au_catalogue_avec_son_unite(fichier) -> None:
    chiffres = json.loads(fichier.read_text(encoding="utf-8"))["chiffres"]
    assert chiffres.keys() - CATALOGUE.keys() == set()
    assert {
        cle: (chiffre["unite"], CATALOGUE[cle].unite)
        for cle, chiffre in chiffres.items()
        if (chiffre["unite"] == "%") != (CATALOGUE[cle].unite == "%")
    } == {}


def test_une_cle_n_est_declaree_qu_une_fois() -> None:
    cles = Counter(i.cle for famille in (*FAMILLES, declares) for i in famille.INDICATEURS)
    assert [cle for cle, nombre in cles.items() if nombre > 1] == []
    assert set(cles) == set(CATALOGUE)


def test_un_chiffre_calcule_dit_sa_definition_et_sa_regle() -> None:
    for cle in CALCULES:
        indicateur = CATALOGUE[cle]
        assert indicateur.libelle
        assert indicateur.definition.endswith(".")
        assert re.fullmatch(r"F\d+", indicateur.regle)


def test_un_chiffre_declare_ne_suit_aucune_regle_de_calcul() -> None:
    for cle in CATALOGUE.keys() - CALCULES:
        assert CATALOGUE[cle].nature == Nature.DECLARE
        assert CATALOGUE[cle].regle == ""
        assert CATALOGUE[cle].total_de == ()


def test_un_total_nomme_des_chiffres_calcules() -> None:
    totaux = {cle: CATALOGUE[cle].total_de for cle in CATALOGUE if CATALOGUE[cle].total_de}
    for cle, items in totaux.items():
        assert set(items) <= CALCULES, cle
        assert len(set(items)) == len(items)
        assert cle not in items
    assert FAMILLES_ACTIONS.items() <= totaux.items()
    assert {"assures_accompagnes_individuel", "entretiens_total"} <= totaux.keys()
    # An item belongs to one total: no action is counted twice.
    assert max(Counter(item for items in totaux.values() for item in items).values()) == 1


def test_un_chiffre_de_l_annee_precedente_a_la_definition_de_l_annee() -> None:
    for cle in CALCULES:
        for suffixe in ("_n1", "_n2"):
            if cle.endswith(suffixe):
                origine = CATALOGUE[cle.removesuffix(suffixe)]
                assert CATALOGUE[cle].definition == origine.definition
                assert CATALOGUE[cle].unite == origine.unite


@pytest.mark.django_db
def test_chaque_chiffre_calcule_l_est_et_aucun_autre(referentiels: None) -> None:
    """On the random population whose recount agrees (test_recompte.py): nothing is computed out of the catalogue."""
    lieux = poser_lieux()
    for metier in lieux.metiers:
        AffectationFactory(metier=metier, site=lieux.sites[0])
    population = Population(Random(2023), lieux)
    population.peupler(400)
    population.ecrire()
    produites: set[str] = set()
    for figures in calculer_figures(2023).values():
        produites |= figures.chiffres.keys()
        for total, items in ((cle, CATALOGUE[cle].total_de) for cle in figures.chiffres):
            if items and total not in {"assures_accompagnes_individuel", "entretiens_total"}:
                assert figures[total] == sum(figures.get(item) or 0 for item in items)
    assert produites == CALCULES
