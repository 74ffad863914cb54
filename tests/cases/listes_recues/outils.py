"""Fictional lists, written as senders write them."""

import csv
import datetime
import io
from collections.abc import Sequence

import openpyxl

from cases.rules.nir import calculer_cle

ENTETES = ("NIR", "Nom", "Prénom", "Date de naissance", "Téléphone", "Code postal", "Commune", "Début arrêt")
RECU_LE = datetime.date(2026, 3, 2)
# 91 days on the day of reception.
ARRET = datetime.date(2025, 12, 2)
NOMS = ("Évrard", "Lemoîne", "Noël", "Œuvrard", "Çavignac", "Garçon")
Ligne = tuple[str, ...]


def personne(rang: int, *, arret: datetime.date = ARRET, nom: str = "") -> Ligne:
    """The same person for the same rank: a NIR with its key, coherent with her birth date."""
    naissance = datetime.date(1960 + rang % 40, rang % 12 + 1, rang % 28 + 1)
    sexe = "12"[rang % 2]
    nir = f"{sexe}{naissance:%y%m}01{rang // 1000 % 1000:03}{rang % 1000:03}"
    return (
        nir + calculer_cle(nir),
        nom or f"{NOMS[rang % len(NOMS)]}{_lettres(rang)}",
        "Zoë" if sexe == "2" else "Jérôme",
        f"{naissance:%d/%m/%Y}",
        f"06{rang:08}",
        "01000",
        "Bourg-en-Bresse",
        f"{arret:%d/%m/%Y}",
    )


def _lettres(rang: int) -> str:
    return "".join(chr(ord("a") + int(chiffre)) for chiffre in str(rang))


def personnes(nombre: int) -> list[Ligne]:
    return [personne(rang) for rang in range(nombre)]


def en_csv(
    lignes: Sequence[Ligne], encodage: str = "utf-8", separateur: str = ";", entetes: Ligne = ENTETES
) -> bytes:
    texte = io.StringIO()
    csv.writer(texte, delimiter=separateur).writerows([entetes, *lignes])
    return texte.getvalue().encode(encodage)


def en_xlsx(lignes: Sequence[Ligne], entetes: Ligne = ENTETES) -> bytes:
    """Dates and numbers as a workbook keeps them: the first zeros are lost."""
    classeur = openpyxl.Workbook(write_only=True)
    feuille = classeur.create_sheet("Liste")
    feuille.append(entetes)
    for nir, nom, prenom, naissance, telephone, postal, commune, arret in lignes:
        feuille.append(
            [
                int(nir) if nir.isdigit() else nir,
                nom,
                prenom,
                _date(naissance),
                int(telephone),
                int(postal),
                commune,
                _date(arret),
            ]
        )
    sortie = io.BytesIO()
    classeur.save(sortie)
    return sortie.getvalue()


def _date(texte: str) -> datetime.datetime:
    return datetime.datetime.strptime(texte, "%d/%m/%Y")  # noqa: DTZ007 – a cell has no time zone
