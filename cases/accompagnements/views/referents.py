"""The accompagnements that nobody of the unit follows, and naming who will."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.access.accompagnements import get_accompagnement_or_404, peut_reaffecter
from cases.access.base import exiger
from cases.access.transferts import peut_suivre_transferts
from cases.accompagnements.domain.accompagnement import designer_referent
from cases.accompagnements.queries.referents import lire_referent, lire_sans_referent
from cases.transferts.forms.transfert import ReferentForm
from cases.transferts.views.tableaux import TableauSansReferent
from partners.domain.queries.annuaire import assistants
from partners.enums import Profil
from servicesocial.pages.pages_formulaire import PageFormulaire, envoi, traiter
from servicesocial.pages.tableaux import trier_et_paginer


@require_safe
def sans_referent(request: HttpRequest) -> HttpResponse:
    exiger(peut_suivre_transferts(request.user))
    lignes = lire_sans_referent(request.user, timezone.localdate())
    table = TableauSansReferent(lignes, nomme=request.user.unites(Profil.MANAGER))
    contexte = {"table": trier_et_paginer(request, table)}
    gabarit = "cases/accompagnements/sans_referent.html"
    return render(request, f"{gabarit}#resultats" if request.htmx else gabarit, contexte)


@require_http_methods(["GET", "HEAD", "POST"])
def designer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """From today on: the accompagnement is that of another ASS of the unit."""
    accompagnement = get_accompagnement_or_404(request.user, uuid)
    exiger(peut_reaffecter(request.user, accompagnement.departement_id))
    jour = timezone.localdate()
    actuel, axe = lire_referent(request.user, accompagnement)
    retour = reverse("cases:dossier", args=[accompagnement.assure.uuid])
    return traiter(
        request,
        ReferentForm(envoi(request), assistants=assistants(accompagnement.departement_id, jour)),
        PageFormulaire(
            "Désigner un référent",
            "Désigner, à partir d’aujourd’hui",
            retour,
            [("Dossiers", reverse("cases:dossiers")), ("Dossier", retour)],
            f"{accompagnement.assure}, {axe}. Référent actuel : {actuel}.",
        ),
        partial(designer_referent, agent=request.user, accompagnement=accompagnement, le=jour),
        "Le référent est désigné.",
    )
