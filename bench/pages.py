"""Time and queries of every page, before and after ten times more persons in the unit, in one run.

    .venv/bin/python bench/pages.py

The pages are those that the accounts of the demonstration reach by following links from the home page, by GET: each
address once, for the first account that reaches it; the home page for each of them. Everything is done in one
transaction on the database of the demonstration, then undone. Bounds: 120 ms a page on two quiet cores, no page twice
slower at ten times the volume. A bare view of Django (session, one query) measures the machine. PDF and files have
lines of their own, without bound.
"""

import html
import os
import re
import statistics
import sys
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servicesocial.settings.dev")
os.environ.setdefault("SSAM_DEBUG", "non")

from servicesocial.embarque import serveurs

serveurs.demarrer_si_besoin()
django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, path, resolve

from bench.volume import multiplier
from partners.models import Agent
from servicesocial.perimetre import perimetre

UNITE = "01"
FOIS = 10
MESURES = 15
BORNE = 120  # ms
ESSAIS = 3  # pages of one name that are read to find links
CADRE = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")
LIEN = re.compile(r"(?:href|hx-get)=\"(/[^\"#]*)")


def nue(request: HttpRequest) -> HttpResponse:
    """What Django costs: the agent of the session, and one query."""
    return HttpResponse(f"<p>{request.user} {Agent.objects.count()}</p>")


urlpatterns = [path("", nue)]


@dataclass
class Page:
    """One address, for one account. Times in milliseconds."""

    nom: str
    compte: str
    adresse: str
    est_une_page: bool
    requetes: int = 0
    avant: float = 0
    apres: float = 0


def main() -> None:
    comptes = [
        compte["courriel"] for compte in settings.SSAM_COMPTES_DEMO if ".ardeche" not in compte["courriel"]
    ]
    if not Agent.objects.filter(email=comptes[0]).exists():
        sys.exit("Cette base n'est pas celle de la démonstration : lancer d'abord « make demo SERVE=0 ».")
    # The names of the static files are those of today's pages.
    call_command("collectstatic", interactive=False, verbosity=0)
    with transaction.atomic():
        clients = {courriel: Client(SERVER_NAME="localhost") for courriel in comptes}
        for courriel, client in clients.items():
            client.force_login(Agent.objects.get(email=courriel))
        pages = _trouver(clients)
        reference = _reference(clients[comptes[0]])
        for page in pages:
            page.requetes, page.avant = _mesurer(clients[page.compte], page.adresse)
        with perimetre([UNITE]):
            multiplier(UNITE, FOIS)
        for page in pages:
            _, page.apres = _mesurer(clients[page.compte], page.adresse)
        transaction.set_rollback(True)
    _dire(pages, reference)


def _trouver(clients: dict[str, Client]) -> list[Page]:
    pages: dict[str, Page] = {}
    for compte, client in clients.items():
        for nom, adresse, est_une_page in _parcourir(client):
            cle = f"{nom} ({compte.partition('@')[0]})" if nom == "accueil" else nom
            pages.setdefault(cle, Page(cle, compte, adresse, est_une_page))
    return sorted(pages.values(), key=lambda page: page.nom)


def _parcourir(client: Client) -> Iterator[tuple[str, str, bool]]:
    """What is reached from the home page. Nothing of it stays: reading a dossier writes in the journal."""
    a_lire, vues, lues = deque(["/"]), {"/"}, dict[str, int]()
    while a_lire:
        adresse = a_lire.popleft()
        try:
            nom = resolve(adresse.partition("?")[0]).view_name
        except Resolver404:
            continue
        if lues.get(nom, 0) >= ESSAIS or nom.startswith("account_"):
            continue
        with transaction.atomic():
            reponse = client.get(adresse)
            transaction.set_rollback(True)
        if reponse.status_code != 200:
            continue
        lues[nom] = lues.get(nom, 0) + 1
        est_une_page = reponse.headers["Content-Type"].startswith("text/html")
        if lues[nom] == 1:
            yield nom, adresse, est_une_page
        if est_une_page:
            liens = {html.unescape(lien): None for lien in LIEN.findall(reponse.content.decode())}
            a_lire.extend(lien for lien in liens if lien not in vues)
            vues.update(liens)


def _mesurer(client: Client, adresse: str) -> tuple[int, float]:
    """Queries, and the median of MESURES times in milliseconds."""
    with transaction.atomic():
        with CaptureQueriesContext(connection) as requetes:
            client.get(adresse)
        nombre = sum(not requete["sql"].startswith(CADRE) for requete in requetes.captured_queries)
        temps = []
        for _ in range(MESURES):
            debut = time.perf_counter()
            client.get(adresse)
            temps.append(time.perf_counter() - debut)
        transaction.set_rollback(True)
    return nombre, 1000 * statistics.median(temps)


def _reference(client: Client) -> float:
    seulement = ("SessionMiddleware", "AuthenticationMiddleware")
    cadre = [nom for nom in settings.MIDDLEWARE if nom.endswith(seulement)]
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=cadre):
        nu = Client(SERVER_NAME="localhost")
        nu.cookies = client.cookies
        return _mesurer(nu, "/")[1]


def _dire(pages: list[Page], reference: float) -> None:
    print(f"Une vue nue de Django : {reference:.1f} ms.")
    print(f"Bornes d'une page : {BORNE} ms ; deux fois plus quand l'unité est {FOIS} fois plus grande.")
    print(f"{'adresse':<44}{'requêtes':>9}{'ms':>8}{'x vue nue':>11}{f'ms à x {FOIS}':>11}{'rapport':>9}")
    for page in sorted(pages, key=lambda page: (not page.est_une_page, -page.avant)):
        nom = page.nom if page.est_une_page else f"{page.nom} (fichier)"
        rapport = page.apres / page.avant
        depasse = page.est_une_page and (page.avant > BORNE or rapport > 2)
        print(
            f"{nom:<44}{page.requetes:>9}{page.avant:>8.1f}{page.avant / reference:>11.1f}{page.apres:>11.1f}"
            f"{rapport:>9.2f}{'  <-' if depasse else ''}"
        )


if __name__ == "__main__":
    main()
