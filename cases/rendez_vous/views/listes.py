"""The rendez-vous of a day, as a list."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.access.base import exiger
from cases.access.personnes import peut_lire_dossiers
from cases.rendez_vous.forms.filtres import FiltreRendezVous
from cases.rendez_vous.queries.rendez_vous import rendez_vous_des_sites
from cases.rendez_vous.views.tableaux import TableauRendezVous
from cases.socle.filtres import sites_de
from cases.socle.pages import rendre_resultats
from servicesocial.pages.tableaux import trier_et_paginer


@require_safe
def rendez_vous(request: HttpRequest) -> HttpResponse:
    exiger(peut_lire_dossiers(request.user))
    aujourdhui = timezone.localdate()
    filtre = FiltreRendezVous(
        request.GET,
        queryset=rendez_vous_des_sites(request.user),
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
    return rendre_resultats(request, "cases/rendez_vous/rendez_vous_du_jour.html", contexte)
