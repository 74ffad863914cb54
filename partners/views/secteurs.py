"""Sectorisation: which site serves each commune of a unit, gaps, overlaps; giving communes to a site."""

from collections import Counter

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partners.access import exiger, peut_gerer_site, peut_lire_annuaire
from partners.domain.queries.annuaire import sites, unites_de, unites_ouvertes
from partners.domain.queries.secteurs import EtatSecteur, lire_secteurs
from partners.domain.secteurs import attribuer_communes
from partners.forms.secteurs import LIBELLES, AttribuerForm, FiltreSecteursForm
from partners.views.pages import onglets
from servicesocial.pages.pages_formulaire import envoi, reporter

PAR_PAGE = 60
ASPECTS = {
    EtatSecteur.SANS_SITE: ("danger", "exclamation-octagon"),
    EtatSecteur.SITE_FERME: ("danger", "x-circle"),
    EtatSecteur.CHEVAUCHEMENT: ("attention", "exclamation-triangle"),
    EtatSecteur.AUTRE_UNITE: ("info", "signpost-split"),
    EtatSecteur.SERVIE: ("succes", "check-circle"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def secteurs(request: HttpRequest) -> HttpResponse:
    exiger(peut_lire_annuaire(request.user))
    jour = timezone.localdate()
    unites = unites_ouvertes(jour)
    siennes = unites.filter(pk__in=unites_de(request.user))
    filtre = FiltreSecteursForm(request.GET, unites=siennes if siennes.exists() else unites)
    unite, etat, recherche = filtre.criteres()
    droit = peut_gerer_site(request.user, unite.pk)
    form = AttribuerForm(
        envoi(request), sites=sites(jour).valables_le(jour).filter(departement=unite), jour=jour
    )
    if request.method == "POST":
        exiger(droit)
        if form.is_valid():
            try:
                nombre = attribuer_communes(agent=request.user, **form.cleaned_data)
            except ValidationError as refus:
                reporter(form, refus)
            else:
                messages.success(request, _dire(nombre, form.cleaned_data["site"].nom))
                return redirect(f"{reverse('partners:secteurs')}?{request.GET.urlencode()}")
    lues = lire_secteurs(unite, jour, recherche)
    comptes = Counter(lue.etat for lue in lues)
    montrees = [lue for lue in lues if not etat or lue.etat == etat]
    page = Paginator(montrees, PAR_PAGE).get_page(request.GET.get("page"))
    contexte = {
        "onglets": onglets(),
        "filtre": filtre,
        "unite": unite,
        "page": page,
        "lignes": [(lue, LIBELLES[lue.etat], *ASPECTS[lue.etat]) for lue in page],
        "comptes": [(LIBELLES[e], comptes[e], e.value, *ASPECTS[e]) for e in EtatSecteur if comptes[e]],
        "total": len(lues),
        "form": form,
        "droit": droit,
        "choisies": set(request.POST.getlist("communes")),
        "parametres": _sans_page(request),
    }
    return render(request, "partners/secteurs.html", contexte, status=422 if form.errors else 200)


def _sans_page(request: HttpRequest) -> str:
    parametres = request.GET.copy()
    parametres.pop("page", None)
    return parametres.urlencode()


def _dire(nombre: int, site: str) -> str:
    if not nombre:
        return f"Rien à changer : {site} les dessert déjà."
    s = "s" if nombre > 1 else ""
    return f"{nombre} commune{s} desservie{s} par {site}."
