"""The living present: there is work on every home page, and none of it is in the calibrated year."""

import datetime
import statistics
from collections import Counter
from pathlib import Path

import pytest

from tests.reporting.demo.outils import JOUR, Demo, ecarts, fabriquer, fichier_de

UNITES = {"01": "ain", "07": "ardeche", "26": "drome"}
A_TRAITER = {"recu", "qualifie", "affecte"}


@pytest.mark.parametrize("code", UNITES)
def test_du_travail_sur_chaque_accueil(rhone_alpes: Demo, code: str) -> None:
    lignes = rhone_alpes.lignes
    sites = {s["code"] for s in lignes["sites"] if s["departement"] == code}
    titulaire = f"ass.{UNITES[code]}@example.org"
    attente = [s for s in lignes["signalements"] if s["site"] in sites and s["etat"] in A_TRAITER]
    assert 60 <= len(attente) <= 100
    assert all(0 <= (JOUR - s["recu_le"]).days <= 28 for s in attente)
    etats = Counter(s["etat"] for s in attente)
    assert min(etats[etat] for etat in A_TRAITER) >= 5
    assert sum(s["echeance"] < JOUR for s in attente) >= 10
    assert any(s["origine"] == "cpam-prado" and (s["echeance"] - s["recu_le"]).days == 3 for s in attente)
    ouverts = {
        d["reference"]
        for d in lignes["accompagnements"]
        if d["site"] in sites and d["clos_le"] is None and d["ouvert_le"].year >= 2025
    }
    assert len(ouverts) >= 120
    suivis = {r["accompagnement"] for r in lignes["referents"] if r["agent"] == titulaire} & ouverts
    assert len(suivis) >= 30
    prevus = [r for r in lignes["rendez_vous"] if r["etat"] == "prevu" and r["site"] in sites]
    assert len(prevus) >= 60
    assert sum(r["agent"] == titulaire and r["debut"].startswith(JOUR.isoformat()) for r in prevus) >= 3
    assert len({(r["agent"], r["debut"]) for r in prevus}) == len(prevus)
    assert sum(b["agent"] == titulaire for b in lignes["brouillons"]) >= 2
    actions = Counter(a["etat"] for a in lignes["actions"] if a["accompagnement"] in ouverts)
    assert min(actions["prevue"], actions["en_cours"]) >= 5


def test_les_comptes_de_la_demonstration(rhone_alpes: Demo) -> None:
    agents = {a["email"]: a for a in rhone_alpes.lignes["agents"]}
    postes = rhone_alpes.lignes["affectations"]
    for nom in UNITES.values():
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
    assert partis
    assert not any(agents[agent]["actif"] for agent in partis if agent not in en_poste(rhone_alpes))


def en_poste(demo: Demo) -> set[str]:
    return {p["agent"] for p in demo.lignes["affectations"] if p["au"] is None or p["au"] >= JOUR}


def test_rien_du_present_n_est_dans_l_annee(tmp_path: Path) -> None:
    """In the first days of January the present has hardly any past: the figures hold all the same."""
    fichier = fichier_de({"assures_pdp": 320, "assures_sps": 150, "entretiens_total": 1_300})
    for jour in (datetime.date(2024, 1, 2), datetime.date(2024, 1, 25), datetime.date(2027, 8, 15)):
        demo = fabriquer([fichier], tmp_path / jour.isoformat(), date=jour)
        assert ecarts(fichier, demo.compte(fichier)) == {}
        assert max(e["date"] for e in demo.lignes["entretiens"]) < jour


@pytest.mark.parametrize("fete", [datetime.date(2026, 11, 21), datetime.date(2026, 12, 25)])
def test_un_jour_chome_a_aussi_ses_rendez_vous(tmp_path: Path, fete: datetime.date) -> None:
    fichier = fichier_de({"assures_pdp": 40, "assures_sps": 20, "entretiens_total": 150})
    demo = fabriquer([fichier], tmp_path, date=fete)
    assert any(
        r["etat"] == "prevu" and r["debut"].startswith(fete.isoformat()) for r in demo.lignes["rendez_vous"]
    )


@pytest.mark.parametrize("annee", [2023, 2026])
def test_les_delais_sont_ceux_d_un_service_qui_tient_parole(rhone_alpes: Demo, annee: int) -> None:
    """From the reception to the first rendez-vous that was not annulled: a median of 10 to 20 days, most within 14."""
    lignes = rhone_alpes.lignes
    rendez_vous: dict[str, list[datetime.date]] = {}
    for rdv in lignes["rendez_vous"]:
        if rdv["etat"] != "annule":
            jour = datetime.date.fromisoformat(rdv["debut"][:10])
            rendez_vous.setdefault(rdv["assure"], []).append(jour)
    delais = [
        min((jour - s["recu_le"]).days for jour in jours)
        for s in lignes["signalements"]
        if s["etat"] == "converti" and s["recu_le"].year == annee
        if (jours := [jour for jour in rendez_vous.get(s["assure"], ()) if jour >= s["recu_le"]])
    ]
    assert len(delais) > 100
    assert 10 <= statistics.median(delais) <= 20
    assert 0.5 < sum(delai <= 14 for delai in delais) / len(delais) < 0.9
