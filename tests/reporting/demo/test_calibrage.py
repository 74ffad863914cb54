"""Each published figure comes back from the records, counted by somebody else."""

from pathlib import Path

import pytest

from reporting.demo.calage.lecture import interpreter
from tests.reporting.demo.outils import Demo, ecarts, fabriquer, fichier_de, livre

AUTRES_UNITES = (
    "2020-pays-de-la-loire-loire-atlantique",
    "2020-pays-de-la-loire-maine-et-loire",
    "2023-bfc-cote-d-or",
    "2023-bfc-doubs",
)
REGIONS = ("2020-pays-de-la-loire-region", "2022-bretagne-region")
GRANDES_REGIONS = ("2023-rhone-alpes-region", "2024-bfc-region")


@pytest.mark.parametrize("rang", range(3), ids=("ain", "ardeche", "drome"))
def test_les_trois_unites_ensemble(rhone_alpes: Demo, rang: int) -> None:
    fichier = rhone_alpes.fichiers[rang]
    assert len(fichier.calculees) >= 32
    assert ecarts(fichier, rhone_alpes.compte(fichier)) == {}


@pytest.mark.parametrize("nom", [*AUTRES_UNITES, *REGIONS])
def test_chaque_fichier_livre(nom: str, tmp_path: Path) -> None:
    fichier = livre(nom)
    demo = fabriquer([fichier], tmp_path)
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


def test_les_chiffres_sans_dossier_sont_declares(tmp_path: Path) -> None:
    fichier = livre("2023-bfc-cote-d-or")
    demo = fabriquer([fichier], tmp_path)
    declares = {ligne["cle"]: ligne for ligne in demo.lignes["chiffres_declares"]}
    assert set(declares) == set(fichier.declarees)
    assert {ligne["source"] for ligne in declares.values()} == {fichier.source}
    assert declares["mesures_remobilisation_total"]["valeur"] == 213


def test_une_region_est_comptee_d_un_bloc(tmp_path: Path) -> None:
    fichier = fichier_de(
        {
            "assures_pdp": 700,
            "assures_sps": 350,
            "entretiens_total": 3_000,
            "entretiens_pdp": {"valeur": 2_100, "precision": "plus_de"},
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


def test_un_chiffre_par_equipe_vaut_pour_chaque_equipe(tmp_path: Path) -> None:
    fichier = livre("2020-pays-de-la-loire-maine-et-loire")
    compte = fabriquer([fichier], tmp_path).compte(fichier)
    assert compte.chiffres["equipe_managers"] == 2
    assert compte.chiffres["equipe_csam"] == 4
    assert 18 <= compte.chiffres["equipe_ass"] <= 20


def test_deux_unites_aux_profils_extremes(tmp_path: Path) -> None:
    """People move between units only as far as the profile of both leaves room for them."""
    commun = {"assures_pdp": 500, "assures_sps": 200, "entretiens_total": 2_000}
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
