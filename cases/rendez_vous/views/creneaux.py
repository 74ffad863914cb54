"""The slots: declared in series, listed, withdrawn."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.access.base import exiger
from cases.access.personnes import peut_lire_dossiers
from cases.access.rendez_vous import get_creneau_or_404, peut_declarer_creneaux
from cases.rendez_vous.domain import creneau as actes
from cases.rendez_vous.forms.filtres import FiltreCreneaux
from cases.rendez_vous.forms.rendez_vous import DeclarerForm
from cases.rendez_vous.queries.agenda import creneaux_declares
from cases.rendez_vous.views.tableaux_creneaux import TableauCreneaux
from cases.socle.filtres import sites_de
from partners.domain.queries.annuaire import assistants_des_unites
from partners.enums import Profil
from partners.models import Agent
from servicesocial.pages.pages_formulaire import PageFormulaire, envoi, rendre_formulaire, reporter
from servicesocial.pages.tableaux import trier_et_paginer

DECLARANTS = (Profil.ASS, Profil.CSAM, Profil.SECRETARIAT, Profil.MANAGER)


@require_safe
def liste(request: HttpRequest) -> HttpResponse:
    exiger(peut_lire_dossiers(request.user))
    jour = timezone.localdate()
    filtre = FiltreCreneaux(
        request.GET,
        queryset=creneaux_declares(request.user, jour),
        sites=sites_de(request.user, jour),
        agent=request.user,
    )
    table = trier_et_paginer(request, TableauCreneaux(filtre.qs), par_page=50)
    table.agent = request.user
    contexte = {
        "table": table,
        "filtre": filtre,
        "peut_declarer": _declare(request.user),
    }
    gabarit = "cases/rendez_vous/creneaux.html"
    return render(request, f"{gabarit}#resultats" if request.htmx else gabarit, contexte)


@require_http_methods(["GET", "HEAD", "POST"])
def declarer(request: HttpRequest) -> HttpResponse:
    exiger(_declare(request.user))
    jour = timezone.localdate()
    unites = request.user.unites(*DECLARANTS)
    retour = reverse("cases:creneaux")
    page = PageFormulaire(
        "Déclarer des créneaux",
        "Déclarer",
        retour,
        [("Rendez-vous", reverse("cases:rendez_vous")), ("Créneaux", retour)],
    )
    form = DeclarerForm(
        envoi(request),
        assistants=assistants_des_unites(unites, jour),
        sites=sites_de(request.user, jour),
        jour=jour,
    )
    if request.method == "POST" and form.is_valid():
        try:
            ouverts = actes.declarer_creneaux(agent=request.user, **form.acte())
        except ValidationError as refus:
            reporter(form, refus)
        else:
            messages.success(request, _dire(ouverts))
            return redirect(retour)
    return rendre_formulaire(request, form, page)


@require_POST
def retirer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    creneau = get_creneau_or_404(request.user, uuid)
    exiger(peut_declarer_creneaux(request.user, creneau.agent, creneau.site))
    try:
        actes.retirer_creneau(agent=request.user, creneau=creneau)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    else:
        messages.success(request, "Le créneau est retiré.")
    return redirect("cases:creneaux")


def _declare(agent: Agent) -> bool:
    return not agent.profils().isdisjoint(DECLARANTS)


def _dire(ouverts: int) -> str:
    if not ouverts:
        return "Rien à ajouter : ces créneaux étaient déjà déclarés."
    return (
        f"{ouverts} créneau{'x' if ouverts > 1 else ''} {'sont déclarés' if ouverts > 1 else 'est déclaré'}."
    )
