"""The addresses of the product. The other apps are named by strings: the foundation imports none of them."""

from django.urls import include, path

from servicesocial.views import sante

urlpatterns = [
    path("comptes/", include("servicesocial.comptes")),
    path("sante/vivant", sante.vivant, name="sante_vivant"),
    path("sante/pret", sante.pret, name="sante_pret"),
    path("", include("reporting.urls")),
    path("", include("cases.urls")),
    path("", include("partners.urls")),
]
