"""The dated delays and thresholds delivered with the product, each with its source (docs/regles.md names each)."""

from partners.enums import TypeParametre

PARAMETRES = [
    (
        "delai-premier-rendez-vous",
        "Délai entre le signalement et le premier rendez-vous",
        TypeParametre.JOURS,
        14,
        "Engagement du service : un rendez-vous sous 14 jours",
    ),
    (
        "dossier-sans-contact",
        "Durée sans contact au-delà de laquelle un dossier est à relancer",
        TypeParametre.JOURS,
        60,
        "Choix du service",
    ),
    (
        "reponse-a-envoyer",
        "Durée pendant laquelle une réponse à qui a signalé est rappelée",
        TypeParametre.JOURS,
        30,
        "Choix du service",
    ),
    (
        "duree-arret-requete",
        "Durée d'arrêt sur laquelle porte la requête mensuelle d'une CPAM",
        TypeParametre.JOURS,
        90,
        "Requête mensuelle : assurés en arrêt depuis 90 jours et plus",
    ),
    (
        "part-lignes-rejetees",
        "Part des lignes rejetées (en %) à partir de laquelle un fichier entier est refusé",
        TypeParametre.NOMBRE,
        20,
        "Choix du service : des colonnes décalées rejettent la plupart des lignes",
    ),
    (
        "conservation-fichier-depose",
        "Durée de conservation d'un fichier déposé qui n'est pas importé",
        TypeParametre.JOURS,
        7,
        "Choix du service, à confirmer par le DPO",
    ),
    (
        "delai-apres-refus",
        "Durée pendant laquelle une personne qui a refusé n'est plus signalée par les listes reçues",
        TypeParametre.MOIS,
        12,
        "Choix du service, à confirmer par le DPO",
    ),
    # cases/rules/promesse.py: an origin that has a parameter of this name promises a contact, not a rendez-vous.
    (
        "delai-contact-cpam-prado",
        "PRADO : délai pour joindre la personne",
        TypeParametre.HEURES,
        72,
        "PRADO : contact téléphonique sous 72 heures",
    ),
    (
        "delai-accompagnement-cpam-prado",
        "PRADO : délai pour le second entretien et l'accompagnement",
        TypeParametre.MOIS,
        1,
        "PRADO : second entretien et accompagnement global sous un mois",
    ),
    (
        "formulaire-plafond-jour",
        "Signalements reçus par jour et par lien de partenaire, au plus",
        TypeParametre.NOMBRE,
        30,
        "Choix du service, contre les envois abusifs",
    ),
    (
        "duree-bris-de-glace",
        "Durée pendant laquelle un bris de glace ouvre les synthèses d'un dossier à un manager",
        TypeParametre.HEURES,
        24,
        "Choix du service, à confirmer par le DPO",
    ),
    (
        "conservation-base-active",
        "Durée de conservation d'un dossier en base active, depuis le dernier contact avec la personne",
        TypeParametre.MOIS,
        24,
        "CNIL, référentiels 2021-028 et 2023-095 (par analogie), à confirmer par le DPO",
    ),
    (
        "duree-export",
        "Durée pendant laquelle l'export d'une liste reste disponible pour son auteur",
        TypeParametre.HEURES,
        24,
        "Choix du service, à confirmer par le DPO",
    ),
]
