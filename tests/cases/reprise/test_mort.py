"""A load killed in the middle, for good: the base is as it was."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from cases.reprise.ecriture import ecrire_dossier
from servicesocial.environnement.chemins import RACINE
from tests.cases.reprise.dossier import complet, compter, reprendre

# Another process on the test database, that stops when everything but the last kinds is written.
CHARGEMENT = """
import sys, time
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
import django
django.setup()
from django.core.management import call_command
from cases.reprise import chargement
vraie = chargement.charger
def attendre(curseur, genre, attendus):
    if genre.nom == "accords":
        print("presque", flush=True)
        time.sleep(600)
    vraie(curseur, genre, attendus)
chargement.charger = attendre
call_command("reprise", sys.argv[2], verbosity=0)
"""


@pytest.mark.django_db(transaction=True)
def test_un_chargement_tue_ne_laisse_rien(base: None, tmp_path: Path) -> None:
    ecrire_dossier(tmp_path, complet())
    avant = compter()
    processus = subprocess.Popen(
        [sys.executable, "-c", CHARGEMENT, str(connection.settings_dict["NAME"]), str(tmp_path)],
        cwd=RACINE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert processus.stdout is not None
        assert processus.stdout.readline() == "presque\n"
    finally:
        processus.kill()
        processus.communicate()
    assert compter() == avant
    # And nothing of it hinders the next one.
    for _ in range(50):
        reussie, texte = reprendre(tmp_path)
        if "Une autre reprise est en cours" not in texte:
            break
    assert reussie, texte
