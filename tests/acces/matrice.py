"""Every address of the product, every profile, an object of one's own unit, of another unit: the files of `matrice/`.

One file a trade (the trade whose urls.py gives the address), or an application. One row: URL name, method, object,
then the answer to each column. `conn` is a redirection to the login page. FORM is a page with a form: GET answers
what is written, and the form sent empty is refused for its values (422) where the page is shown, refused as the page
is everywhere else. The object is a kind of object of tests/acces/monde.py, « sien » or « autre »; « - » is none.
Columns: nobody, an agent without affectation today, then the six profiles, all of the same unit.

An unknown object has no row: it is not found (404), and nobody's column is that of a known one. test_matrice.py asks
for it under one profile, the first that may open ours: what is not there has no owner to depend on.
"""

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import cases

COLONNES = ("anon", "sans", "ass", "csam", "secr", "mana", "regi", "admi")
PROFILS = COLONNES[2:]
DOSSIER = Path(__file__).with_suffix("")
FICHIERS = sorted(fichier.stem for fichier in DOSSIER.glob("*.txt"))
REFUS = {"403", "404"}


@dataclass(frozen=True)
class Ligne:
    fichier: str
    nom: str
    methode: str
    genre: str
    objet: str
    reponses: dict[str, str]

    def __str__(self) -> str:
        return f"{self.nom} {self.methode} {self.genre}/{self.objet}"

    def lecteur(self) -> str:
        """The first profile whom this address does not refuse."""
        return next(profil for profil in PROFILS if self.reponses[profil] not in REFUS)


def lire(fichier: str) -> list[Ligne]:
    lignes = []
    for texte in (DOSSIER / f"{fichier}.txt").read_text(encoding="utf-8").splitlines()[1:]:
        if not texte.strip():
            continue
        nom, methode, cible, *reponses = texte.split()
        genre, _, objet = cible.partition("/")
        lignes.append(Ligne(fichier, nom, methode, genre, objet, dict(zip(COLONNES, reponses, strict=True))))
    return lignes


def lire_tout() -> list[Ligne]:
    return [ligne for fichier in FICHIERS for ligne in lire(fichier)]


def fichiers_des_adresses() -> dict[str, str]:
    """The file of each address of `cases`, by its name: the trade that gives it."""
    metiers = sorted(urls.parent.name for urls in Path(cases.__path__[0]).glob("*/urls.py"))
    return {
        f"cases:{motif.name}": metier
        for metier in metiers
        for motif in import_module(f"cases.{metier}.urls").urlpatterns
    }


def fichier_de(nom: str) -> str:
    """Where the rows of this address are: its trade, else its application."""
    application, separateur, _ = nom.partition(":")
    return fichiers_des_adresses().get(nom, application) if separateur else "servicesocial"
