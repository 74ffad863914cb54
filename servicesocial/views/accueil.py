"""The first page of the day."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from servicesocial.pages.accueil import sections_pour


@require_safe
def accueil(request: HttpRequest) -> HttpResponse:
    """The sections of the agent's profiles, each with what it needs."""
    # The foundation does not know the model of the agent, only that he says his profiles.
    agent: Any = request.user
    profils = agent.profils()
    contextes = [(section.gabarit, section.contexte(request)) for section in sections_pour(profils)]
    return render(
        request,
        "accueil.html",
        {
            "sections": [(gabarit, contexte) for gabarit, contexte in contextes if contexte],
            "aujourdhui": timezone.localdate(),
            "profils": profils,
        },
    )
