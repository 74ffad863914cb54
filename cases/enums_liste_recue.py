"""Codes of the lists of signalements received from a CPAM or the Service médical."""

from django.db import models


class EtatListeRecue(models.TextChoices):
    """A file of signalements, from its deposit to what became of it."""

    DEPOSE = "depose", "À vérifier"
    EN_COURS = "en_cours", "Import en cours"
    REFUSE = "refuse", "Refusé"
    IMPORTE = "importe", "Importé"
    RETRAIT = "retrait", "Annulation en cours"
    DEFAIT = "defait", "Défait"
    ABANDONNE = "abandonne", "Abandonné"


# Its columns may still be changed, and it may still be imported.
LISTES_A_LANCER = (EtatListeRecue.DEPOSE, EtatListeRecue.REFUSE)
LISTES_EN_TRAVAIL = (EtatListeRecue.EN_COURS, EtatListeRecue.RETRAIT)
# The same file is not received twice.
LISTES_CONNUES = (EtatListeRecue.DEPOSE, *LISTES_EN_TRAVAIL, EtatListeRecue.IMPORTE)


class ColonneListeRecue(models.TextChoices):
    """What a column of a file may hold. Nothing else is read of it."""

    NIR = "nir", "NIR"
    NOM = "nom", "Nom"
    PRENOM = "prenom", "Prénom"
    SEXE = "sexe", "Sexe"
    DATE_NAISSANCE = "date_naissance", "Date de naissance"
    TELEPHONE = "telephone", "Téléphone"
    CODE_COMMUNE = "code_commune", "Code commune (INSEE)"
    CODE_POSTAL = "code_postal", "Code postal"
    COMMUNE = "commune", "Nom de la commune"
    ARRET_DEPUIS = "arret_depuis", "En arrêt depuis le"


class ResultatLigne(models.TextChoices):
    """What became of a line of a file."""

    CREEE = "creee", "Signalement créé"
    CONNUE = "connue", "Rattachée à un assuré connu"
    DEJA_OUVERTE = "deja_ouverte", "Déjà ouverte"
    AILLEURS = "ailleurs", "Suivie dans un autre département"
    REFUS = "refus", "Refus de la personne"
    DEJA_RECUE = "deja_recue", "Déjà reçue"
    REJETEE = "rejetee", "Rejetée"


# The lines that made a signalement.
LIGNES_CREEES = (ResultatLigne.CREEE, ResultatLigne.CONNUE, ResultatLigne.AILLEURS)
