from django.db import models


class EtatBilan(models.TextChoices):
    DEMANDE = "demande", "Demandé"
    PRODUIT = "produit", "Produit"
    PUBLIE = "publie", "Publié"
    ECHEC = "echec", "Échec"


class Gabarit(models.TextChoices):
    DEPARTEMENT = "departement", "Bilan de département"
