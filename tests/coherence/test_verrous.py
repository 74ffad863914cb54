"""Rows are held and written by the tool of cases/socle/acte.py. What is still done by hand is listed, and shrinks."""

import re
from collections import Counter

from tests.coherence.outils import fichiers, nom

OUTIL = "cases/socle/acte.py"
PAR_DEFAUT = re.compile(r"\.select_for_update\(")
ENTIERE = re.compile(r"\.save\(")

# File, how many. Written before the tool: they are to be moved to tenir(), tenir_toutes() and tenir_personne(), which
# say a sentence when the row has gone. Nothing is added here.
VERROUS_A_LA_MAIN = {
    "cases/accueil/domain/portefeuille.py": 1,
    "cases/dossier/domain/bris_de_glace.py": 1,
    "cases/entretiens/domain/entretien.py": 2,
    "cases/listes_recues/domain/depot.py": 2,
    "cases/listes_recues/domain/retrait.py": 1,
    "cases/messages/domain/messages.py": 2,
    "cases/personnes/domain/contact.py": 2,
    "cases/personnes/domain/information.py": 2,
    "cases/remobilisation/domain/action.py": 4,
    "cases/rendez_vous/domain/creneau.py": 2,
    "cases/rendez_vous/domain/rendez_vous.py": 2,
    "cases/signalements/domain/designation.py": 1,
    "cases/signalements/domain/formulaire_partenaire.py": 1,
    "cases/signalements/domain/reponse.py": 1,
    "cases/signalements/domain/signalement.py": 2,
    "cases/signalements/domain/suites.py": 1,
    "cases/signalements/domain/triage.py": 1,
    "cases/signalements/domain/triage_en_lot.py": 1,
    "cases/transferts/domain/demande_transfert.py": 2,
}

# The same for rows saved by hand. A job (Travail) is a new row of the foundation; a workbook is no row.
ENREGISTREMENTS_A_LA_MAIN = {
    "cases/accueil/domain/classeur.py": 1,
    "cases/listes_recues/domain/depot.py": 2,
    "cases/listes_recues/domain/retrait.py": 1,
}


def comptes(motif: re.Pattern[str]) -> dict[str, int]:
    """How many times each domain file does it, the tool apart."""
    trouves: Counter[str] = Counter()
    for fichier in fichiers(".py"):
        chemin = nom(fichier)
        if not chemin.startswith("cases/") or chemin == OUTIL or "domain" not in fichier.parts:
            continue
        for ligne in fichier.read_text(encoding="utf-8").splitlines():
            trouves[chemin] += len(motif.findall(ligne.partition("#")[0]))
    return {chemin: nombre for chemin, nombre in trouves.items() if nombre}


def test_une_ligne_se_tient_par_l_outil() -> None:
    """`.select_for_update().get()` is an error 500 as soon as a dossier leaves meanwhile."""
    assert comptes(PAR_DEFAUT) == VERROUS_A_LA_MAIN


def test_une_ligne_s_ecrit_par_l_outil() -> None:
    """A row saved whole undoes what somebody else wrote since it was read; enregistrer() refuses one that exists."""
    assert comptes(ENTIERE) == ENREGISTREMENTS_A_LA_MAIN
