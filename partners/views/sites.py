"""Sites and points d'accueil of the annuaire."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from partners.access import (
    exiger,
    get_point_accueil_or_404,
    get_site_or_404,
    peut_gerer_site,
    peut_lire_annuaire,
    unites_administrees,
)
from partners.domain import sites
from partners.domain.queries import annuaire
from partners.forms.filtres import FiltreSites
from partners.forms.sites import NouveauSiteForm, PointAccueilForm, SiteForm
from partners.models import Agent, PointAccueil, Site
from partners.views.fermeture import Fermeture, fermer_ou_rouvrir
from partners.views.pages import onglets, rendre_liste
from partners.views.tableaux import TableauSites
from servicesocial.pages.pages_formulaire import PageFormulaire, envoi, traiter
from servicesocial.pages.tableaux import trier_et_paginer
from servicesocial.telephone import ecrire_telephone


@require_safe
def liste(request: HttpRequest) -> HttpResponse:
    exiger(peut_lire_annuaire(request.user))
    jour = timezone.localdate()
    filtre = FiltreSites(
        request.GET, queryset=annuaire.sites(jour), unites=annuaire.unites_de(request.user), jour=jour
    )
    table = trier_et_paginer(request, TableauSites(filtre.qs, jour=jour))
    contexte = {"filtre": filtre, "table": table, "peut_creer": bool(unites_administrees(request.user))}
    return rendre_liste(request, "partners/sites.html", contexte)


@require_safe
def detail(request: HttpRequest, uuid: UUID) -> HttpResponse:
    site = get_site_or_404(request.user, uuid)
    jour = timezone.localdate()
    contexte = {
        "site": site,
        "jour": jour,
        "fiche": _fiche(site),
        "points": site.points_accueil.select_related("commune"),
        "communes": annuaire.communes_servies(site, jour),
        "equipe": annuaire.equipe_du_site(site, jour),
        "peut_gerer": peut_gerer_site(request.user, site.departement_id),
        "onglets": onglets(),
    }
    return render(request, "partners/site.html", contexte)


def _fiche(site: Site) -> list[tuple[str, object]]:
    return [
        ("Unité", site.departement),
        ("Adresse", site.adresse),
        ("Commune", site.commune),
        ("Téléphone", ecrire_telephone(site.telephone)),
        ("Courriel", site.courriel),
        ("Code", site.code),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def creer(request: HttpRequest) -> HttpResponse:
    unites = unites_administrees(request.user)
    exiger(bool(unites))
    page = PageFormulaire("Nouveau site", "Créer le site", reverse("partners:sites"), [_parent()])
    form = NouveauSiteForm(envoi(request), unites=unites)
    return traiter(request, form, page, partial(sites.creer_site, agent=request.user), "Le site est créé.")


@require_http_methods(["GET", "HEAD", "POST"])
def modifier(request: HttpRequest, uuid: UUID) -> HttpResponse:
    site = _site_gere(request.user, uuid)
    page = PageFormulaire(f"Modifier {site.nom}", "Enregistrer", _adresse(site), _parents(site))
    form = SiteForm(envoi(request), instance=site)
    return traiter(
        request,
        form,
        page,
        partial(sites.modifier_site, agent=request.user, site=site),
        "Le site est modifié.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def fermer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    site = _site_gere(request.user, uuid)
    fermeture = Fermeture(
        partial(sites.fermer_site, agent=request.user, site=site),
        partial(sites.rouvrir_site, agent=request.user, site=site),
        _consequence(site),
    )
    return fermer_ou_rouvrir(request, site, fermeture, _adresse(site), _parents(site))


def _consequence(site: Site) -> str:
    """What an administrateur should have settled before."""
    jour = timezone.localdate()
    agents = annuaire.equipe_du_site(site, jour).count()
    communes = annuaire.communes_servies(site, jour).count()
    return (
        "Le site ne sera plus proposé après cette date, ni ses points d’accueil ; les actes passés le gardent. "
        f"Aujourd’hui : {agents} affectation(s) en cours et {communes} commune(s) servie(s), à confier à un autre site."
    )


@require_http_methods(["GET", "HEAD", "POST"])
def ajouter_point(request: HttpRequest, uuid: UUID) -> HttpResponse:
    site = _site_gere(request.user, uuid)
    page = PageFormulaire("Nouveau point d’accueil", "Ajouter", _adresse(site), _parents(site))
    form = PointAccueilForm(envoi(request))
    acte = partial(sites.ajouter_point_accueil, agent=request.user, site=site)
    return traiter(request, form, page, acte, "Le point d’accueil est ajouté.")


@require_http_methods(["GET", "HEAD", "POST"])
def modifier_point(request: HttpRequest, uuid: UUID, numero: int) -> HttpResponse:
    site, point = _point_gere(request.user, uuid, numero)
    page = PageFormulaire(f"Modifier {point.nom}", "Enregistrer", _adresse(site), _parents(site))
    form = PointAccueilForm(envoi(request), instance=point)
    acte = partial(sites.modifier_point_accueil, agent=request.user, point=point)
    return traiter(request, form, page, acte, "Le point d’accueil est modifié.")


@require_http_methods(["GET", "HEAD", "POST"])
def fermer_point(request: HttpRequest, uuid: UUID, numero: int) -> HttpResponse:
    site, point = _point_gere(request.user, uuid, numero)
    fermeture = Fermeture(
        partial(sites.fermer_point_accueil, agent=request.user, point=point),
        partial(sites.rouvrir_point_accueil, agent=request.user, point=point),
        "Ce point d’accueil ne sera plus proposé après cette date.",
    )
    return fermer_ou_rouvrir(request, point, fermeture, _adresse(site), _parents(site))


def _site_gere(agent: Agent, uuid: UUID) -> Site:
    site = get_site_or_404(agent, uuid)
    exiger(peut_gerer_site(agent, site.departement_id))
    return site


def _point_gere(agent: Agent, uuid: UUID, numero: int) -> tuple[Site, PointAccueil]:
    site = _site_gere(agent, uuid)
    return site, get_point_accueil_or_404(site, numero)


def _parent() -> tuple[str, str]:
    return ("Sites", reverse("partners:sites"))


def _adresse(site: Site) -> str:
    return reverse("partners:site", args=[site.uuid])


def _parents(site: Site) -> list[tuple[str, str]]:
    return [_parent(), (site.nom, _adresse(site))]
