"""The situation d'urgence of a signalement or of a dossier, and those of the home page."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.access.base import exiger
from cases.access.personnes import get_assure_or_404
from cases.access.signalements import get_signalement_or_404, get_urgence_or_404, peut_gerer_urgence
from cases.models import Assure, Signalement, SituationUrgence
from cases.signalements.domain import urgence as actes
from cases.signalements.forms.urgence import LeveeUrgenceForm, MarquerForm, PrevenuForm
from cases.signalements.queries.urgence import consignes, urgences_a_suivre
from cases.signalements.views.file_d_attente import suffixe
from partners.models import Agent
from servicesocial.pages.pages_formulaire import PageFormulaire, envoi, traiter

GABARIT = "cases/signalements/urgence.html"
MONTREES = 12


@require_http_methods(["GET", "HEAD", "POST"])
def marquer_du_signalement(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _marquer(request, uuid, get_signalement_or_404)


@require_http_methods(["GET", "HEAD", "POST"])
def marquer_du_dossier(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _marquer(request, uuid, get_assure_or_404)


def _marquer(
    request: HttpRequest, uuid: UUID, chercher: Callable[[Agent, UUID], Assure | Signalement]
) -> HttpResponse:
    personne = chercher(request.user, uuid)
    exiger(peut_gerer_urgence(request.user, personne.departement_id))
    return traiter(
        request,
        MarquerForm(envoi(request)),
        _page(request, personne, "Situation d’urgence", "Marquer l’urgence"),
        partial(actes.marquer_urgence, agent=request.user, personne=personne),
        "L’urgence est marquée : cette personne passe en tête de toutes les files.",
        gabarit=GABARIT,
        contexte=_procedure(personne.departement_id),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def prevenir(request: HttpRequest, uuid: UUID) -> HttpResponse:
    urgence = get_urgence_or_404(request.user, uuid)
    exiger(peut_gerer_urgence(request.user, urgence.departement_id))
    maintenant = timezone.localtime().replace(second=0, microsecond=0)
    initial = {"prevenu": urgence.prevenu, "le": urgence.prevenu_le or maintenant}
    return traiter(
        request,
        PrevenuForm(envoi(request), initial=initial),
        _page(request, _personne(urgence), "Qui a été prévenu", "Enregistrer"),
        partial(actes.noter_prevenu, agent=request.user, urgence=urgence),
        "C’est noté.",
        gabarit=GABARIT,
        contexte=_procedure(urgence.departement_id),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def lever(request: HttpRequest, uuid: UUID) -> HttpResponse:
    urgence = get_urgence_or_404(request.user, uuid)
    exiger(peut_gerer_urgence(request.user, urgence.departement_id))
    return traiter(
        request,
        LeveeUrgenceForm(envoi(request)),
        _page(request, _personne(urgence), "Lever la situation d’urgence", "Lever l’urgence"),
        partial(actes.lever_urgence, agent=request.user, urgence=urgence),
        "L’urgence est levée.",
    )


def section(request: HttpRequest) -> dict[str, Any]:
    """Nothing when there is none: the home page then begins with the rest."""
    urgences = list(urgences_a_suivre(request.user)[: MONTREES + 1])
    if not urgences:
        return {}
    return {"urgences": urgences[:MONTREES], "reste": len(urgences) > MONTREES}


def _personne(urgence: SituationUrgence) -> Assure | Signalement:
    """Where one comes back to: the signalement while it is what holds the urgency."""
    return urgence.signalement or urgence.assure


def _procedure(unite: str) -> dict[str, Any]:
    return {"consignes": consignes(unite, timezone.localdate())}


def _page(request: HttpRequest, personne: Assure | Signalement, titre: str, bouton: str) -> PageFormulaire:
    if isinstance(personne, Assure):
        retour = reverse("cases:dossier", args=[personne.uuid])
        return PageFormulaire(
            titre, bouton, retour, [("Dossiers", reverse("cases:dossiers")), ("Dossier", retour)]
        )
    suite = suffixe(request)
    retour = reverse("cases:signalement", args=[personne.uuid]) + suite
    parents = [("Signalements", reverse("cases:signalements") + suite), ("Signalement", retour)]
    return PageFormulaire(titre, bouton, retour, parents)
