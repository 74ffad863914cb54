"""The answer to whoever signalled: proposed, read again, copied or printed, then noted as sent."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.access.base import exiger
from cases.access.signalements import get_signalement_or_404, peut_donner_suite, peut_recevoir_signalements
from cases.enums import ETATS_A_DIRE
from cases.models import Signalement
from cases.rules.reponse import Portee
from cases.signalements.domain import reponse as actes
from cases.signalements.forms.reponse import ReponseEnvoyeeForm, TexteReponseForm
from cases.signalements.queries.reponses import reponses_a_envoyer
from cases.signalements.views.tableaux import pastille_etat
from cases.signalements.views.tableaux_reponses import TableauReponses
from servicesocial.pages.pages_formulaire import envoi, reporter
from servicesocial.pages.pdf import rendre_lettre
from servicesocial.pages.tableaux import trier_et_paginer

CE_QUI_SE_DIT = {
    Portee.ACCUSE: "À cette origine, le service accuse réception, sans nommer la personne ni dire la suite.",
    Portee.SUITE: "À cette origine, le service dit où en est le signalement, rien de plus.",
    Portee.PERSONNE: "La personne s’est adressée elle-même au service : la réponse lui est destinée.",
}


@require_safe
def liste(request: HttpRequest) -> HttpResponse:
    exiger(peut_recevoir_signalements(request.user))
    table = TableauReponses(reponses_a_envoyer(request.user, timezone.localdate()))
    gabarit = "cases/signalements/reponses.html"
    contexte = {"table": trier_et_paginer(request, table)}
    return render(request, f"{gabarit}#resultats" if request.htmx else gabarit, contexte)


@require_http_methods(["GET", "HEAD", "POST"])
def repondre(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """POST notes that the answer was sent."""
    signalement = get_signalement_or_404(request.user, uuid)
    exiger(peut_donner_suite(request.user, signalement))
    if signalement.etat not in ETATS_A_DIRE:
        return _rien_a_dire(request, signalement)
    form = ReponseEnvoyeeForm(envoi(request), jour=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            actes.noter_reponse(agent=request.user, signalement=signalement, **form.cleaned_data)
        except ValidationError as refus:
            reporter(form, refus)
        else:
            messages.success(request, "La réponse est notée.")
            return redirect("cases:signalement", uuid)
    texte = TexteReponseForm(initial={"texte": actes.texte_propose(signalement)})
    return _page(request, signalement, texte, form)


@require_POST
def lettre(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The letter with the text as it was read again. Nothing of it is kept."""
    signalement = get_signalement_or_404(request.user, uuid)
    exiger(peut_donner_suite(request.user, signalement))
    if signalement.etat not in ETATS_A_DIRE:
        return _rien_a_dire(request, signalement)
    texte = TexteReponseForm(envoi(request))
    if not texte.is_valid():
        return _page(request, signalement, texte, ReponseEnvoyeeForm(jour=timezone.localdate()))
    actes.tracer_lettre(agent=request.user, signalement=signalement)
    contexte = {
        "signalement": signalement,
        "destinataire": actes.destinataire(signalement),
        "jour": timezone.localdate(),
        "texte": texte.cleaned_data["texte"],
        "agent": request.user,
    }
    pdf = rendre_lettre(
        render_to_string("cases/signalements/lettre_reponse.html", contexte),
        titre="Réponse du service social",
    )
    entetes = {"Content-Disposition": f'attachment; filename="reponse-{signalement.uuid}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=entetes)


def _rien_a_dire(request: HttpRequest, signalement: Signalement) -> HttpResponse:
    messages.error(request, "Ce signalement n’a pas encore de suite à dire.")
    return redirect("cases:signalement", signalement.uuid)


def _page(
    request: HttpRequest, signalement: Signalement, texte: TexteReponseForm, form: ReponseEnvoyeeForm
) -> HttpResponse:
    contexte = {
        "signalement": signalement,
        "etat": pastille_etat(signalement),
        "destinataire": actes.destinataire(signalement),
        "ce_qui_se_dit": CE_QUI_SE_DIT[actes.portee_de(signalement)],
        "redaction": texte,
        "form": form,
    }
    refuse = texte.errors or form.errors
    return render(request, "cases/signalements/reponse.html", contexte, status=422 if refuse else 200)
