"""Each published figure comes back from the records, counted by somebody else."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from reporting.demo.calage.lecture import interpreter
from tests.reporting.demo.outils import Demo, ecarts, fabriquer, fichier_de, livre

# Made once for the tests of this file that read them; the other files that are delivered are of `make abuse`.
COTE_D_OR, MAINE_ET_LOIRE = "2023-bfc-cote-d-or", "2020-pays-de-la-loire-maine-et-loire"
AUTRES = (
    "2020-pays-de-la-loire-loire-atlantique",
    "2023-bfc-doubs",
    "2020-pays-de-la-loire-region",
    "2022-bretagne-region",
)
GRANDES_REGIONS = ("2023-rhone-alpes-region", "2024-bfc-region")


@pytest.mark.parametrize("rang", range(3), ids=("ain", "ardeche", "drome"))
def test_les_trois_unites_ensemble(rhone_alpes: Demo, rang: int) -> None:
    fichier = rhone_alpes.fichiers[rang]
    assert len(fichier.calculees) >= 32
    assert ecarts(fichier, rhone_alpes.compte(fichier)) == {}


@pytest.fixture(scope="module")
def fabrique(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Demo]:
    """`fabrique(nom)`: the demonstration of one delivered file."""
    return cache(lambda nom: fabriquer([livre(nom)], tmp_path_factory.mktemp(nom)))


@pytest.mark.parametrize(
    "nom", [COTE_D_OR, MAINE_ET_LOIRE, *(pytest.param(nom, marks=pytest.mark.abus) for nom in AUTRES)]
)
def test_chaque_fichier_livre(nom: str, fabrique: Callable[[str], Demo]) -> None:
    demo = fabrique(nom)
    [fichier] = demo.fichiers
    assert ecarts(fichier, demo.compte(fichier)) == {}


@pytest.mark.abus
@pytest.mark.parametrize("nom", GRANDES_REGIONS)
def test_les_grandes_regions(nom: str, tmp_path: Path) -> None:
    fichier = livre(nom)
    demo = fabriquer([fichier], tmp_path)
    assert len(demo.contexte.perimetres[0].unites) > 5
    assert ecarts(fichier, demo.compte(fichier)) == {}


def test_le_bilan_rendu_au_generateur_donne_le_meme_bilan(rhone_alpes: Demo, tmp_path: Path) -> None:
    fichier = rhone_alpes.fichiers[1]
    bilan = rhone_alpes.compte(fichier).chiffres
    rendu = interpreter(
        {
            "region": fichier.region,
            "departement": fichier.departement,
            "departement_nom": fichier.departement_nom,
            "annee": fichier.annee,
            "chiffres": {cle: {"valeur": str(valeur)} for cle, valeur in bilan.items()},
        },
        "bilan.json",
    )
    demo = fabriquer([rendu], tmp_path, graine=77)
    assert demo.compte(rendu).chiffres == bilan


def test_les_chiffres_sans_dossier_sont_declares(fabrique: Callable[[str], Demo]) -> None:
    demo = fabrique(COTE_D_OR)
    [fichier] = demo.fichiers
    declares = {ligne["cle"]: ligne for ligne in demo.lignes["chiffres_declares"]}
    assert set(declares) == set(fichier.declarees)
    assert {ligne["source"] for ligne in declares.values()} == {fichier.source}
    assert declares["mesures_remobilisation_total"]["valeur"] == 213


def test_une_region_est_comptee_d_un_bloc(tmp_path: Path) -> None:
    fichier = fichier_de(
        {
            "assures_pdp": 280,
            "assures_sps": 140,
            "entretiens_total": 1_200,
            "entretiens_pdp": {"valeur": 840, "precision": "plus_de"},
            "duree_moyenne_mois": 8,
            "duree_moyenne_pdp_mois": 10,
            "equipe_ass": 22,
            "satisfaction_pct": 95,
        },
        departement=None,
    )
    demo = fabriquer([fichier], tmp_path)
    assert ecarts(fichier, demo.compte(fichier)) == {}
    assert len({site["departement"] for site in demo.lignes["sites"]}) == 8
    [declare] = demo.lignes["chiffres_declares"]
    assert (declare["region"], declare["departement"], declare["cle"]) == ("RA", None, "satisfaction_pct")


def test_un_chiffre_par_equipe_vaut_pour_chaque_equipe(fabrique: Callable[[str], Demo]) -> None:
    demo = fabrique(MAINE_ET_LOIRE)
    compte = demo.compte(demo.fichiers[0])
    assert compte.chiffres["equipe_managers"] == 2
    assert compte.chiffres["equipe_csam"] == 4
    assert 18 <= compte.chiffres["equipe_ass"] <= 20


def test_deux_unites_aux_profils_extremes(tmp_path: Path) -> None:
    """People move between units only as far as the profile of both leaves room for them."""
    commun = {"assures_pdp": 150, "assures_sps": 60, "entretiens_total": 600}
    fichiers = [
        fichier_de(commun | {"femmes_pct": 100, "atmp_pct": 0, "moins_46_pct": 90}),
        fichier_de(
            commun | {"femmes_pct": 0, "atmp_pct": 100, "moins_46_pct": 10},
            departement="01",
            departement_nom="Ain",
        ),
    ]
    demo = fabriquer(fichiers, tmp_path)
    for fichier in fichiers:
        assert ecarts(fichier, demo.compte(fichier)) == {}
