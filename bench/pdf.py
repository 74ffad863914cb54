"""Time of a bilan in PDF against bare WeasyPrint on the same HTML, in one run.

    .venv/bin/python bench/pdf.py

Reads the latest produced bilan of the database, renders its document as the product does (tags, attachment, locked
fetcher) and as bare WeasyPrint does with the same HTML and style sheet. Prints both times and their ratio.
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

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from weasyprint import CSS, HTML

from reporting.bilans import document_de
from reporting.exports.chiffres_json import en_octets
from reporting.exports.pdf import PieceJointe, rendre_pdf
from reporting.models import Bilan

TOURS = 5


def mediane(acte: Callable[[], object]) -> float:
    """Median time of `acte` over TOURS runs, after one to warm up."""
    acte()
    durees = []
    for _ in range(TOURS):
        debut = time.perf_counter()
        acte()
        durees.append(time.perf_counter() - debut)
    return statistics.median(durees)


def main() -> None:
    bilan = Bilan.objects.filter(figures__isnull=False).order_by("-produit_le").first()
    if bilan is None:
        sys.exit("Aucun bilan produit dans cette base : lancer d'abord « make demo SERVE=0 ».")
    contexte = {"document": document_de(bilan)}
    jointe = PieceJointe("chiffres.json", en_octets(bilan.figures), "Chiffres")
    feuille = finders.find("css/bilan-pdf.css")

    def produit() -> bytes:
        return rendre_pdf(contexte, pieces_jointes=[jointe], date_document=bilan.produit_le)

    html = render_to_string("reporting/pdf/bilan.html", contexte | {"date_iso": bilan.produit_le.isoformat()})

    def nu() -> bytes:
        return HTML(string=html, base_url=str(settings.BASE_DIR)).write_pdf(
            stylesheets=[CSS(filename=feuille)]
        )

    notre, simple = mediane(produit), mediane(nu)
    print(f"PDF du produit (balisé, chiffres joints)   {notre:6.2f} s   {len(produit()) // 1024} Kio")
    print(f"WeasyPrint seul, même HTML                 {simple:6.2f} s   {len(nu()) // 1024} Kio")
    print(f"Rapport                                    {notre / simple:6.2f}")


if __name__ == "__main__":
    main()
