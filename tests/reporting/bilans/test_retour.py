"""The JSON of a bilan fed back to the generator gives the same bilan."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from partners.models import Departement
from reporting.bilans import demander_bilan
from reporting.demo import fichiers_livres
from reporting.exports.chiffres_json import en_octets
from reporting.models import Bilan
from servicesocial import tasks

ARDECHE = fichiers_livres() / "2023-rhone-alpes-ardeche.json"


def figures_de_la_base_faite_avec(source: Path, graine: int, dossier: Path) -> dict[str, Any]:
    """Figures of the bilan of the base made from this file; the base is undone before this returns."""
    with transaction.atomic():
        date = datetime.date(2026, 11, 20)
        call_command("generer_demo", chiffres=[source], graine=graine, date=date, sortie=dossier, verbosity=0)
        bilan = demander_bilan(agent=None, unite=Departement.objects.get(code="07"), annee=2023)
        tasks.faire(str(bilan.travail.uuid))
        figures = Bilan.objects.get(pk=bilan.pk).figures
        transaction.set_rollback(True)
    return figures


# Its short form, without a base: test_le_bilan_rendu_au_generateur_donne_le_meme_bilan.
@pytest.mark.abus
@pytest.mark.django_db
def test_le_json_d_un_bilan_redonne_le_meme_bilan(tmp_path):
    premier = figures_de_la_base_faite_avec(ARDECHE, 3, tmp_path / "un")
    assert Departement.objects.count() == 0
    (tmp_path / "ardeche.json").write_bytes(en_octets(premier))
    second = figures_de_la_base_faite_avec(tmp_path / "ardeche.json", 7, tmp_path / "deux")
    assert len(premier["chiffres"]) > 40
    assert second["chiffres"] == premier["chiffres"]
