"""Prints the time of the figures of one year, for every unit, against one bare SQL aggregate over the same rows.

The aggregate counts the entretiens of the year by unit: the least that any report can ask of the database. Both are
timed in the same run, in turn, on the current database; the ratio is what can be compared from one machine to
another.

    python bench/chiffres.py [--annee 2023] [--fois 7]
"""

import argparse
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

from django.db import connection

from partners.models import Departement
from reporting.indicateurs import calculer_figures
from servicesocial.perimetre import perimetre

_AGREGAT = """
    SELECT site.departement_id, count(*)
    FROM cases_entretien AS entretien
    JOIN partners_site AS site ON site.id = entretien.site_id
    WHERE entretien.date >= make_date(%(annee)s, 1, 1) AND entretien.date <= make_date(%(annee)s, 12, 31)
        AND entretien.annule_le IS NULL
    GROUP BY 1
"""


def compter(annee: int) -> dict[str, int]:
    """The bare aggregate."""
    codes = Departement.objects.values_list("code", flat=True)
    with perimetre(codes), connection.cursor() as curseur:
        curseur.execute(_AGREGAT, {"annee": annee})
        return dict(curseur.fetchall())


def secondes(faire: Callable[[int], object], annee: int) -> float:
    debut = time.perf_counter()
    faire(annee)
    return time.perf_counter() - debut


def main() -> int:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--annee", type=int, default=2023)
    arguments.add_argument("--fois", type=int, default=7)
    options = arguments.parse_args()
    entretiens = compter(options.annee)
    figures = calculer_figures(options.annee)
    totaux = {code: f["entretiens_total"] for code, f in figures.items() if f.get("entretiens_total")}
    if totaux != entretiens:
        print("Les deux ne comptent pas les mêmes entretiens :", totaux, entretiens)
        return 2
    # In turn, so that whatever slows the machine slows both.
    paires = [
        (secondes(calculer_figures, options.annee), secondes(compter, options.annee))
        for _ in range(options.fois)
    ]
    chiffres, agregat = (statistics.median(temps) for temps in zip(*paires, strict=True))
    lignes = sum(entretiens.values())
    print(f"{options.annee} : {lignes} entretiens, {len(entretiens)} unités sur {len(figures)}")
    print(f"tous les chiffres de toutes les unités  {chiffres * 1000:8.1f} ms")
    print(f"un agrégat SQL nu sur les mêmes lignes  {agregat * 1000:8.1f} ms")
    print(f"rapport (médianes de {options.fois} passages)        {chiffres / agregat:8.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
