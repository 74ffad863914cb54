"""The nominative lists: dossiers, my accompagnements, the appointments of a day (the queue: views/file.py)."""

import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.access import (
    exiger,
    peut_creer_des_dossiers,
    peut_laisser_des_messages,
    peut_lire_dossiers,
)
from cases.domain.queries import listes
from cases.forms.filtres import (
    FiltreDossiersForm,
    FiltreRendezVous,
    sites_de,
)
from cases.views.tableaux import (
    TableauDossiers,
    TableauRendezVous,
)
from servicesocial.tableaux import PAR_PAGE, trier_et_paginer


def rendre_resultats(request: HttpRequest, gabarit: str, contexte: dict[str, Any]) -> HttpResponse:
    """The page, or for htmx only its results."""
    return render(request, f"{gabarit}#resultats" if request.htmx else gabarit, contexte)


@require_safe
def dossiers(request: HttpRequest) -> HttpResponse:
    exiger(peut_lire_dossiers(request.user))
    jour = timezone.localdate()
    filtre = FiltreDossiersForm(request.GET, sites=sites_de(request.user, jour))
    page = listes.lire_dossiers(
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
    return rendre_resultats(request, "cases/dossiers.html", contexte)


def _uuid(valeur: str) -> UUID | None:
    """An address that was cut shows the beginning of the list rather than an error."""
    try:
        return UUID(valeur)
    except ValueError:
        return None


@require_safe
def rendez_vous(request: HttpRequest) -> HttpResponse:
    exiger(peut_lire_dossiers(request.user))
    aujourdhui = timezone.localdate()
    filtre = FiltreRendezVous(
        request.GET,
        queryset=listes.rendez_vous_des_sites(request.user),
        sites=sites_de(request.user, aujourdhui),
        aujourdhui=aujourdhui,
    )
    jour = filtre.jour_montre
    contexte = {
        "filtre": filtre,
        "table": trier_et_paginer(request, TableauRendezVous(filtre.qs)),
        "jour": jour,
        "aujourdhui": aujourdhui,
        "autres": f"&site={site.pk}" if (site := filtre.form.cleaned_data.get("site")) else "",
        "veille": jour - datetime.timedelta(days=1),
        "lendemain": jour + datetime.timedelta(days=1),
    }
    return rendre_resultats(request, "cases/rendez_vous.html", contexte)
