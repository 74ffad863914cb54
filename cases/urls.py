from django.urls import path

from cases.views import dossiers, listes

app_name = "cases"

urlpatterns = [
    path("dossiers/", listes.dossiers, name="dossiers"),
    path("dossiers/<uuid:uuid>/", dossiers.detail, name="dossier"),
    path("mes-accompagnements/", listes.mes_accompagnements, name="mes_accompagnements"),
    path("signalements/", listes.signalements, name="signalements"),
    path("rendez-vous/", listes.rendez_vous, name="rendez_vous"),
]
