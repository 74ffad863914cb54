"""The addresses of the product. The other apps are named by strings: the foundation imports none of them."""

from django.urls import include, path

from servicesocial.views import pages, sante

urlpatterns = [
    path("comptes/", include("servicesocial.comptes")),
    path("sante/vivant", sante.vivant, name="sante_vivant"),
    path("sante/pret", sante.pret, name="sante_pret"),
    path("composants/", pages.composants, name="composants"),
    path("credits/", pages.credits, name="credits"),
    path("session/prolonger", pages.prolonger_session, name="prolonger_session"),
    path("", include("reporting.urls")),
    path("", include("cases.urls")),
    path("", include("partners.urls")),
]
