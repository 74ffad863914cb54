from django.urls import path

from cases.personnes.views import dossier_corrige, recherche_libre

urlpatterns = [
    path("recherche/", recherche_libre.rechercher, name="rechercher"),
    path("dossiers/<uuid:uuid>/identite/", dossier_corrige.identite, name="dossier_identite"),
    path(
        "dossiers/<uuid:uuid>/situation/",
        dossier_corrige.situation_nouvelle,
        name="dossier_situation_nouvelle",
    ),
    path("dossiers/<uuid:uuid>/situation/<str:du>/", dossier_corrige.situation, name="dossier_situation"),
    path("dossiers/<uuid:uuid>/arret/", dossier_corrige.arret_nouveau, name="dossier_arret_nouveau"),
    path("dossiers/<uuid:uuid>/arret/<str:du>/", dossier_corrige.arret, name="dossier_arret"),
]
