from django.db import models


class GenreTravail(models.TextChoices):
    BILAN = "bilan", "Production d'un bilan"
    IMPORT = "fichier", "Import d'un fichier de signalements"
    RETRAIT = "retrait", "Annulation d'un fichier de signalements"


class EtatTravail(models.TextChoices):
    DEMANDE = "demande", "En attente"
    EN_COURS = "en_cours", "En cours"
    PRODUIT = "produit", "Terminé"
    ECHEC = "echec", "Échec"


ETATS_TRAVAIL_ACTIFS = (EtatTravail.DEMANDE, EtatTravail.EN_COURS)


class ActionJournal(models.TextChoices):
    CONNEXION = "connexion", "Connexion"
    CONSULTATION = "consultation", "Consultation d'un dossier"
    LISTE = "liste", "Liste affichée"
    CREATION = "creation", "Création"
    MODIFICATION = "modification", "Modification"
    ANNULATION = "annulation", "Annulation"
    TELECHARGEMENT = "telechargement", "Téléchargement"
    REPRISE = "reprise", "Reprise de données"
