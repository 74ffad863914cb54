"""Time of a search, a dossier and a portefeuille, before and after ten times more persons, in one run.

    .venv/bin/python bench/recherche.py

Everything is done in one transaction on the database of the demonstration, then undone. Each ratio should stay near 1:
a page must cost the same at ten times the volume.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servicesocial.settings.dev")

from servicesocial.embarque import serveurs

serveurs.demarrer_si_besoin()
django.setup()

from django.db import transaction
from django.utils import timezone

from bench.volume import multiplier
from cases.accompagnements.queries.suivis import mes_accompagnements
from cases.accueil.queries.portefeuille import compter, portefeuille
from cases.dossier.queries.dossier import lire_dossier
from cases.models import Assure
from cases.personnes.queries.recherche_libre import recherche_libre
from cases.rules.recherche_libre import comprendre
from cases.signalements.queries.file_d_attente import signalements_a_joindre
from partners.models import Agent
from servicesocial.perimetre import perimetre

UNITE = "01"
FOIS = 10
MESURES = 7
TEXTES = ("clairuchet moniqe", "marie beau", "12/03/1975", "06 12 34 56 78")


def main() -> None:
    ass = Agent.objects.filter(email="ass.ain@example.org").first()
    if ass is None:
        sys.exit("Cette base n'est pas celle de la démonstration : lancer d'abord « make demo SERVE=0 ».")
    jour = timezone.localdate()
    with transaction.atomic(), perimetre([UNITE]):
        suivi = mes_accompagnements(ass, jour)[0]
        pages: dict[str, Callable[[], object]] = {
            f"Recherche « {texte} »": lambda texte=texte: recherche_libre(ass, comprendre(texte, jour), jour)
            for texte in TEXTES
        }
        pages["Dossier"] = lambda: lire_dossier(ass, suivi.assure, timezone.localdate(), {})
        pages["Portefeuille"] = lambda: compter(portefeuille(ass, jour, 60), ["a_relancer", "a_informer"])
        pages["Signalements à joindre"] = lambda: list(signalements_a_joindre(ass))
        avant = {nom: _mediane(page) for nom, page in pages.items()}
        nombre = Assure.objects.count()
        multiplier(UNITE, FOIS)
        apres = {nom: _mediane(page) for nom, page in pages.items()}
        print(f"{nombre} personnes, puis {Assure.objects.count()}")
        transaction.set_rollback(True)
    for nom in pages:
        print(
            f"{nom:<34} {1000 * avant[nom]:7.1f} ms {1000 * apres[nom]:7.1f} ms   x {apres[nom] / avant[nom]:.2f}"
        )


def _mediane(page: Callable[[], object]) -> float:
    temps = []
    for _ in range(MESURES):
        debut = time.perf_counter()
        page()
        temps.append(time.perf_counter() - debut)
    return statistics.median(temps)


if __name__ == "__main__":
    main()
