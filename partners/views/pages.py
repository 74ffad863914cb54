"""What the pages of the annuaire have around them: the tabs, the results of a list."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse


def onglets() -> list[tuple[str, str]]:
    return [
        ("Sites", reverse("partners:sites")),
        ("Secteurs", reverse("partners:secteurs")),
        ("Partenaires", reverse("partners:partenaires")),
        ("Équipe", reverse("partners:equipe")),
        ("Textes", reverse("partners:textes")),
        ("Listes et paramètres", reverse("partners:referentiels")),
    ]


def rendre_liste(request: HttpRequest, gabarit: str, contexte: dict[str, Any]) -> HttpResponse:
    """The page, or for htmx only its results."""
    nom = f"{gabarit}#resultats" if request.htmx else gabarit
    return render(request, nom, {"onglets": onglets(), **contexte})
