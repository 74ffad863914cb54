"""Who works in the agent's units, and what everybody chooses from."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partners.access import exiger, peut_lire_annuaire
from partners.domain.queries import annuaire
from partners.forms.filtres import FiltreEquipe
from partners.views.commun import onglets, rendre_liste
from partners.views.tableaux import TableauEquipe
from servicesocial.tableaux import trier_et_paginer


@require_safe
def liste(request: HttpRequest) -> HttpResponse:
    exiger(peut_lire_annuaire(request.user))
    jour = timezone.localdate()
    unites = annuaire.unites_de(request.user)
    filtre = FiltreEquipe(request.GET, queryset=annuaire.equipe(unites, jour), unites=unites, jour=jour)
    table = trier_et_paginer(request, TableauEquipe(filtre.qs))
    return rendre_liste(request, "partners/equipe.html", {"filtre": filtre, "table": table})


@require_safe
def referentiels(request: HttpRequest) -> HttpResponse:
    exiger(peut_lire_annuaire(request.user))
    jour = timezone.localdate()
    contexte = {
        "listes": annuaire.listes_de_reference(),
        "parametres": annuaire.parametres(jour),
        "jour": jour,
        "onglets": onglets(),
    }
    return render(request, "partners/referentiels.html", contexte)
