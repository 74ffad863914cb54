from django.db import models


class Profil(models.TextChoices):
    """Rights (ACC-2). What a person is by trade is `Metier`, which the team figures count."""

    ASS = "ASS", "Assistant de service social"
    CSAM = "CSAM", "Conseiller services Assurance Maladie"
    SECRETARIAT = "SECRETARIAT", "Secrétariat"
    MANAGER = "MANAGER", "Manager"
    REGION = "REGION", "Région"
    ADMINISTRATEUR = "ADMINISTRATEUR", "Administrateur"


class FonctionEquipe(models.TextChoices):
    """The line of « L'équipe » of a bilan in which a métier is counted."""

    MANAGER = "managers", "Managers"
    ASS = "ass", "Assistants de service social"
    CSAM = "csam", "Conseillers services Assurance Maladie"
    SECRETARIAT = "secretariat", "Personnels de secrétariat"
    CONSEILLER_EXPERT = "conseillers_experts", "Conseillers experts territoriaux"
    CHARGE_EXPERTISE = "charges_expertise", "Chargés d'expertise et d'animation"
    CHARGE_MISSION = "charges_mission", "Chargés de mission"
    STAGIAIRE = "stagiaires", "Étudiants et stagiaires"


class FamilleOrigine(models.TextChoices):
    SERVICE_MEDICAL = "service_medical", "Service médical"
    CPAM = "cpam", "CPAM"
    SPST = "spst", "Service de prévention et de santé au travail"
    SANTE = "sante", "Professionnel ou établissement de santé"
    EMPLOI = "emploi", "Emploi et handicap"
    SOCIAL = "social", "Partenaire social"
    ASSURE = "assure", "Assuré ou entourage"
    PROACTIF = "proactif", "Démarche du service"
    AUTRE = "autre", "Autre"


class ClasseRisque(models.TextChoices):
    """Risk that indemnifies the leave. Published groups: maladie + invalidité, AT + MP (F4)."""

    MALADIE = "maladie", "Maladie"
    INVALIDITE = "invalidite", "Invalidité"
    AT = "at", "Accident du travail"
    MP = "mp", "Maladie professionnelle"
    AUTRE = "autre", "Autre risque"


RISQUES_MALADIE_INVALIDITE = (ClasseRisque.MALADIE, ClasseRisque.INVALIDITE)
RISQUES_ATMP = (ClasseRisque.AT, ClasseRisque.MP)


class GroupeIssue(models.TextChoices):
    """The four published outcomes, and what leaves their denominator (F7)."""

    ACTIVITE = "activite", "Conservent une activité professionnelle"
    LICENCIEMENT = "licenciement", "Accompagnés jusqu'au licenciement, avec relais"
    FORMATION = "formation", "Mettent en œuvre un projet de formation"
    INVALIDITE_RETRAITE = "invalidite_retraite", "Pension d'invalidité ou retraite"
    HORS_GROUPE = "hors_groupe", "Autre situation"


class SuiteMotivee(models.TextChoices):
    """The outcomes of a signalement that carry a coded reason; their values are those of EtatSignalement."""

    REPONDU = "repondu", "Réponse de premier niveau"
    REORIENTE = "reoriente", "Réorientation"
    SANS_SUITE = "sans_suite", "Sans suite"
    DOUBLON = "doublon", "Doublon"


class TypePointAccueil(models.TextChoices):
    AGENCE = "agence", "Agence du service"
    LIEU_CPAM = "lieu_cpam", "Lieu d'accueil CPAM"
    PERMANENCE = "permanence", "Permanence"


class TypeParametre(models.TextChoices):
    JOURS = "jours", "jours"
    HEURES = "heures", "heures"
    MOIS = "mois", "mois"
    NOMBRE = "nombre", "nombre"


class EtatLien(models.TextChoices):
    """What a link to the form of a partenaire is worth on a day; computed, never stored."""

    ACTIF = "actif", "Actif"
    SUSPENDU = "suspendu", "Suspendu"
    EXPIRE = "expire", "Expiré"
    REVOQUE = "revoque", "Révoqué"
