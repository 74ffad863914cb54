from django.urls import path

from cases.listes_recues.views import listes_recues

urlpatterns = [
    path("signalements/listes/", listes_recues.liste, name="fichiers"),
    path("signalements/listes/deposer/", listes_recues.deposer, name="fichier_deposer"),
    path("signalements/listes/<uuid:uuid>/", listes_recues.detail, name="fichier"),
    path("signalements/listes/<uuid:uuid>/etat/", listes_recues.etat, name="fichier_etat"),
    path("signalements/listes/<uuid:uuid>/colonnes/", listes_recues.colonnes, name="fichier_colonnes"),
    path("signalements/listes/<uuid:uuid>/abandonner/", listes_recues.abandonner, name="fichier_abandonner"),
    path("signalements/listes/<uuid:uuid>/defaire/", listes_recues.defaire, name="fichier_defaire"),
    path("signalements/listes/<uuid:uuid>/rapport/", listes_recues.rapport, name="fichier_rapport"),
]
