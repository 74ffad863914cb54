"""`manage.py bilan`: the same bilan without a browser nor a worker."""

import datetime
import json

import pytest
from django.core.management import CommandError, call_command

from reporting.bilans import demander_bilan
from reporting.models import Bilan
from tests.fabriques import AccompagnementFactory, EntretienFactory

pytestmark = pytest.mark.django_db


def bilan(sortie, *, departement="01", annee=2023):
    call_command("bilan", "--departement", departement, "--annee", str(annee), "--sortie", str(sortie))


@pytest.fixture
def entretien(site):
    accompagnement = AccompagnementFactory(site=site, assure__departement=site.departement)
    return EntretienFactory(accompagnement=accompagnement, date=datetime.date(2023, 6, 15))


def test_ecrit_le_pdf_et_le_json(entretien, tmp_path, capsys):
    for suffixe in ("pdf", "json"):
        bilan(tmp_path / f"b.{suffixe}")
    assert (tmp_path / "b.pdf").read_bytes()[:5] == b"%PDF-"
    assert json.loads((tmp_path / "b.json").read_text())["chiffres"]["entretiens_total"]["valeur"] == 1
    assert "version 2" in capsys.readouterr().out


@pytest.mark.usefixtures("sans_mise_en_page")
def test_produit_la_demande_deja_en_attente(entretien, ain, tmp_path):
    demander_bilan(agent=None, unite=ain, annee=2023)
    bilan(tmp_path / "b.json")
    assert Bilan.objects.count() == 1


def test_unite_inconnue(ain):
    with pytest.raises(CommandError, match=r"Unité inconnue : 99\. Unités de cette installation : 01\."):
        bilan("b.pdf", departement="99")


def test_annee_hors_des_bilans(ain):
    with pytest.raises(CommandError, match="Année hors des bilans : 1850"):
        bilan("b.pdf", annee=1850)


@pytest.mark.parametrize(
    ("sortie", "message"), [("b.doc", "se termine par .pdf ou .json"), ("/absent/b.pdf", "n'existe pas")]
)
def test_sortie_impossible(ain, sortie, message):
    with pytest.raises(CommandError, match=message):
        bilan(sortie)


@pytest.mark.usefixtures("sans_mise_en_page")
def test_sortie_qui_ne_s_ecrit_pas(entretien, tmp_path):
    """A sentence, before the work when it can be known, after it otherwise."""
    dossier = tmp_path / "b.json"
    dossier.mkdir()
    with pytest.raises(CommandError, match="est un dossier"):
        bilan(dossier)
    assert Bilan.objects.count() == 0
    with pytest.raises(CommandError, match="ne s'écrit pas"):
        bilan("/proc/b.json")


@pytest.mark.usefixtures("sans_mise_en_page")
def test_une_annee_vide_est_dite(ain, tmp_path, capsys):
    bilan(tmp_path / "b.json", annee=2021)
    assert "Aucun entretien n'est enregistré pour Ain en 2021" in capsys.readouterr().err
