"""Published figures against computed ones, and the figures of one computation against those of another."""

import json
from collections.abc import Collection, Mapping
from pathlib import Path

from reporting.indicateurs import calculer_figures
from reporting.indicateurs.catalogue import CATALOGUE, est_calcule
from servicesocial.environnement.chemins import RACINE

DONNEES = RACINE / "reporting" / "donnees" / "chiffres"
FICHIERS = tuple(DONNEES / f"2023-rhone-alpes-{nom}.json" for nom in ("ain", "ardeche", "drome"))

Valeurs = Mapping[str, Mapping[str, object]]


def lire_publies(fichiers: list[Path]) -> dict[str, dict[str, object]]:
    """Computed keys of each unit's file. Raises OSError or ValueError on a file that is not one."""
    publies: dict[str, dict[str, object]] = {}
    for fichier in fichiers:
        contenu = json.loads(fichier.read_text(encoding="utf-8"))
        publies[contenu["departement"]] = {
            cle: chiffre["valeur"]
            for cle, chiffre in contenu["chiffres"].items()
            if cle in CATALOGUE and est_calcule(cle)
        }
    return publies


def ecarts(avant: Valeurs, apres: Valeurs) -> dict[str, set[str]]:
    """Keys whose value changed, appeared or went, with the units where they did."""
    trouves: dict[str, set[str]] = {}
    for unite, chiffres in avant.items():
        for cle in chiffres.keys() | apres[unite].keys():
            if chiffres.get(cle) != apres[unite].get(cle):
                trouves.setdefault(cle, set()).add(unite)
    return trouves


def chiffres_de(annee: int, unites: Collection[str]) -> dict[str, dict[str, object]]:
    figures = calculer_figures(annee)
    return {unite: dict(figures[unite].chiffres) for unite in unites}


def ecrire_table(resultats: Mapping[str, Mapping[str, set[str]]], publiees: frozenset[str]) -> None:
    """One line a clause: the keys of the files first, then those that the bilan prints besides."""
    largeur = max(len(nom) for nom in resultats)
    for nom, faux in resultats.items():
        des_fichiers = sorted(cle for cle in faux if cle in publiees)
        autres = sorted(cle for cle in faux if cle not in publiees)
        texte = ", ".join(des_fichiers) or ("aucune" if not autres else "")
        if autres:
            texte += f"{' ; ' if texte else ''}imprimées aussi : {', '.join(autres)}"
        print(f"{nom:<{largeur}}  {texte}")


def contredits(publies: Valeurs, calcules: Valeurs) -> list[str]:
    """Published values that the records do not give."""
    return [
        f"{unite} {cle} : publié {valeur}, calculé {calcules[unite].get(cle, 'absent')}"
        for unite, valeurs in publies.items()
        for cle, valeur in valeurs.items()
        # As texts: a published 8.9 is a float, the computed one a Decimal.
        if str(valeur) != str(calcules[unite].get(cle))
    ]
