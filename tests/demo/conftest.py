"""The demonstration of the three published units, loaded once and undone at the end of its tests.

All these tests go to the same worker (conftest.py of the root): the base is loaded in one transaction that is never
committed, so that no other test sees it.
"""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from partners.domain.referentiels import charger_referentiels
from partners.models import Departement
from reporting.bilans import demander_bilan
from reporting.demo import fichiers_livres
from reporting.models import Bilan
from servicesocial import tasks

UNITES = {"01": "ain", "07": "ardeche", "26": "drome"}
ANNEE = 2023


def fichier(unite: str) -> Path:
    return fichiers_livres() / f"2023-rhone-alpes-{UNITES[unite]}.json"


@pytest.fixture(scope="package")
def demonstration(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Path]:
    """The base of `make demo`, with a fixed date; gives the folder that it was loaded from."""
    dossier = tmp_path_factory.mktemp("demo")
    with django_db_blocker.unblock(), transaction.atomic():
        charger_referentiels()
        call_command(
            "generer_demo",
            chiffres=[fichier(unite) for unite in UNITES],
            graine=2023,
            date=datetime.date(2026, 11, 20),
            sortie=dossier,
            verbosity=0,
        )
        yield dossier
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def bilans(demonstration: Path) -> dict[str, Bilan]:
    """The produced bilan of each unit."""
    produits = {}
    for unite in UNITES:
        bilan = demander_bilan(agent=None, unite=Departement.objects.get(code=unite), annee=ANNEE)
        tasks.faire(str(bilan.travail.uuid))
        produits[unite] = Bilan.objects.get(pk=bilan.pk)
    return produits
