from django.urls import path

from reporting.views import bilans
from reporting.views.delais import delais

app_name = "reporting"

urlpatterns = [
    path("bilans/", bilans.liste, name="bilans"),
    path("bilans/demander/", bilans.demander, name="bilan_demander"),
    path("bilans/<uuid:uuid>/", bilans.detail, name="bilan"),
    path("bilans/<uuid:uuid>/etat/", bilans.etat, name="bilan_etat"),
    path("bilans/<uuid:uuid>/publier/", bilans.publier, name="bilan_publier"),
    path("bilans/<uuid:uuid>/bilan.pdf", bilans.pdf, name="bilan_pdf"),
    path("bilans/<uuid:uuid>/chiffres.json", bilans.chiffres, name="bilan_json"),
    path("delais/", delais, name="delais"),
]
