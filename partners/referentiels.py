"""The reference lists and parameters delivered with the product (docs/regles.md, REF-1 to REF-7).

Codes are stable: figures, imports and tests name them. Labels and dates can be changed by an administrator.
"""

from partners.enums import (
    ClasseRisque,
    FamilleOrigine,
    FonctionEquipe,
    GroupeIssue,
    SuiteMotivee,
)

METIERS = [
    ("manager", "Manager", FonctionEquipe.MANAGER),
    ("ass", "Assistant de service social", FonctionEquipe.ASS),
    ("csam", "Conseiller services Assurance Maladie du Service social", FonctionEquipe.CSAM),
    ("secretariat", "Personnel de secrétariat", FonctionEquipe.SECRETARIAT),
    ("conseiller-expert", "Conseiller expert territorial", FonctionEquipe.CONSEILLER_EXPERT),
    ("charge-expertise", "Chargé d'expertise et d'animation", FonctionEquipe.CHARGE_EXPERTISE),
    ("charge-mission", "Chargé de mission", FonctionEquipe.CHARGE_MISSION),
    ("stagiaire", "Étudiant ou stagiaire", FonctionEquipe.STAGIAIRE),
]

TYPES_PARTENAIRE = [
    ("service-medical", "Service médical"),
    ("cpam", "CPAM"),
    ("spst", "Service de prévention et de santé au travail"),
    ("cap-emploi", "Cap emploi"),
    ("mdph", "MDPH"),
    ("france-travail", "France Travail"),
    ("etablissement-sante", "Établissement de santé"),
    ("conseil-departemental", "Conseil départemental"),
    ("ccas", "CCAS"),
    ("organisme-formation", "Organisme de formation ou prestataire"),
    ("comete", "Comète France"),
    ("association", "Association"),
    ("autre", "Autre partenaire"),
]

ORIGINES = [
    ("service-medical", "Service médical", FamilleOrigine.SERVICE_MEDICAL),
    ("cpam-misas", "CPAM : mission Accompagnement santé", FamilleOrigine.CPAM),
    ("cpam-pfs", "CPAM : plateforme de services", FamilleOrigine.CPAM),
    ("cpam-prado", "CPAM : PRADO", FamilleOrigine.CPAM),
    ("cpam-ij90", "CPAM : requête arrêts de 90 jours et plus", FamilleOrigine.CPAM),
    ("cpam-referent-pdp", "CPAM : référent PDP", FamilleOrigine.CPAM),
    ("spst-medecin", "SPST : médecin du travail", FamilleOrigine.SPST),
    ("spst-infirmier", "SPST : infirmier", FamilleOrigine.SPST),
    ("spst-cellule-pdp", "SPST : cellule PDP", FamilleOrigine.SPST),
    ("medecin-traitant", "Médecin traitant", FamilleOrigine.SANTE),
    ("etablissement-sante", "Établissement de santé", FamilleOrigine.SANTE),
    ("professionnel-sante", "Autre professionnel de santé", FamilleOrigine.SANTE),
    ("cap-emploi", "Cap emploi", FamilleOrigine.EMPLOI),
    ("mdph", "MDPH", FamilleOrigine.EMPLOI),
    ("comete", "Comète France", FamilleOrigine.EMPLOI),
    ("employeur", "Employeur", FamilleOrigine.EMPLOI),
    ("assure", "Assuré lui-même", FamilleOrigine.ASSURE),
    ("entourage", "Entourage", FamilleOrigine.ASSURE),
    ("conseil-departemental", "Conseil départemental", FamilleOrigine.SOCIAL),
    ("ccas", "CCAS", FamilleOrigine.SOCIAL),
    ("urssaf-help", "Urssaf : circuit HELP", FamilleOrigine.SOCIAL),
    ("france-services", "France services", FamilleOrigine.SOCIAL),
    ("canal-proactif", "Webinaire, SMS ou courrier du service", FamilleOrigine.PROACTIF),
    ("autre", "Autre origine", FamilleOrigine.AUTRE),
]

CANAUX = [
    ("requete", "Requête ou liste"),
    ("fiche-liaison", "Fiche de liaison"),
    ("appel-3646", "Appel au 3646"),
    ("courriel", "Courriel"),
    ("formulaire", "Formulaire ou QR code"),
    ("webinaire", "Webinaire"),
    ("courrier", "Courrier"),
    ("accueil", "Accueil"),
]

RAISONS_DE_SUITE = [
    ("information-donnee", "Information ou explication donnée", SuiteMotivee.REPONDU, False),
    ("aide-demarche", "Aide à une démarche simple", SuiteMotivee.REPONDU, False),
    ("droits-verifies", "Droits vérifiés, rien à engager", SuiteMotivee.REPONDU, False),
    ("orientation-simple", "Coordonnées d'un service données", SuiteMotivee.REPONDU, False),
    ("repondu-autre", "Autre réponse", SuiteMotivee.REPONDU, True),
    ("hors-champ", "Besoin hors des missions du service", SuiteMotivee.REORIENTE, False),
    ("partenaire-competent", "Un partenaire suit déjà la personne", SuiteMotivee.REORIENTE, False),
    ("territoire", "Personne d'un autre territoire", SuiteMotivee.REORIENTE, False),
    ("reoriente-autre", "Autre raison", SuiteMotivee.REORIENTE, True),
    ("refus", "La personne refuse", SuiteMotivee.SANS_SUITE, False),
    ("injoignable", "Injoignable après plusieurs essais", SuiteMotivee.SANS_SUITE, False),
    ("reprise-travail", "Reprise du travail", SuiteMotivee.SANS_SUITE, False),
    ("coordonnees-fausses", "Coordonnées inexploitables", SuiteMotivee.SANS_SUITE, False),
    ("deces", "Décès", SuiteMotivee.SANS_SUITE, False),
    ("sans-suite-autre", "Autre raison", SuiteMotivee.SANS_SUITE, True),
    ("autre-canal", "Même demande, reçue par un autre canal", SuiteMotivee.DOUBLON, False),
    ("relance", "Relance de qui avait signalé", SuiteMotivee.DOUBLON, False),
    ("doublon-autre", "Autre raison", SuiteMotivee.DOUBLON, True),
]

VERSIONS_NOTICE = [("2026-1", "Notice de 2026, première version")]

RISQUES = [
    ("maladie", "Maladie", ClasseRisque.MALADIE),
    ("accident-travail", "Accident du travail", ClasseRisque.AT),
    ("accident-trajet", "Accident de trajet", ClasseRisque.AT),
    ("maladie-professionnelle", "Maladie professionnelle", ClasseRisque.MP),
    ("rechute-atmp", "Rechute d'accident du travail", ClasseRisque.AT),
    ("invalidite", "Invalidité", ClasseRisque.INVALIDITE),
    ("maternite", "Maternité", ClasseRisque.AUTRE),
    ("hors-risque", "Hors risque", ClasseRisque.AUTRE),
]

MENAGES = [
    ("couple-avec-enfants", "Couple avec enfants"),
    ("couple-sans-enfant", "Couple sans enfant"),
    ("personne-seule", "Personne seule"),
    ("monoparentale", "Famille monoparentale"),
    ("autre", "Autre ou hébergé"),
]

EMPLOIS = [
    ("cdi", "CDI"),
    ("cdd", "CDD"),
    ("interimaire", "Intérimaire"),
    ("apprenti", "Apprenti"),
    ("contrat-aide", "Contrat aidé ou de professionnalisation"),
    ("public", "Fonctionnaire ou contractuel public"),
    ("ti-artisan", "Travailleur indépendant : artisan"),
    ("ti-commercant", "Travailleur indépendant : commerçant"),
    ("ti-liberal", "Travailleur indépendant : profession libérale"),
    ("demandeur-emploi", "Demandeur d'emploi"),
    ("stagiaire-formation", "Stagiaire de la formation professionnelle"),
    ("inactif", "Sans activité professionnelle"),
    ("retraite", "Retraité"),
    ("etudiant", "Étudiant"),
]

THEMES = [
    ("emploi", "Emploi et maintien dans l'emploi"),
    ("acces-soins", "Accès aux soins"),
    ("acces-droits", "Accès aux droits"),
    ("ressources", "Ressources et budget"),
    ("logement", "Logement"),
    ("famille", "Famille et entourage"),
    ("vie-quotidienne", "Vie quotidienne"),
    ("autre", "Autre thème"),
]

PRECONISATIONS = [
    ("visite-prereprise", "Demander une visite de pré-reprise"),
    ("contact-employeur", "Prendre contact avec l'employeur"),
    ("contact-spst", "Prendre contact avec le SPST"),
    ("rqth", "Déposer un dossier MDPH (RQTH)"),
    ("cap-emploi", "Prendre contact avec Cap emploi"),
    ("cep", "Prendre rendez-vous avec un conseiller en évolution professionnelle"),
    ("bilan-competences", "Engager un bilan de compétences"),
    ("formation", "Rechercher une formation"),
    ("temps-partiel-therapeutique", "Demander un temps partiel thérapeutique"),
    ("prevoyance", "Faire valoir sa prévoyance (IJ, invalidité)"),
    ("professionnel-sante", "Consulter un professionnel de santé"),
    ("css", "Demander la Complémentaire santé solidaire"),
    ("aide-financiere", "Déposer une demande d'aide financière"),
    ("invalidite", "Demander une pension d'invalidité"),
    ("retraite", "Préparer sa retraite"),
    ("soutien-psychologique", "Rechercher un soutien psychologique"),
    ("autre", "Autre préconisation"),
]

DEMARCHES = [
    ("contact-employeur", "Échange avec l'employeur, avec l'accord de la personne"),
    ("contact-spst", "Échange avec le SPST"),
    ("contact-cpam", "Échange avec la CPAM"),
    ("contact-service-medical", "Échange avec le Service médical"),
    ("orientation", "Orientation vers un partenaire"),
    ("acces-droits", "Instruction d'une demande de droits"),
    ("aide-financiere", "Instruction d'une aide financière"),
    ("autre", "Autre démarche"),
]

RAISONS_MESSAGE = [
    ("rappel", "Demande à être rappelé"),
    ("rendez-vous", "Rendez-vous à fixer, déplacer ou annuler"),
    ("document", "Document ou courrier annoncé"),
    ("coordonnees", "Coordonnées changées"),
    ("partenaire", "Appel d'un partenaire à son sujet"),
    ("autre", "Autre demande"),
]

CAMPAGNES_APPELS = [
    ("arrets-90-jours", "Arrêts de 90 jours et plus"),
    ("invitations", "Invitations aux ateliers et aux webinaires"),
    ("rappel-6-mois", "Rappel six mois après la clôture"),
]

# The written procedure of a situation d'urgence, in the order in which it is read. National numbers, free and open day
# and night, but 115 and 119 by département. A service adds its own lines (docs/exploitation.md).
CONSIGNES_URGENCE = [
    ("danger-immediat", "Vie en danger : appelez le 15 ou le 112, restez en ligne avec la personne"),
    ("violences-en-cours", "Violences en cours ou danger pour autrui : appelez le 17"),
    ("incendie-accident", "Incendie ou accident : appelez le 18"),
    ("sourds", "Personne sourde, malentendante ou qui ne peut pas parler : écrivez au 114 (SMS)"),
    ("suicide", "Idées suicidaires sans danger immédiat : 3114, pour elle comme pour vous"),
    ("enfance", "Enfant en danger : 119, puis information préoccupante au Conseil départemental"),
    ("violences-conjugales", "Violences faites aux femmes : 3919, et le 17 si le danger est immédiat"),
    ("sans-abri", "Nuit sans hébergement : 115"),
    ("prevenir", "Prévenez le référent ou son remplaçant, et un manager, de vive voix"),
    ("noter", "Notez ici qui a été prévenu et à quelle heure, sans information de santé"),
]

SITUATIONS_CLOTURE = [
    ("maintien-poste", "Maintien au poste ou dans l'entreprise", GroupeIssue.ACTIVITE),
    ("autre-entreprise", "Activité dans une autre entreprise", GroupeIssue.ACTIVITE),
    ("reprise-tpt", "Reprise à temps partiel thérapeutique", GroupeIssue.ACTIVITE),
    ("crpe", "Convention de rééducation professionnelle", GroupeIssue.ACTIVITE),
    ("invalidite-activite", "Invalidité 1re catégorie avec activité", GroupeIssue.ACTIVITE),
    ("licenciement-relais", "Inaptitude, licenciement, relais France Travail", GroupeIssue.LICENCIEMENT),
    ("formation", "Projet de formation à l'issue", GroupeIssue.FORMATION),
    ("invalidite-sans-reprise", "Invalidité 2e catégorie sans reprise", GroupeIssue.INVALIDITE_RETRAITE),
    ("retraite", "Retraite", GroupeIssue.INVALIDITE_RETRAITE),
    ("toujours-en-arret", "Toujours en arrêt", GroupeIssue.HORS_GROUPE),
    ("droits-ouverts", "Droits ouverts ou soins réalisés", GroupeIssue.HORS_GROUPE),
    ("reoriente", "Réorienté vers un partenaire", GroupeIssue.HORS_GROUPE),
    ("refus", "Refus ou abandon de la personne", GroupeIssue.HORS_GROUPE),
    ("sans-nouvelles", "Sans nouvelles", GroupeIssue.HORS_GROUPE),
    ("demenagement", "Déménagement", GroupeIssue.HORS_GROUPE),
    ("deces", "Décès", GroupeIssue.HORS_GROUPE),
]
