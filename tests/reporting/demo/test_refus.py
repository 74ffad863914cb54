"""What a figures file may not say, and how it is told."""

import datetime
import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from reporting.demo import fichiers_livres
from reporting.demo.calage.controle import lire_ensemble
from reporting.demo.calage.lecture import ChiffresInvalides, interpreter, lire
from reporting.demo.calage.plan import planifier
from tests.reporting.demo.outils import JOUR, fichier_de, livre


def raisons(chiffres: dict[str, Any], **details: Any) -> str:
    with pytest.raises(ChiffresInvalides) as refus:
        planifier(fichier_de(chiffres, **details), Random(1))
    return str(refus.value)


def test_une_cle_inconnue_est_nommee() -> None:
    with pytest.raises(ChiffresInvalides, match="« assures_martiens » est inconnue"):
        fichier_de({"assures_martiens": 3})


@pytest.mark.parametrize(
    ("chiffres", "attendus"),
    [
        (
            {"assures_pdp": 60, "assures_sps": 30, "assures_accompagnes_individuel": 100},
            ("assures_pdp (60) + assures_sps (30) = 90", "assures_accompagnes_individuel vaut 100"),
        ),
        ({"assures_pdp": 120, "assures_accompagnes_individuel": 100}, ("assures_pdp (120)", "= 120")),
        (
            {"entretiens_pdp": 10, "entretiens_sps": 5, "entretiens_total": 16},
            ("entretiens_pdp (10) + entretiens_sps (5) = 15", "entretiens_total vaut 16"),
        ),
        (
            {
                "entretiens_total": 100,
                "entretiens_telephone": 50,
                "entretiens_lieu_accueil": 40,
                "entretiens_domicile": 5,
                "entretiens_visio": 4,
            },
            ("= 99", "entretiens_total vaut 100"),
        ),
        ({"assures_pdp": 60, "entretiens_pdp": 50}, ("entretiens_pdp vaut 50", "assures_pdp = 60")),
        ({"assures_accompagnes_individuel": 60, "entretiens_total": 50}, ("moins que", "60")),
        ({"femmes_pct": 60, "hommes_pct": 41}, ("femmes_pct (60) + hommes_pct (41) = 101",)),
        (
            {"part_rdv_physique_pct_n1": 60, "part_rdv_telephone_pct_n1": 41},
            ("part_rdv_physique_pct_n1 (60) + part_rdv_telephone_pct_n1 (41) = 101",),
        ),
        (
            {"entretiens_total": 200, "entretiens_telephone": 150, "part_rdv_physique_pct": 60},
            ("entretiens_telephone (150) = 150", "part_rdv_physique_pct = 60"),
        ),
        (
            {"assures_pdp": 53, "assures_sps": 47, "assures_pdp_pct": 60, "assures_sps_pct": 40},
            ("assures_pdp_pct vaut 60", "donnent 53"),
        ),
        ({"assures_pdp": 3, "femmes_pct": 58, "hommes_pct": 42}, ("femmes_pct ne peut pas valoir 58",)),
        (
            {"inclu_pro": 520, "dispositifs_locaux": 63, "actions_remobilisation_total": 598},
            ("inclu_pro (520) + dispositifs_locaux (63) = 583", "actions_remobilisation_total vaut 598"),
        ),
        (
            {
                "issue_activite_pct": 40,
                "issue_licenciement_pct": 30,
                "issue_formation_pct": 10,
                "issue_invalidite_retraite_pct": 10,
            },
            ("= 90, et non 100",),
        ),
        (
            {"appels_total": 100, "appels_entrants": 60, "appels_sortants": 50},
            ("= 110", "appels_total vaut 100"),
        ),
        (
            {"essais_encadres": 67, "essais_encadres_n1": 45, "evolution_essais_encadres_pct": 40},
            ("evolution_essais_encadres_pct vaut 40", "donnent 49"),
        ),
    ],
)
def test_une_contradiction_nomme_cles_et_sommes(chiffres: dict[str, Any], attendus: tuple[str, ...]) -> None:
    texte = raisons(chiffres)
    for attendu in attendus:
        assert attendu in texte


def test_plus_de_est_un_plancher() -> None:
    plus_de = {"valeur": 85, "precision": "plus_de"}
    plan = planifier(
        fichier_de({"assures_pdp": 60, "assures_sps": 30, "assures_accompagnes_individuel": plus_de}),
        Random(1),
    )
    assert plan.total_personnes == 90
    assert "= 90" in raisons(
        {"assures_pdp": 60, "assures_sps": 30, "assures_accompagnes_individuel": plus_de | {"valeur": 95}}
    )


@pytest.mark.parametrize(
    ("cle", "valeur", "attendu"),
    [
        ("assures_pdp", -1, "négative"),
        ("assures_pdp", 3.5, "nombre entier"),
        ("femmes_pct", 140, "0 à 100"),
        ("femmes_pct", 57.5, "pourcentage entier"),
        ("duree_moyenne_mois", 8.95, "une décimale"),
        ("assures_pdp", "beaucoup", "valeur numérique"),
        ("assures_pdp", None, "valeur numérique"),
    ],
)
def test_une_valeur_impossible(cle: str, valeur: Any, attendu: str) -> None:
    with pytest.raises(ChiffresInvalides, match=attendu):
        fichier_de({cle: valeur})


def test_le_fichier_lui_meme(tmp_path: Path) -> None:
    casse = tmp_path / "casse.json"
    casse.write_text("{", encoding="utf-8")
    with pytest.raises(ChiffresInvalides, match="pas un fichier JSON"):
        lire(casse)
    with pytest.raises(ChiffresInvalides, match="lecture impossible"):
        lire(tmp_path / "absent.json")
    with pytest.raises(ChiffresInvalides, match="« annee »"):
        interpreter({"region": "Rhône-Alpes", "annee": "2023", "chiffres": {}}, "essai.json")
    with pytest.raises(ChiffresInvalides, match="« chiffres »"):
        interpreter([], "essai.json")


def test_ignorer_charge_le_reste() -> None:
    nom = "2023-rhone-alpes-region"
    with pytest.raises(ChiffresInvalides) as refus:
        planifier(lire(fichiers_livres() / f"{nom}.json"), Random(1))
    assert "= 666, alors que actions_remobilisation_total vaut 598" in str(refus.value)
    assert "= 286, alors que mises_en_situation_total vaut 252" in str(refus.value)
    fichier = livre(nom)
    assert set(fichier.ignorees) == {"actions_remobilisation_total", "mises_en_situation_total"}
    assert planifier(fichier, Random(1)).actions["inclu_pro"] == 520


def ecrire(chemin: Path, nom: str, **details: Any) -> Path:
    contenu = {
        "region": "Rhône-Alpes",
        "departement": "26",
        "departement_nom": "Drôme",
        "annee": 2023,
        "chiffres": {"assures_pdp": {"valeur": 10}},
    }
    fichier = chemin / nom
    fichier.write_text(json.dumps(contenu | details), encoding="utf-8")
    return fichier


def test_ce_qui_ne_va_pas_ensemble(tmp_path: Path) -> None:
    drome = ecrire(tmp_path, "drome.json")
    double = ecrire(tmp_path, "double.json")
    region = ecrire(tmp_path, "region.json", departement=None)
    ailleurs = ecrire(tmp_path, "ailleurs.json", region="Atlantide")
    autre_region = ecrire(tmp_path, "autre.json", region="Bretagne")
    for fichiers, ignorer, date, attendu in (
        ([drome, double], [], JOUR, "portent sur la même unité"),
        ([drome, region], [], JOUR, "la région seront ceux de ses unités"),
        ([ailleurs], [], JOUR, "« Atlantide » n'est pas une circonscription connue"),
        ([autre_region], [], JOUR, "n'est pas de la région Bretagne"),
        ([drome], ["assures_sps"], JOUR, "« assures_sps » est à ignorer et n'est dans aucun"),
        ([drome], [], datetime.date(2023, 12, 31), "n'est pas finie au 31/12/2023"),
    ):
        with pytest.raises(ChiffresInvalides, match=attendu):
            lire_ensemble(fichiers, ignorer, date)


def test_une_region_qui_ne_fait_que_declarer_va_avec_ses_unites(tmp_path: Path) -> None:
    drome = ecrire(tmp_path, "drome.json")
    region = ecrire(
        tmp_path, "region.json", departement=None, chiffres={"satisfaction_pct": {"valeur": 92.4}}
    )
    assert len(lire_ensemble([drome, region], [], JOUR)) == 2


def test_un_nombre_demesure_est_refuse_avant_de_generer(tmp_path: Path) -> None:
    brut = {"annee": 2023, "region": "Rhône-Alpes", "chiffres": {"entretiens_total": 10**12}}
    with pytest.raises(ChiffresInvalides, match="la démonstration s'arrête à 1000000"):
        interpreter(brut, "ain.json")


def test_un_json_sans_fond_est_refuse_par_une_phrase(tmp_path: Path) -> None:
    fichier = tmp_path / "profond.json"
    fichier.write_text("[" * 100_000)
    with pytest.raises(ChiffresInvalides, match="pas un fichier JSON"):
        lire(fichier)
