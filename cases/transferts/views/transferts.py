"""Asking another unit for a dossier, taking the request back, and what each of the two units reads of it."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.access.base import exiger
from cases.access.signalements import get_signalement_or_404, peut_affecter_signalement
from cases.access.transferts import peut_suivre_transferts
from cases.enums import SIGNALEMENTS_A_TRAITER
from cases.personnes.queries.rapprochement import connu_ailleurs
from cases.transferts.domain import demande_transfert as actes
from cases.transferts.forms.demande_transfert import DemanderTransfertForm
from cases.transferts.queries.transferts import lire_demandes
from cases.transferts.views.tableaux import (
    TableauDemandesEnvoyees,
    TableauDemandesRecues,
    TableauDossiersPartis,
)
from servicesocial.pages.pages_formulaire import PageFormulaire, envoi, traiter
from servicesocial.pages.tableaux import trier_et_paginer

RIEN_A_DEMANDER = "Aucun transfert n’est à demander pour ce signalement."


@require_safe
def liste(request: HttpRequest) -> HttpResponse:
    exiger(peut_suivre_transferts(request.user))
    demandes = lire_demandes(request.user)
    contexte = {
        "recues": trier_et_paginer(request, TableauDemandesRecues(demandes.recues, prefix="r-"))
        if demandes.recues is not None
        else None,
        "envoyees": trier_et_paginer(request, TableauDemandesEnvoyees(demandes.envoyees, prefix="e-")),
        "partis": trier_et_paginer(request, TableauDossiersPartis(demandes.partis, prefix="p-"))
        if demandes.partis
        else None,
    }
    gabarit = "cases/transferts/transferts.html"
    return render(request, f"{gabarit}#resultats" if request.htmx else gabarit, contexte)


@require_http_methods(["GET", "HEAD", "POST"])
def demander(request: HttpRequest, uuid: UUID) -> HttpResponse:
    signalement = get_signalement_or_404(request.user, uuid)
    exiger(peut_affecter_signalement(request.user, signalement.site))
    retour = reverse("cases:signalement", args=[uuid])
    demandable = not signalement.transfert_attendu and signalement.etat in SIGNALEMENTS_A_TRAITER
    if request.method != "POST" and not (demandable and connu_ailleurs(signalement)):
        messages.error(request, RIEN_A_DEMANDER)
        return redirect(retour)
    page = PageFormulaire(
        "Demander le transfert du dossier",
        "Envoyer la demande",
        retour,
        [("Signalements", reverse("cases:signalements")), ("Signalement", retour)],
    )
    return traiter(
        request,
        DemanderTransfertForm(envoi(request)),
        page,
        partial(actes.demander_transfert, agent=request.user, signalement=signalement),
        "La demande est envoyée : les managers de l’unité qui suit la personne la lisent.",
    )


@require_POST
def retirer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    signalement = get_signalement_or_404(request.user, uuid)
    try:
        actes.retirer_demande(agent=request.user, signalement=signalement)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    else:
        messages.success(request, "La demande est retirée.")
    return redirect("cases:signalement", uuid)
