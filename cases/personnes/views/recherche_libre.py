"""« Rechercher », from the header of every page or on its own: by POST, so that no address holds a name or a number."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.access.base import exiger
from cases.access.personnes import peut_creer_des_dossiers, peut_lire_dossiers
from cases.personnes.forms.recherche_libre import RechercheLibreForm
from cases.personnes.queries.recherche_libre import MONTRES, recherche_libre
from servicesocial.pages.pages_formulaire import envoi


@require_http_methods(["GET", "HEAD", "POST"])
def rechercher(request: HttpRequest) -> HttpResponse:
    exiger(peut_lire_dossiers(request.user))
    form = RechercheLibreForm(envoi(request))
    contexte: dict[str, Any] = {
        "form": form,
        "trouves": None,
        "montres": MONTRES,
        "peut_creer": peut_creer_des_dossiers(request.user),
    }
    if request.method == "POST" and form.is_valid():
        contexte["trouves"] = recherche_libre(
            request.user, form.cleaned_data["cherche"], timezone.localdate()
        )
    return render(
        request, "cases/personnes/recherche_libre.html", contexte, status=422 if form.errors else 200
    )


def outil(_request: HttpRequest) -> dict[str, Any]:
    """The field of the header asks nothing of the database."""
    return {}
