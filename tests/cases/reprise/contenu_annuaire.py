"""A small folder of every kind, first part: the annuaire, and what several files name."""

from typing import Any

Contenu = dict[str, list[dict[str, Any]]]

CLAIRE, PAUL, MARIE = "claire.martin@exemple.fr", "paul.girard@exemple.fr", "marie.durand@exemple.fr"
NIR_LUCIE = "2780501053123"
SIRET = "73282932000074"
ANNULE = {"annule_le": "2023-04-03T09:00:00+02:00", "annule_par": PAUL, "motif_annulation": "Saisi deux fois"}
VALIDE = {"valide_du": "2015-01-01", "valide_au": "2034-12-31"}

ANNUAIRE: Contenu = {
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
}
