"""Answering with a page or with its results alone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def rendre_resultats(request: HttpRequest, gabarit: str, contexte: dict[str, Any]) -> HttpResponse:
    """Renders the page or, for htmx, its results alone."""
    return render(request, f"{gabarit}#resultats" if request.htmx else gabarit, contexte)
