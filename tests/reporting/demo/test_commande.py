"""`manage.py generer_demo` on a real base: written, loaded, and the SQL gives the figures."""

import datetime
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cases.enums import SensAppel
from cases.models import Accompagnement, Assure, CompteAppels, MessageReferent, Remplacement
from partners.models import Agent
from reporting.demo.calage.lecture import lire
from reporting.indicateurs import calculer_figures
from servicesocial.perimetre import TOUT, perimetre

pytestmark = pytest.mark.django_db

CHIFFRES = {
    "assures_pdp": 90,
    "assures_sps": 60,
    "entretiens_total": 420,
    "part_rdv_physique_pct": 54,
    "part_rdv_telephone_pct": 46,
    "part_rdv_physique_pct_n1": 47,
    "part_rdv_telephone_pct_n1": 53,
    "femmes_pct": 58,
    "hommes_pct": 42,
    "duree_moyenne_mois": 8.9,
    "inclu_pro": 4,
    "dispositifs_locaux_am": 3,
    "actions_remobilisation_total": 7,
    "equipe_ass": 5,
    "satisfaction_pct": 92.4,
}


def ecrire(chemin: Path, **chiffres: Any) -> Path:
    fichier = chemin / "chiffres.json"
    contenu = {
        "source": "Rapport d'essai",
        "region": "Rhône-Alpes",
        "departement": "01",
        "departement_nom": "Ain",
        "annee": 2023,
        "chiffres": {cle: {"valeur": valeur} for cle, valeur in (CHIFFRES | chiffres).items()},
    }
    fichier.write_text(json.dumps(contenu), encoding="utf-8")
    return fichier


def generer(*fichiers: Path, sortie: Path, **options: Any) -> str:
    texte = StringIO()
    call_command(
        "generer_demo", "--chiffres", *map(str, fichiers), "--sortie", str(sortie), "--graine", "3", "--date",
        "2026-06-16", stdout=texte, **options,
    )  # fmt: skip
    return texte.getvalue().replace("\xa0", " ").replace("\u202f", " ")


def test_la_base_donne_les_chiffres(tmp_path: Path) -> None:
    fichier = ecrire(tmp_path)
    texte = generer(fichier, sortie=tmp_path / "demo")
    assert "chiffres déclarés : satisfaction_pct." in texte
    assert "Démonstration chargée" in texte
    figures = calculer_figures(2023)["01"]
    lu = lire(fichier)
    for cle in lu.calculees:
        assert figures.chiffres[cle] == lu.chiffres[cle].valeur, cle
    assert figures.complements["declares"]["satisfaction_pct"] == {
        "valeur": "92.40",
        "source": "Rapport d'essai",
    }
    with perimetre(TOUT):
        messages = MessageReferent.objects.all()
        assert messages.ouverts().filter(rappeler_avant__lt=datetime.date(2026, 6, 16)).count() >= 1
        remplace = Remplacement.objects.get()
        titulaire = Agent.objects.get(email="ass.ain@example.org")
        assert remplace.remplacant == titulaire
        suivis = Accompagnement.objects.suivis_par(titulaire, datetime.date(2026, 6, 16))
        assert messages.filter(accompagnement__in=suivis).exclude(texte="").count() >= 5
        assert set(CompteAppels.objects.values_list("sens", "traite")) == {
            (sens, traite) for sens in SensAppel for traite in (True, False)
        }
    assert set(figures.complements["anomalies"]) <= {"dossier_ouvert_sans_entretien"}


def test_la_relancer_ne_double_rien(tmp_path: Path) -> None:
    fichier = ecrire(tmp_path)
    generer(fichier, sortie=tmp_path / "demo")
    with perimetre(TOUT):
        avant = Assure.objects.count()
    generer(fichier, sortie=tmp_path / "demo")
    with perimetre(TOUT):
        assert Assure.objects.count() == avant > 300


def test_ecrire_sans_charger(tmp_path: Path) -> None:
    generer(ecrire(tmp_path), sortie=tmp_path / "demo", sans_charger=True)
    assert (tmp_path / "demo" / "entretiens.csv").stat().st_size > 10_000
    with perimetre(TOUT):
        assert not Assure.objects.exists()


def test_une_contradiction_ne_charge_rien(tmp_path: Path) -> None:
    fichier = ecrire(tmp_path, entretiens_telephone=400)
    with pytest.raises(CommandError, match="entretiens_telephone"):
        generer(fichier, sortie=tmp_path / "demo")
    assert not (tmp_path / "demo").exists()
    texte = generer(fichier, sortie=tmp_path / "demo", ignorer=["entretiens_telephone"], sans_charger=True)
    assert "clés ignorées : entretiens_telephone" in texte


def test_ce_qui_est_lu_autrement_est_dit(tmp_path: Path) -> None:
    fichier = ecrire(tmp_path, equipes=2)
    contenu = json.loads(fichier.read_text(encoding="utf-8"))
    contenu["chiffres"]["equipe_ass"]["perimetre"] = "par équipe"
    contenu["chiffres"]["assures_accompagnes_individuel"] = {"valeur": 140, "precision": "plus_de"}
    fichier.write_text(json.dumps(contenu), encoding="utf-8")
    texte = generer(fichier, sortie=tmp_path / "demo", sans_charger=True)
    assert "equipe_ass : 5 par équipe, 10 dans l'unité." in texte
    assert "« plus de » : assures_accompagnes_individuel." in texte
