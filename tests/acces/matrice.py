"""Every address of the product, every profile, an object of one's own unit, of another unit, unknown (matrice.txt).

One row: URL name, method, object, then the answer to each column. `conn` is a redirection to the login page. FORM
is a page with a form: GET answers what is written, and the form sent empty is refused for its values (422) where the
page is shown, refused as the page is everywhere else. « à_publier » is a bilan of our unit not published yet.
Columns: nobody, an agent without affectation today, then the six profiles, all of the same unit.
"""

from dataclasses import dataclass
from pathlib import Path

COLONNES = ("anon", "sans", "ass", "csam", "secr", "mana", "regi", "admi")

TEXTE = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Ligne:
    nom: str
    methode: str
    objet: str
    reponses: dict[str, str]

    def __str__(self) -> str:
        return f"{self.nom} {self.methode} {self.objet}"


def lire() -> list[Ligne]:
    lignes = []
    for texte in TEXTE.strip().splitlines()[1:]:
        if not texte.strip():
            continue
        nom, methode, objet, *reponses = texte.split()
        lignes.append(
            Ligne(nom, methode, objet.replace("_", " "), dict(zip(COLONNES, reponses, strict=True)))
        )
    return lignes
