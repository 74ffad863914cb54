from django.urls import path

from cases.accueil.views import journee, portefeuille

urlpatterns = [
    path("ma-journee/<slug:cle>/", journee.liste, name="journee"),
    path("portefeuille/", portefeuille.liste, name="portefeuille"),
    path("portefeuille/nommer/", portefeuille.nommer, name="filtre_nommer"),
    path("portefeuille/filtres/<uuid:uuid>/oublier/", portefeuille.oublier, name="filtre_oublier"),
    path("portefeuille/exporter/", portefeuille.exporter, name="portefeuille_exporter"),
    path("portefeuille/exports/", portefeuille.exports, name="exports"),
    path("portefeuille/exports/<uuid:uuid>/", portefeuille.telecharger, name="export_telecharger"),
]
