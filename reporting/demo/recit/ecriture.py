"""From what is in memory to the rows of the import format.

Serves every published figure. The kinds are those that a figure counts, those that the import requires of them, and
what surrounds a counted act; informations, oppositions and messages have no row: they are played (scene).
"""

from reporting.demo.calage.lecture import Fichier
from reporting.demo.recit import textes
from reporting.demo.recit.contexte import Contexte
from reporting.demo.recit.equipe import absences
from reporting.demo.recit.identites import instant
from reporting.demo.recit.lieux import lignes_sites, region_de
from reporting.demo.recit.modele import Dossier, Entretien, Ligne
from reporting.demo.recit.vie import THEMES

# Order of the files, that of the import format.
GENRES = (
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
    "assures",
    "situations",
    "arrets",
    "accompagnements",
    "axes",
    "referents",
    "signalements",
    "entretiens",
    "notes",
    "rendez_vous",
    "contacts",
    "brouillons",
    "preconisations",
    "demarches",
    "actions",
    "accords",
    "chiffres_declares",
)
ANNULATION = "Saisi deux fois"


def contenu(contexte: Contexte) -> dict[str, list[Ligne]]:
    """Every row, by kind."""
    _annuaire(contexte)
    for perimetre in contexte.perimetres:
        contexte.lignes["chiffres_declares"] += _declares(perimetre.fichier)
        for dossier in perimetre.dossiers:
            _dossier(contexte, dossier)
    for fichier in contexte.declaratifs:
        contexte.lignes["chiffres_declares"] += _declares(fichier)
    return {genre: contexte.lignes[genre] for genre in GENRES}


def _annuaire(contexte: Contexte) -> None:
    lignes = contexte.lignes
    regions = {p.region.code: p.region for p in contexte.perimetres}
    lignes["regions"] += [{"code": r.code, "nom": r.nom, "organisme": r.organisme} for r in regions.values()]
    unites = [unite for p in contexte.perimetres for unite in p.unites] + [*filter(None, [contexte.voisine])]
    lignes["departements"] += [{"code": u.code, "nom": u.nom, "region": u.region} for u in unites]
    sites = [site for p in contexte.perimetres for site in p.sites] + contexte.sites_voisins
    for genre, rows in zip(
        ("sites", "points_accueil", "secteurs"), lignes_sites(sites, contexte.alea), strict=True
    ):
        lignes[genre] += rows
    en_poste = {
        poste.agent.courriel
        for poste in contexte.annuaire.postes
        if not poste.au or poste.au >= contexte.date
    }
    lignes["agents"] += [
        {"email": a.courriel, "prenom": a.prenom, "nom": a.nom, "actif": a.courriel in en_poste}
        for a in contexte.annuaire.agents.values()
    ]
    lignes["remplacements"] += [
        ligne for p in contexte.perimetres for ligne in absences(p.equipe, p.unites, p.sites, contexte.date)
    ]
    lignes["affectations"] += [
        {
            "agent": poste.agent.courriel,
            "profil": poste.profil,
            "metier": poste.metier,
            "site": poste.site.code if poste.site else None,
            "departement": poste.unite,
            "region": poste.region,
            "du": poste.du,
            "au": poste.au,
        }
        for poste in contexte.annuaire.postes
    ]


def _declares(fichier: Fichier) -> list[Ligne]:
    """Figures that no record gives, with the title of the report they come from."""
    return [
        {
            "departement": fichier.departement,
            "region": None if fichier.departement else region_de(fichier).code,
            "annee": fichier.annee,
            "cle": cle,
            "valeur": fichier.chiffres[cle].valeur,
            "source": fichier.source[:200],
        }
        for cle in fichier.declarees
    ]


def annulation(agent: str, jour: str) -> Ligne:
    return {"annule_le": jour, "annule_par": agent, "motif_annulation": ANNULATION}


def _dossier(contexte: Contexte, dossier: Dossier) -> None:
    lignes, agent = contexte.lignes, dossier.referents[0][1].courriel
    ligne: Ligne = {
        "reference": dossier.uuid,
        "assure": dossier.personne.uuid,
        "site": dossier.site.code,
        "ouvert_le": dossier.ouvert_le,
        "risque": dossier.risque or None,
        "clos_le": dossier.clos_le,
        "site_cloture": dossier.site_cloture.code if dossier.site_cloture else None,
        "situation_cloture": dossier.situation or None,
        "relais": _relais(contexte, dossier),
        "precedent": dossier.precedent.uuid if dossier.precedent else None,
    }
    if dossier.annule and dossier.clos_le:
        ligne |= annulation(agent, instant(dossier.clos_le, contexte.alea, 18))
    lignes["accompagnements"].append(ligne)
    lignes["axes"] += [{"accompagnement": dossier.uuid, "du": du, "axe": axe} for du, axe in dossier.axes]
    lignes["referents"] += [
        {"accompagnement": dossier.uuid, "du": du, "agent": referent.courriel}
        for du, referent in dossier.referents
        if dossier.clos_le is None or du <= dossier.clos_le
    ]
    lignes["entretiens"] += [_entretien(contexte, entretien) for entretien in dossier.entretiens]


def _relais(contexte: Contexte, dossier: Dossier) -> str | None:
    partenaires = contexte.partenaires.get(dossier.site.unite, {})
    if dossier.situation == "licenciement-relais":
        return partenaires.get("france-travail")
    return partenaires.get("ccas") if dossier.situation == "reoriente" else None


def _entretien(contexte: Contexte, entretien: Entretien) -> Ligne:
    alea = contexte.alea
    ligne: Ligne = {
        "reference": entretien.uuid,
        "accompagnement": entretien.dossier.uuid,
        "site": entretien.site.code,
        "date": entretien.date,
        "mode": entretien.mode,
        "agent": entretien.agent.courriel,
        "themes": alea.choice(THEMES[entretien.dossier.axe_le(entretien.date)]),
        "duree_minutes": alea.choice((20, 30, 30, 40, 45, 45, 60, 60, 75)),
        "prochaine_etape": alea.choice(textes.PROCHAINES) if alea.random() < 0.35 else None,
        "saisi_le": instant(entretien.date, alea, 18),
    }
    if entretien.annule:
        ligne |= annulation(entretien.agent.courriel, instant(entretien.date, alea, 19))
    return ligne
