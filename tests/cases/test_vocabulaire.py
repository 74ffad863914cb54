"""docs/vocabulaire.md names every model and every state."""

import re

import pytest
from django.apps import apps
from django.db.models import TextChoices

from cases.enums import TRANSITIONS_SIGNALEMENT, EtatAction, EtatRendezVous, EtatSignalement
from reporting.enums import EtatBilan
from servicesocial.enums import EtatTravail
from servicesocial.environnement.chemins import RACINE

TEXTE = (RACINE / "docs" / "vocabulaire.md").read_text(encoding="utf-8")


def test_chaque_modele_est_defini_et_aucun_autre() -> None:
    modeles = {
        modele.__name__
        for application in ("servicesocial", "partners", "cases", "reporting")
        for modele in apps.get_app_config(application).get_models()
    }
    assert set(re.findall(r"`([A-Z]\w+)`", TEXTE)) == modeles


@pytest.mark.parametrize("etats", [EtatSignalement, EtatRendezVous, EtatAction, EtatBilan, EtatTravail])
def test_chaque_etat_est_nomme(etats: type[TextChoices]) -> None:
    assert [etat.label for etat in etats if etat.label not in TEXTE] == []


@pytest.mark.parametrize("depart", list(TRANSITIONS_SIGNALEMENT))
def test_les_suites_d_un_signalement_sont_celles_de_la_table(depart: EtatSignalement) -> None:
    (ligne,) = re.findall(rf"^\| {depart.label} \| .+ \| (.+) \|$", TEXTE, flags=re.MULTILINE)
    assert ligne.split(", ") == [etat.label for etat in TRANSITIONS_SIGNALEMENT[depart]]
