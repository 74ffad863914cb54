"""The CSV files of a reprise folder as plain lists for `recompte.py`: no loader, no database."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from partners import referentiels
from tests.reporting.chiffres import releve as plat

Ligne = dict[str, str]

# Instant of what the folder does not date: loaded together, hence in the order of the lines.
_SANS_INSTANT = datetime.fromisoformat("9999-12-31T00:00:00+00:00")

_RISQUES = {code: str(classe) for code, _, classe in referentiels.RISQUES}
_GROUPES = {code: str(groupe) for code, _, groupe in referentiels.SITUATIONS_CLOTURE}
_FAMILLES = {code: str(famille) for code, _, famille in referentiels.ORIGINES}
_FONCTIONS = {code: str(fonction) for code, _, fonction in referentiels.METIERS}


def lire_dossier(chemin: Path) -> plat.Releve:
    """A folder that starts from an empty base, its lists those delivered with the product."""
    unite_du_site = {ligne["code"]: ligne["departement"] for ligne in _lignes(chemin, "sites")}
    finances = {
        ligne["code"]: ligne["finance_am"] == "oui" for ligne in _lignes(chemin, "dispositifs_locaux")
    }
    return plat.Releve(
        unites=[ligne["code"] for ligne in _lignes(chemin, "departements")],
        unite_du_site=unite_du_site,
        personnes=[
            plat.Personne(ligne["reference"], ligne["sexe"], _annee(ligne["date_naissance"]))
            for ligne in _lignes(chemin, "assures")
        ],
        accompagnements=[_accompagnement(ligne) for ligne in _lignes(chemin, "accompagnements")],
        axes=[
            plat.AxeDepuis(ligne["accompagnement"], date.fromisoformat(ligne["du"]), ligne["axe"])
            for ligne in _lignes(chemin, "axes")
        ],
        entretiens=[_entretien(ligne, numero) for numero, ligne in enumerate(_lignes(chemin, "entretiens"))],
        signalements=[
            plat.Signalement(
                ligne["site"],
                date.fromisoformat(ligne["recu_le"]),
                _FAMILLES[ligne["origine"]],
                ligne["etat"],
                bool(ligne["annule_le"]),
            )
            for ligne in _lignes(chemin, "signalements")
        ],
        actions=[_action(ligne, finances) for ligne in _lignes(chemin, "actions")],
        affectations=[
            plat.Affectation(
                ligne["agent"].lower(),
                unite_du_site.get(ligne["site"]) or ligne["departement"] or None,
                _FONCTIONS[ligne["metier"]],
                date.fromisoformat(ligne["du"]),
                _jour(ligne["au"]),
            )
            for ligne in _lignes(chemin, "affectations")
        ],
        declares=[
            plat.Declare(
                ligne["departement"],
                int(ligne["annee"]),
                ligne["cle"],
                f"{Decimal(ligne['valeur']):.2f}",
                ligne["source"],
            )
            for ligne in _lignes(chemin, "chiffres_declares")
            if ligne["departement"]
        ],
    )


def _lignes(chemin: Path, genre: str) -> Iterator[Ligne]:
    fichier = chemin / f"{genre}.csv"
    if not fichier.exists():
        return
    with fichier.open(encoding="utf-8-sig", newline="") as ouvert:
        yield from csv.DictReader(ouvert, delimiter=";")


def _jour(texte: str) -> date | None:
    return date.fromisoformat(texte) if texte else None


def _annee(texte: str) -> int | None:
    jour = _jour(texte)
    return jour.year if jour else None


def _accompagnement(ligne: Ligne) -> plat.Accompagnement:
    return plat.Accompagnement(
        ligne["reference"],
        ligne["assure"],
        ligne["site"],
        date.fromisoformat(ligne["ouvert_le"]),
        _RISQUES.get(ligne["risque"]),
        _jour(ligne["clos_le"]),
        ligne["site_cloture"] or None,
        _GROUPES.get(ligne["situation_cloture"]),
        bool(ligne["annule_le"]),
    )


def _entretien(ligne: Ligne, numero: int) -> plat.Entretien:
    saisi_le = datetime.fromisoformat(ligne["saisi_le"]) if ligne["saisi_le"] else _SANS_INSTANT
    return plat.Entretien(
        ligne["reference"],
        ligne["accompagnement"],
        ligne["site"],
        date.fromisoformat(ligne["date"]),
        ligne["mode"],
        (saisi_le, numero),
        bool(ligne["annule_le"]),
    )


def _action(ligne: Ligne, finances: dict[str, bool]) -> plat.Action:
    return plat.Action(
        ligne["site"],
        ligne["type"],
        date.fromisoformat(ligne["du"]),
        _jour(ligne["au"]),
        ligne["etat"],
        finance_am=finances.get(ligne["dispositif"], False),
        renouvelle=bool(ligne["renouvelle"]),
        annule=bool(ligne["annule_le"]),
    )
