"""The list of the dossiers of the agent's units."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.access.base import exiger
from cases.access.messages import peut_laisser_des_messages
from cases.access.personnes import peut_creer_des_dossiers, peut_lire_dossiers
from cases.dossier.forms.liste import FiltreDossiersForm
from cases.dossier.queries.liste import lire_dossiers
from cases.dossier.views.tableaux import TableauDossiers
from cases.socle.filtres import sites_de
from cases.socle.pages import rendre_resultats
from servicesocial.pages.tableaux import PAR_PAGE


@require_safe
def dossiers(request: HttpRequest) -> HttpResponse:
    exiger(peut_lire_dossiers(request.user))
    jour = timezone.localdate()
    filtre = FiltreDossiersForm(request.GET, sites=sites_de(request.user, jour))
    page = lire_dossiers(
        request.user,
        filtre.criteres(),
        apres=_uuid(request.GET.get("apres", "")),
        taille=PAR_PAGE,
        jour=jour,
    )
    messager = filtre.criteres().ouverts and peut_laisser_des_messages(request.user)
    filtres = {nom: valeur for nom, valeur in request.GET.items() if nom != "apres" and valeur}
    contexte = {
        "filtre": filtre,
        "table": TableauDossiers(page.dossiers, exclude=() if messager else ("message",)),
        "vide": not page.dossiers,
        "peut_creer": peut_creer_des_dossiers(request.user),
        "filtres": bool(filtres),
        "debut": urlencode(filtres) if "apres" in request.GET else None,
        "suite": urlencode(filtres | {"apres": page.suite}) if page.suite else "",
    }
    return rendre_resultats(request, "cases/dossier/dossiers.html", contexte)


def _uuid(valeur: str) -> UUID | None:
    """An address that was cut shows the beginning of the list rather than an error."""
    try:
        return UUID(valeur)
    except ValueError:
        return None
