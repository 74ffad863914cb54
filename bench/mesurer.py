"""`make bench`: the measures of this directory, one after the other, on the database of the demonstration."""

import subprocess
import sys
from pathlib import Path

MESURES = ("chiffres.py", "pdf.py", "listes.py", "recherche.py", "pages.py")


def main() -> None:
    dossier = Path(__file__).resolve().parent
    for mesure in MESURES:
        print(f"\n— {mesure}", flush=True)
        subprocess.run([sys.executable, str(dossier / mesure)], cwd=dossier.parent, check=True)


if __name__ == "__main__":
    main()
