"""Délais: how long people wait after a signalement, by unit and year."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reporting.delai import SEUIL_MEDIANE
from reporting.delais import calculer_delais, unites_des_delais
from reporting.forms.delais import DelaisForm
from reporting.views.bilans import RequeteAgent


@require_safe
def delais(request: RequeteAgent) -> HttpResponse:
    """Figures only. A filter that is refused says why, and no figure is shown instead of those asked for."""
    unites = unites_des_delais(request.user)
    if not unites.exists():
        raise PermissionDenied("Les délais se lisent par le manager de l'unité et par la région.")
    form = DelaisForm(request.GET, unites=unites)
    calcules = None
    if form.is_valid():
        choix = form.cleaned_data
        calcules = calculer_delais(
            choix["unite"], choix["annee"], site=choix["site"], origine=choix["origine"]
        )
    contexte = {"form": form, "delais": calcules, "seuil": SEUIL_MEDIANE}
    return render(request, "reporting/delais.html", contexte)
