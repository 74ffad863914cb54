"""Removes the clauses of the definitions one at a time and names the published figures that become wrong.

A clause that can be removed without any published figure changing is either useless or not proved by the data: the
script then exits with 1. Run it on the demonstration base (`make demo SERVE=0` makes one): every clause has its
trap there.

    python bench/clauses.py [--annee 2023] [FICHIER.json ...]

The files are those of published figures; without any, the three of Rhône-Alpes 2023. A clause is a tagged line of
reporting/indicateurs/sql (see entretiens.sql) or one of `CLAUSES_PYTHON` in retraits.py.
"""

import argparse
import os
import sys
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servicesocial.settings.dev")

from servicesocial.embarque import serveurs

serveurs.demarrer_si_besoin()
django.setup()

from bench.ecarts import FICHIERS, chiffres_de, contredits, ecrire_table, lire_publies
from bench.retraits import eprouver


def main() -> int:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("fichiers", nargs="*", type=Path, default=list(FICHIERS))
    arguments.add_argument("--annee", type=int, default=2023)
    options = arguments.parse_args()
    publies = lire_publies(options.fichiers)
    differents = contredits(publies, chiffres_de(options.annee, publies))
    if differents:
        print("La base ne donne pas les chiffres publiés :", *differents, sep="\n  ")
        return 2
    resultats = eprouver(options.annee, publies)
    ecrire_table(resultats, frozenset().union(*publies.values()))
    sans_effet = [nom for nom, faux in resultats.items() if not faux]
    print(f"\n{len(resultats)} clauses retirées une à une, {len(sans_effet)} sans effet.")
    if sans_effet:
        print("Sans effet sur aucun chiffre :", ", ".join(sans_effet))
    return 1 if sans_effet else 0


if __name__ == "__main__":
    sys.exit(main())
