"""Telling a person what is done with her data, noting what she refuses: from a signalement or from a dossier."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases.access.base import exiger
from cases.access.personnes import get_assure_or_404, get_opposition_or_404, peut_gerer_administratif
from cases.access.signalements import get_signalement_or_404, peut_donner_suite
from cases.models import Assure, Signalement
from cases.personnes.domain import information as actes
from cases.personnes.domain.adresse import adresse_de
from cases.personnes.forms.information import InformationForm, LeveeForm, OppositionForm
from cases.signalements.views.fil import parents_du_signalement
from cases.signalements.views.file_d_attente import suffixe
from partners.models import Agent
from servicesocial.pages.pages_formulaire import PageFormulaire, envoi, traiter
from servicesocial.pages.pdf import rendre_lettre

Chercher = Callable[[Agent, UUID], Assure | Signalement]


def _du_signalement(agent: Agent, uuid: UUID) -> Signalement:
    signalement = get_signalement_or_404(agent, uuid)
    exiger(peut_donner_suite(agent, signalement))
    return signalement


def _du_dossier(agent: Agent, uuid: UUID) -> Assure:
    assure = get_assure_or_404(agent, uuid)
    exiger(peut_gerer_administratif(agent, assure))
    return assure


def _page(
    request: HttpRequest, personne: Assure | Signalement, titre: str, bouton: str, avertissement: str = ""
) -> PageFormulaire:
    """From a signalement, one comes back to it with the filters of the queue."""
    if isinstance(personne, Assure):
        retour = reverse("cases:dossier", args=[personne.uuid])
        parents = [("Dossiers", reverse("cases:dossiers")), ("Dossier", retour)]
    else:
        suite = suffixe(request)
        parents = parents_du_signalement(personne.uuid, suite)
        retour = reverse("cases:signalement", args=[personne.uuid]) + suite
    return PageFormulaire(titre, bouton, retour, parents, avertissement)


def _informer(request: HttpRequest, uuid: UUID, chercher: Chercher) -> HttpResponse:
    personne = chercher(request.user, uuid)
    return traiter(
        request,
        InformationForm(envoi(request), jour=timezone.localdate()),
        _page(request, personne, "La personne est informée de l’usage de ses données", "Noter l’information"),
        partial(actes.informer_personne, agent=request.user, personne=personne),
        "L’information est notée.",
    )


def _opposer(request: HttpRequest, uuid: UUID, chercher: Chercher) -> HttpResponse:
    personne = chercher(request.user, uuid)
    return traiter(
        request,
        OppositionForm(envoi(request), jour=timezone.localdate()),
        _page(request, personne, "La personne refuse ou s’oppose", "Noter"),
        partial(actes.noter_opposition, agent=request.user, personne=personne),
        "C’est noté : les listes reçues ne la signaleront plus pendant le délai prévu.",
    )


def _imprimer(request: HttpRequest, uuid: UUID, chercher: Chercher) -> HttpResponse:
    """The notice as a letter. It is a POST: the download leaves its line in the journal."""
    personne = chercher(request.user, uuid)
    try:
        version = actes.imprimer_notice(agent=request.user, personne=personne)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
        return redirect(_page(request, personne, "", "").retour)
    organisme = personne.departement.region.organisme
    contexte = {
        "organisme": organisme,
        "destinataire": adresse_de(personne),
        "jour": timezone.localdate(),
        "version": version,
        "blocs": version.blocs(organisme),
    }
    pdf = rendre_lettre(
        render_to_string("cases/dossier/lettre_notice.html", contexte), titre="Usage de vos données"
    )
    entetes = {"Content-Disposition": f'attachment; filename="notice-{personne.uuid}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=entetes)


@require_POST
def imprimer_du_signalement(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _imprimer(request, uuid, _du_signalement)


@require_POST
def imprimer_du_dossier(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _imprimer(request, uuid, _du_dossier)


@require_http_methods(["GET", "HEAD", "POST"])
def informer_du_signalement(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _informer(request, uuid, _du_signalement)


@require_http_methods(["GET", "HEAD", "POST"])
def informer_du_dossier(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _informer(request, uuid, _du_dossier)


@require_http_methods(["GET", "HEAD", "POST"])
def opposer_du_signalement(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _opposer(request, uuid, _du_signalement)


@require_http_methods(["GET", "HEAD", "POST"])
def opposer_du_dossier(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _opposer(request, uuid, _du_dossier)


@require_http_methods(["GET", "HEAD", "POST"])
def lever(request: HttpRequest, uuid: UUID) -> HttpResponse:
    opposition = get_opposition_or_404(request.user, uuid)
    if opposition.assure is not None:
        personne: Assure | Signalement = _du_dossier(request.user, opposition.assure.uuid)
    else:
        personne = _du_signalement(request.user, opposition.signalement.uuid)
    return traiter(
        request,
        LeveeForm(envoi(request)),
        _page(request, personne, "Lever le refus ou l’opposition", "Lever"),
        partial(actes.lever_opposition, agent=request.user, opposition=opposition),
        "C’est levé : la personne peut être signalée de nouveau.",
    )
