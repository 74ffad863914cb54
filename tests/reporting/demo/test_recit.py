"""What the recit may write: the years that the published figures read, and nothing of the present."""

import datetime
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import reporting.demo
from tests.reporting.demo.outils import JOUR, Demo, ecarts, fabriquer, fichier_de

ANNEE = 2023
HORIZON = datetime.date(ANNEE + 1, 12, 31)
# Who works here and when: the import alone declares it, for any day.
EFFECTIFS = {"affectations", "remplacements"}
# What was foreseen on a day that the recit tells: the end of an arrêt, of an action, of a recognition, a deadline.
PREVISIONS = {
    ("arrets", "au"),
    ("actions", "au"),
    ("situations", "rqth_jusquau"),
    ("signalements", "echeance"),
}
# What hangs on an act that counts, by the column that names it.
LIENS = {
    "situations": "assure",
    "arrets": "assure",
    "axes": "accompagnement",
    "referents": "accompagnement",
    "entretiens": "accompagnement",
    "notes": "entretien",
    "rendez_vous": "accompagnement",
    "contacts": "assure",
    "brouillons": "accompagnement",
    "preconisations": "accompagnement",
    "demarches": "accompagnement",
    "actions": "accompagnement",
    "accords": "action",
}
ANNUAIRE = {
    "regions",
    "departements",
    "sites",
    "points_accueil",
    "secteurs",
    "agents",
    "affectations",
    "remplacements",
    "partenaires",
    "interlocuteurs",
    "dispositifs_locaux",
    "entreprises",
    "chiffres_declares",
}
RACINES = {"assures", "accompagnements", "signalements"}


def test_chaque_module_dit_ce_qu_il_sert() -> None:
    """The published figures that it serves, or the screens that it gives life to."""
    muets = [
        module.name
        for piece in ("calage", "recit", "scene")
        for module in pkgutil.iter_modules(
            [str(Path(reporting.demo.__file__).parent / piece)], f"reporting.demo.{piece}."
        )
        if not re.search(r"\bServes |\bGives life ", importlib.import_module(module.name).__doc__ or "")
    ]
    assert muets == []


def jours(demo: Demo) -> Iterator[tuple[str, str, datetime.date]]:
    """Every dated cell of the folder."""
    for genre, lignes in demo.lignes.items():
        for ligne in lignes:
            for colonne, valeur in ligne.items():
                if isinstance(valeur, datetime.date):
                    yield genre, colonne, valeur
                elif isinstance(valeur, str) and re.match(r"\d{4}-\d\d-\d\d(T|$)", valeur):
                    yield genre, colonne, datetime.date.fromisoformat(valeur[:10])


def test_rien_n_est_ecrit_apres_l_annee_qui_suit(rhone_alpes: Demo) -> None:
    """The present is only acts (test_scene.py); N+1 is there for a wrong end of year to count it."""
    tardives = {
        (genre, colonne)
        for genre, colonne, jour in jours(rhone_alpes)
        if jour > HORIZON and genre not in EFFECTIFS and (genre, colonne) not in PREVISIONS
    }
    assert tardives == set()
    assert max(
        jour for genre, colonne, jour in jours(rhone_alpes) if (genre, colonne) == ("entretiens", "date")
    ) > (datetime.date(ANNEE + 1, 12, 1))


def test_chaque_genre_sert(rhone_alpes: Demo) -> None:
    """Every kind of row is of the annuaire, is what a figure counts, or hangs on it."""
    assert set(rhone_alpes.lignes) == ANNUAIRE | RACINES | set(LIENS)


def test_personne_n_est_invente_pour_rien(rhone_alpes: Demo) -> None:
    """Each accompagnement was under way, or annulled, in a year that a bilan of N reads, or in the one after."""
    lignes = rhone_alpes.lignes
    debut = datetime.date(ANNEE - 1, 1, 1)
    inutiles = [
        dossier
        for dossier in lignes["accompagnements"]
        if dossier["ouvert_le"] > HORIZON or (dossier["clos_le"] or HORIZON) < debut
    ]
    assert inutiles == []
    assert {a["reference"] for a in lignes["assures"]} == {d["assure"] for d in lignes["accompagnements"]}


@pytest.mark.parametrize("genre", LIENS)
def test_chaque_ligne_tient_a_ce_qui_compte(rhone_alpes: Demo, genre: str) -> None:
    colonne = LIENS[genre]
    cibles = {
        "assure": "assures",
        "accompagnement": "accompagnements",
        "entretien": "entretiens",
        "action": "actions",
    }
    connus = {ligne["reference"] for ligne in rhone_alpes.lignes[cibles[colonne]]}
    perdues: list[dict[str, Any]] = [
        ligne for ligne in rhone_alpes.lignes[genre] if ligne.get(colonne) not in connus
    ]
    assert perdues == []


def test_rien_ne_depasse_le_jour_de_la_demonstration(tmp_path: Path) -> None:
    """In the first days of January there is hardly any past: the figures hold all the same."""
    fichier = fichier_de({"assures_pdp": 320, "assures_sps": 150, "entretiens_total": 1_300})
    for jour in (datetime.date(2024, 1, 2), datetime.date(2024, 1, 25), datetime.date(2027, 8, 15)):
        demo = fabriquer([fichier], tmp_path / jour.isoformat(), date=jour)
        assert ecarts(fichier, demo.compte(fichier)) == {}
        assert max(e["date"] for e in demo.lignes["entretiens"]) < jour


def test_les_comptes_de_la_demonstration(rhone_alpes: Demo) -> None:
    agents = {a["email"]: a for a in rhone_alpes.lignes["agents"]}
    postes = rhone_alpes.lignes["affectations"]
    for nom in ("ain", "ardeche", "drome"):
        for compte, profil in (
            ("ass", "ASS"),
            ("csam", "CSAM"),
            ("manager", "MANAGER"),
            ("secretariat", "SECRETARIAT"),
        ):
            courriel = f"{compte}.{nom}@example.org"
            assert agents[courriel]["actif"]
            assert any(p["agent"] == courriel and p["profil"] == profil and p["au"] is None for p in postes)
    for courriel, profil in (("region@example.org", "REGION"), ("admin@example.org", "ADMINISTRATEUR")):
        [poste] = [p for p in postes if p["agent"] == courriel]
        assert (poste["profil"], poste["region"], poste["site"], poste["departement"]) == (
            profil,
            "RA",
            None,
            None,
        )
    partis = {p["agent"] for p in postes if p["au"]} - {p["agent"] for p in postes if p["au"] is None}
    en_poste = {p["agent"] for p in postes if p["au"] is None or p["au"] >= JOUR}
    assert partis
    assert not any(agents[agent]["actif"] for agent in partis if agent not in en_poste)
