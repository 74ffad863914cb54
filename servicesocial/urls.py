"""The addresses of the product. The other apps are named by strings: the foundation imports none of them."""

from django.db.transaction import non_atomic_requests
from django.urls import include, path

from servicesocial.views import accueil, pages, sante

urlpatterns = [
    path("", accueil.accueil, name="accueil"),
    path("comptes/", include("servicesocial.connexion.adaptateur")),
    # Outside any transaction: a probe must be able to say that the database is down.
    path("sante/vivant", non_atomic_requests(sante.vivant), name="sante_vivant"),
    path("sante/pret", non_atomic_requests(sante.pret), name="sante_pret"),
    path("composants/", pages.composants, name="composants"),
    path("credits/", pages.credits, name="credits"),
    path("session/prolonger", pages.prolonger_session, name="prolonger_session"),
    path("", include("reporting.urls")),
    path("", include("cases.urls")),
    path("", include("partners.urls")),
]
