"""A small folder that holds every kind of record, and what the tests do to it."""

import copy
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command
from django.db import connection

from cases.reprise.ecriture import ecrire_dossier
from cases.reprise.registre import genres
from cases.rules.nir import calculer_cle
from servicesocial.perimetre import TOUT, perimetre

Contenu = dict[str, list[dict[str, Any]]]

CLAIRE, PAUL, MARIE = "claire.martin@exemple.fr", "paul.girard@exemple.fr", "marie.durand@exemple.fr"
NIR_LUCIE = "2780501053123"
SIRET = "73282932000074"
ANNULE = {"annule_le": "2023-04-03T09:00:00+02:00", "annule_par": PAUL, "motif_annulation": "Saisi deux fois"}
VALIDE = {"valide_du": "2015-01-01", "valide_au": "2034-12-31"}

_COMPLET: Contenu = {
    "regions": [{"code": "RA", "nom": "Rhône-Alpes", "organisme": "Carsat Rhône-Alpes", **VALIDE}],
    "departements": [
        {"code": "01", "nom": "Ain", "region": "RA", **VALIDE},
        {"code": "07", "nom": "Ardèche", "region": "RA"},
    ],
    "sites": [
        {
            "code": "bourg",
            "nom": "Bourg-en-Bresse",
            "departement": "01",
            "commune": "01053",
            "adresse": "4 place du Marché",
            "telephone": "04 00 00 00 00",
            "courriel": "bourg@exemple.fr",
            **VALIDE,
        },
        {"code": "privas", "nom": "Privas", "departement": "07"},
    ],
    "points_accueil": [
        {
            "site": "bourg",
            "nom": "Permanence",
            "type": "permanence",
            "commune": "01283",
            "adresse": "12 rue X",
            **VALIDE,
        }
    ],
    "secteurs": [{"site": "bourg", "commune": "01283", "du": "2020-01-01"}],
    "agents": [
        {"email": CLAIRE, "prenom": "Claire", "nom": "Martin", "actif": True},
        {"email": PAUL, "prenom": "Paul", "nom": "Girard", "actif": False},
        {"email": MARIE, "prenom": "Marie", "nom": "Durand", "actif": True},
    ],
    "affectations": [
        {"agent": CLAIRE, "profil": "ASS", "metier": "ass", "site": "bourg", "du": "2019-09-01"},
        {
            "agent": PAUL,
            "profil": "ASS",
            "metier": "ass",
            "site": "bourg",
            "du": "2018-01-01",
            "au": "2024-06-30",
        },
        {"agent": MARIE, "profil": "MANAGER", "metier": "manager", "departement": "01", "du": "2015-01-01"},
        {"agent": MARIE, "profil": "REGION", "metier": "manager", "region": "RA", "du": "2015-01-01"},
    ],
    "remplacements": [{"remplace": CLAIRE, "remplacant": PAUL, "du": "2023-07-03", "au": "2023-07-28"}],
    "partenaires": [
        {
            "reference": "P-12",
            "nom": "Cap emploi de l'Ain",
            "type": "cap-emploi",
            "departements": "01 07",
            "commune": "01053",
            "telephone": "04 00 00 00 01",
            "courriel": "contact@exemple.fr",
            **VALIDE,
        }
    ],
    "interlocuteurs": [
        {
            "partenaire": "P-12",
            "prenom": "Anne",
            "nom": "Perrin",
            "fonction": "Conseillère",
            "telephone": "04 00 00 00 02",
            "courriel": "anne.perrin@exemple.fr",
            **VALIDE,
        }
    ],
    "dispositifs_locaux": [
        {
            "code": "rebond-01",
            "libelle": "Rebond",
            "ordre": "10",
            "departement": "01",
            "finance_am": True,
            **VALIDE,
        }
    ],
    "entreprises": [{"siret": SIRET, "nom": "Menuiserie du Revermont", "commune": "01053"}],
    "assures": [
        {
            "reference": "D-1",
            "departement": "01",
            "nom": "Bernard",
            "prenom": "Lucie",
            "sexe": "F",
            "date_naissance": "1978-05-14",
            "nir": NIR_LUCIE + calculer_cle(NIR_LUCIE),
            "telephone": "06 00 00 00 00",
            "courriel": "lucie@exemple.fr",
            "adresse": "8 rue des Lavoirs",
            "commune": "01053",
            "ne_pas_laisser_message": True,
            "adresse_confidentielle": True,
            "langue": "Arabe",
            "representant_legal": "UDAF de l'Ain",
            "decede_le": "2024-02-01",
            "acces_restreint": True,
            "manager_habilite": MARIE,
            "cree_le": "2022-03-01T09:00:00+00:00",
        },
        {
            "reference": "D-2",
            "departement": "07",
            "nom": "L'Hermite",
            "prenom": "Noël",
            "sexe": "H",
            "motif_sans_nir": "en_attente",
        },
    ],
    "situations": [
        {
            "assure": "D-1",
            "du": "2022-03-01",
            "menage": "couple-avec-enfants",
            "emploi": "cdi",
            "profession": "Aide-soignante",
            "employeur": "Clinique du Revermont",
            "rqth_jusquau": "2027-01-31",
        }
    ],
    "arrets": [
        {"assure": "D-1", "nature": "initial", "risque": "maladie", "du": "2022-01-10", "au": "2022-02-09"},
        {
            "assure": "D-1",
            "nature": "prolongation",
            "risque": "maladie",
            "du": "2022-02-10",
            "au": "2022-03-09",
        },
    ],
    "accompagnements": [
        # The earlier one comes after the one that names it: the order of lines is free.
        {
            "reference": "A-2",
            "assure": "D-1",
            "site": "bourg",
            "ouvert_le": "2022-03-01",
            "risque": "maladie",
            "clos_le": "2023-01-20",
            "site_cloture": "bourg",
            "situation_cloture": "maintien-poste",
            "relais": "P-12",
            "precedent": "A-1",
        },
        {
            "reference": "A-1",
            "assure": "D-1",
            "site": "bourg",
            "ouvert_le": "2021-01-01",
            "clos_le": "2021-06-01",
            "site_cloture": "bourg",
            "situation_cloture": "sans-nouvelles",
            **ANNULE,
        },
        {"reference": "A-3", "assure": "D-2", "site": "privas", "ouvert_le": "2023-05-02"},
    ],
    "axes": [
        {"accompagnement": "A-1", "du": "2021-01-01", "axe": "SPS"},
        {"accompagnement": "A-2", "du": "2022-03-01", "axe": "SPS"},
        {"accompagnement": "A-2", "du": "2022-04-01", "axe": "PDP"},
        {"accompagnement": "A-3", "du": "2023-05-02", "axe": "PDP"},
    ],
    "referents": [
        {"accompagnement": "A-2", "du": "2022-03-01", "agent": CLAIRE},
        {"accompagnement": "A-3", "du": "2023-05-02", "agent": PAUL},
    ],
    "signalements": [
        {
            "reference": "S-1",
            "site": "bourg",
            "assure": "D-1",
            "nom": "Bernard",
            "prenom": "Lucie",
            "sexe": "F",
            "date_naissance": "1978-05-14",
            "telephone": "06 00 00 00 00",
            "commune": "01053",
            "recu_le": "2022-02-14",
            "origine": "service-medical",
            "canal": "fiche-liaison",
            "partenaire": "P-12",
            "motif": "Arrêt de plus de trois mois",
            "axe_propose": "PDP",
            "risque": "maladie",
            "arret_depuis": "2022-01-10",
            "accord": "recueilli",
            "echeance": "2022-02-28",
            "etat": "converti",
            "qualifie_le": "2022-02-15",
            "affecte_le": "2022-02-16",
            "affecte_a": CLAIRE,
            "clos_le": "2022-03-01",
            "motif_suite": "Ouverture",
            "accompagnement": "A-2",
        },
        {
            "reference": "S-2",
            "site": "bourg",
            "nom": "Bernard",
            "prenom": "Lucie",
            "recu_le": "2022-02-16",
            "origine": "employeur",
            "canal": "courriel",
            "accord": "non_requis",
            "echeance": "2022-03-02",
            "etat": "doublon",
            "clos_le": "2022-02-17",
            "doublon_de": "S-1",
            **ANNULE,
        },
    ],
    "entretiens": [
        {
            "reference": "E-1",
            "accompagnement": "A-2",
            "site": "bourg",
            "date": "2022-03-01",
            "mode": "telephone",
            "agent": CLAIRE,
            "themes": ["emploi", "ressources"],
            "duree_minutes": 45,
            "prochaine_etape": "Visite de pré-reprise",
            "saisi_le": "2022-03-01T10:00:00+00:00",
            **ANNULE,
        },
        {
            "reference": "E-2",
            "accompagnement": "A-3",
            "site": "privas",
            "date": "2023-05-02",
            "mode": "domicile",
            "agent": PAUL,
        },
    ],
    "notes": [
        {
            "reference": "N-1",
            "accompagnement": "A-2",
            "entretien": "E-1",
            "niveau": "synthese",
            "auteur": CLAIRE,
            "texte": 'Dit : « je reprends » ; puis "non".\nÀ revoir.',
            "ecrite_le": "2022-03-01T10:10:00+00:00",
            **ANNULE,
        }
    ],
    "rendez_vous": [
        {
            "reference": "R-1",
            "assure": "D-1",
            "accompagnement": "A-2",
            "site": "bourg",
            "agent": CLAIRE,
            "debut": "2022-03-01T09:00:00+00:00",
            "mode": "telephone",
            "etat": "honore",
            "motif": "Empêchement",
            "entretien": "E-1",
        },
        {
            "reference": "R-2",
            "assure": "D-2",
            "site": "privas",
            "agent": PAUL,
            "debut": "2023-05-09T09:00:00+00:00",
            "mode": "visio",
        },
    ],
    "contacts": [
        {
            "reference": "C-1",
            "assure": "D-1",
            "agent": CLAIRE,
            "le": "2022-02-20T14:30:00+00:00",
            "moyen": "telephone",
            "resultat": "message",
            "precision": "Rappeler",
        }
    ],
    "brouillons": [
        {
            "reference": "B-1",
            "accompagnement": "A-3",
            "agent": PAUL,
            "contenu": {"mode": "domicile", "texte": "À finir"},
            "modifie_le": "2023-05-15T16:00:00+00:00",
        }
    ],
    "preconisations": [
        {
            "reference": "PR-1",
            "accompagnement": "A-2",
            "type": "visite-prereprise",
            "le": "2022-03-01",
            "precision": "Avec le médecin du travail",
            "realisee_le": "2022-03-20",
            **ANNULE,
        }
    ],
    "demarches": [
        {
            "reference": "DE-1",
            "accompagnement": "A-2",
            "type": "contact-spst",
            "partenaire": "P-12",
            "agent": CLAIRE,
            "le": "2022-03-03",
            "precision": "Étude de poste",
            **ANNULE,
        }
    ],
    "actions": [
        {
            "reference": "AC-2",
            "accompagnement": "A-2",
            "site": "bourg",
            "type": "essai_encadre",
            "intitule": "Accueil",
            "du": "2022-04-18",
            "au": "2022-04-29",
            "etat": "terminee",
            "entreprise": SIRET,
            "tuteur": "Cheffe d'atelier",
            "prestataire": "P-12",
            "renouvelle": "AC-1",
            **ANNULE,
        },
        {
            "reference": "AC-1",
            "accompagnement": "A-2",
            "site": "bourg",
            "type": "dispositif_local",
            "dispositif": "rebond-01",
            "du": "2022-04-04",
        },
    ],
    "accords": [{"action": "AC-2", "partie": "employeur", "sens": "accord", "le": "2022-03-25"}],
    "chiffres_declares": [
        {"departement": "01", "annee": "2023", "cle": "cle.un", "valeur": "12.50", "source": "Bilan publié"},
        {"region": "RA", "annee": "2023", "cle": "cle.un", "valeur": "30.00", "source": "Bilan publié"},
    ],
}


def complet() -> Contenu:
    """A folder of every kind, that each test may change."""
    return copy.deepcopy(_COMPLET)


def numero_de_ligne(lignes: list[dict[str, Any]], rang: int) -> int:
    """Where the record of this rank starts: after the header, the records before it and the lines of their texts."""
    return 2 + rang + sum(str(valeur).count("\n") for ligne in lignes[:rang] for valeur in ligne.values())


def reprendre(dossier: Path, *options: str) -> tuple[bool, str]:
    """Runs the command: whether it succeeded, and what it printed, spaces made ordinary."""
    sortie = io.StringIO()
    reussie, fin = True, ""
    try:
        call_command("reprise", str(dossier), *options, stdout=sortie)
    except CommandError as erreur:
        reussie, fin = erreur.returncode == 0, str(erreur)
    return reussie, normaliser(f"{sortie.getvalue()}\n{fin}")


def normaliser(texte: str) -> str:
    return texte.replace("\u00a0", " ").replace("\u202f", " ")


def essayer(dossier: Path, contenu: Contenu) -> tuple[bool, str]:
    ecrire_dossier(dossier, contenu)
    return reprendre(dossier)


def refuser(dossier: Path, contenu: Contenu) -> str:
    """The report of a folder that must be refused, and refused by the checks."""
    avant = compter()
    reussie, texte = essayer(dossier, contenu)
    assert not reussie, texte
    assert "La base a refusé" not in texte, texte
    assert "Traceback" not in texte
    assert compter() == avant
    return texte


TABLES_LIEES = ("cases_themeaborde", "partners_partenaire_departements", "servicesocial_journal")


def compter(tables: Iterable[str] = ()) -> dict[str, int]:
    """Rows of every table that a reprise may write."""
    voulues = list(tables) or [genre.table for genre in genres()] + list(TABLES_LIEES)
    with perimetre(TOUT), connection.cursor() as curseur:
        curseur.execute(" UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in voulues))
        return dict(curseur.fetchall())
