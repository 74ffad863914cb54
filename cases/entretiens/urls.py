from django.urls import path

from cases.entretiens.views import correction, entretiens

urlpatterns = [
    path("accompagnements/<uuid:uuid>/entretien/", entretiens.saisir, name="entretien_saisir"),
    path("accompagnements/<uuid:uuid>/brouillon/", entretiens.brouillon, name="entretien_brouillon"),
    path(
        "accompagnements/<uuid:uuid>/brouillon/abandonner/",
        entretiens.abandonner,
        name="entretien_abandonner",
    ),
    path("entretiens/<uuid:uuid>/corriger/", correction.corriger, name="entretien_corriger"),
    path("entretiens/<uuid:uuid>/brouillon/", correction.brouillon, name="entretien_corriger_brouillon"),
    path(
        "entretiens/<uuid:uuid>/brouillon/abandonner/",
        correction.abandonner,
        name="entretien_corriger_abandonner",
    ),
    path("entretiens/<uuid:uuid>/annuler/", entretiens.annuler, name="entretien_annuler"),
    path("entretiens/<uuid:uuid>/deplacer/", entretiens.deplacer, name="entretien_deplacer"),
]
