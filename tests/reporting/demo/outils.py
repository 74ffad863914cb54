"""Generating in memory, then counting again from the files alone, with nothing of the generator's planning."""

import dataclasses
import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from cases.reprise.ecriture import ecrire_dossier
from reporting.demo import fichiers_livres
from reporting.demo.calage.lecture import Fichier, interpreter, lire
from reporting.demo.recit.contexte import Contexte
from reporting.demo.recit.ecriture import contenu
from reporting.demo.recit.generation import generer
from reporting.indicateurs.catalogue import est_calcule
from tests.reporting.chiffres.lecture_dossier import lire_dossier
from tests.reporting.chiffres.recompte import recompter
from tests.reporting.chiffres.releve import Compte, Releve

JOUR = datetime.date(2026, 6, 16)
REGION = "la région"
# What the published file contradicts, or publishes « par équipe » and not for the unit.
IGNOREES = {
    "2020-pays-de-la-loire-loire-atlantique": ("assures_accompagnes_individuel", "entretiens_rad"),
    "2020-pays-de-la-loire-maine-et-loire": ("assures_accompagnes_individuel",),
    "2023-rhone-alpes-region": ("actions_remobilisation_total", "mises_en_situation_total"),
}


@dataclass(frozen=True)
class Demo:
    """A generated demo: what was read, its rows by kind, and the recount of each perimeter."""

    fichiers: list[Fichier]
    contexte: Contexte
    lignes: dict[str, list[dict[str, Any]]]
    releve: Releve

    def compte(self, fichier: Fichier, annee: int | None = None) -> Compte:
        comptes = recompter(self.releve, annee or fichier.annee)
        return comptes[fichier.departement or REGION]


def livre(nom: str) -> Fichier:
    return lire(fichiers_livres() / f"{nom}.json", IGNOREES.get(nom, ()))


def fabriquer(
    fichiers: Sequence[Fichier], chemin: Path, *, graine: int = 1, date: datetime.date = JOUR
) -> Demo:
    contexte = generer(fichiers, graine, date)
    lignes = contenu(contexte)
    ecrire_dossier(chemin, lignes)
    releve = lire_dossier(chemin)
    for perimetre in contexte.perimetres:
        if perimetre.fichier.departement is None:
            releve = en_une_region(releve, {unite.code for unite in perimetre.unites})
    return Demo(list(fichiers), contexte, lignes, releve)


def en_une_region(releve: Releve, unites: set[str]) -> Releve:
    """The same records, the units of the région taken as one."""

    def placer(unite: str | None) -> str | None:
        return REGION if unite in unites else unite

    return dataclasses.replace(
        releve,
        unites=[*releve.unites, REGION],
        unite_du_site={site: placer(unite) or unite for site, unite in releve.unite_du_site.items()},
        affectations=[dataclasses.replace(a, unite=placer(a.unite)) for a in releve.affectations],
    )


def ecarts(fichier: Fichier, compte: Compte) -> dict[str, tuple[Decimal, Any]]:
    """Keys of the file that the records do not give: published value, counted value."""
    faux = {}
    for cle, chiffre in fichier.chiffres.items():
        if not est_calcule(cle) or chiffre.par_equipe:
            continue
        trouve = compte.chiffres.get(cle, 0)
        juste = trouve >= chiffre.valeur if chiffre.plus_de else trouve == chiffre.valeur
        if not juste:
            faux[cle] = (chiffre.valeur, trouve)
    return faux


def fichier_de(
    chiffres: dict[str, Any], *, annee: int = 2023, departement: str | None = "26", **details: Any
) -> Fichier:
    """A figures file of the Drôme, or of the région when `departement` is None."""
    return interpreter(
        {
            "source": "Essai",
            "region": "Rhône-Alpes",
            "departement": departement,
            "departement_nom": "Drôme" if departement else None,
            "annee": annee,
            "chiffres": {cle: v if isinstance(v, dict) else {"valeur": v} for cle, v in chiffres.items()},
        }
        | details,
        "essai.json",
    )
