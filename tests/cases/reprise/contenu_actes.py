"""A small folder of every kind, last part: the acts and the declared figures."""

from tests.cases.reprise.contenu_annuaire import ANNULE, CLAIRE, PAUL, SIRET, Contenu

ACTES: Contenu = {
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
            "signalement": "S-1",
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
            "signalement": "S-1",
            "agent": CLAIRE,
            "le": "2022-02-20T14:30:00+00:00",
            "moyen": "telephone",
            "resultat": "message",
            "precision": "Rappeler",
        }
    ],
    "informations": [
        {
            "reference": "I-1",
            "assure": "D-1",
            "signalement": "S-1",
            "forme": "orale",
            "version": "2026-1",
            "le": "2022-02-20",
            "agent": CLAIRE,
        }
    ],
    "oppositions": [
        {
            "reference": "O-1",
            "assure": "D-1",
            "signalement": "S-1",
            "nature": "refus",
            "voie": "orale",
            "le": "2022-02-20",
            "precision": "Dit au téléphone",
            "agent": CLAIRE,
            "levee_le": "2022-03-01",
            "motif_levee": "Demande un rendez-vous",
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
