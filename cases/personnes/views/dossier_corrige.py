"""« Corriger » and « A changé le »: two gestures on what a dossier says of the person."""

import datetime
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.access.base import exiger
from cases.access.personnes import (
    get_arret_or_404,
    get_assure_or_404,
    get_situation_or_404,
    peut_gerer_administratif,
)
from cases.enums import ObjetCorrige
from cases.models import ArretTravail, Assure, Situation
from cases.personnes.domain.assure import corriger_identite
from cases.personnes.domain.situation import (
    changer_situation,
    corriger_arret,
    corriger_situation,
    enregistrer_arret,
)
from cases.personnes.forms.dossier_corrige import (
    ArretForm,
    ChangerSituationForm,
    CorrigerArretForm,
    CorrigerSituationForm,
    IdentiteForm,
)
from cases.socle.correction import en_mots, version
from servicesocial.pages.pages_formulaire import PageFormulaire, envoi, rendre_formulaire, reporter, traiter
from servicesocial.typographie import date_longue

Lue = Assure | Situation | ArretTravail


@require_http_methods(["GET", "HEAD", "POST"])
def identite(request: HttpRequest, uuid: UUID) -> HttpResponse:
    assure = _assure(request, uuid)
    initial = {**IdentiteForm.selon(assure), "base": version(assure, ObjetCorrige.IDENTITE)}
    return _corriger(
        request,
        IdentiteForm(envoi(request), initial=initial, assure=assure),
        _page(assure, "Corriger l’identité", "Corriger"),
        partial(corriger_identite, agent=request.user, assure=assure),
        (assure, assure, ObjetCorrige.IDENTITE),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def situation_nouvelle(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The present situation is there already: only what changed is typed."""
    assure = _assure(request, uuid)
    jour = timezone.localdate()
    derniere = assure.situations.first()
    initial = ChangerSituationForm.selon(derniere) if derniere else {}
    return traiter(
        request,
        ChangerSituationForm(envoi(request), initial=initial | {"du": jour}, jour=jour),
        _page(assure, "La situation a changé", "Enregistrer le changement"),
        partial(changer_situation, agent=request.user, assure=assure),
        "Le changement de situation est enregistré.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def situation(request: HttpRequest, uuid: UUID, du: str) -> HttpResponse:
    lue = get_situation_or_404(request.user, uuid, _jour(du))
    exiger(peut_gerer_administratif(request.user, lue.assure))
    initial = {**CorrigerSituationForm.selon(lue), "base": version(lue.assure, ObjetCorrige.SITUATION)}
    return _corriger(
        request,
        CorrigerSituationForm(envoi(request), initial=initial, jour=lue.du),
        _page(lue.assure, f"Corriger la situation au {date_longue(lue.du)}", "Corriger"),
        partial(corriger_situation, agent=request.user, situation=lue),
        (lue.assure, lue, ObjetCorrige.SITUATION),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def arret_nouveau(request: HttpRequest, uuid: UUID) -> HttpResponse:
    assure = _assure(request, uuid)
    return traiter(
        request,
        ArretForm(envoi(request), jour=timezone.localdate()),
        _page(assure, "Enregistrer un arrêt de travail", "Enregistrer"),
        partial(enregistrer_arret, agent=request.user, assure=assure),
        "L’arrêt de travail est enregistré.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def arret(request: HttpRequest, uuid: UUID, du: str) -> HttpResponse:
    lu = get_arret_or_404(request.user, uuid, _jour(du))
    exiger(peut_gerer_administratif(request.user, lu.assure))
    initial = {**CorrigerArretForm.selon(lu), "base": version(lu.assure, ObjetCorrige.ARRET)}
    return _corriger(
        request,
        CorrigerArretForm(envoi(request), initial=initial, jour=lu.du),
        _page(lu.assure, "Corriger un arrêt de travail", "Corriger"),
        partial(corriger_arret, agent=request.user, arret=lu),
        (lu.assure, lu, ObjetCorrige.ARRET),
    )


def _corriger(
    request: HttpRequest,
    form: Form,
    page: PageFormulaire,
    acte: Callable[..., Any],
    quoi: tuple[Assure, Lue, ObjetCorrige],
) -> HttpResponse:
    """Like traiter. Over somebody else's correction the page comes back with what the dossier says now."""
    assure, lu, objet = quoi
    contexte: Mapping[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            acte(**form.cleaned_data)
        except ValidationError as refus:
            reporter(form, refus)
            if getattr(refus, "code_refus", "") == "base":
                lu.refresh_from_db()
                form.data = form.data.copy()
                form.data["base"] = str(version(assure, objet))
                contexte = {"autre": _actuel(form, lu), "ou": "dans le dossier, depuis"}
        else:
            messages.success(
                request, "La correction est enregistrée : ce qui était écrit reste dans l’historique."
            )
            return redirect(page.retour)
    return rendre_formulaire(
        request, form, page, gabarit="cases/personnes/dossier_corriger.html", contexte=contexte
    )


def _actuel(form: Form, lu: Lue) -> list[tuple[str, str]]:
    """What the record says now of each field that the form would change."""
    return [
        (str(form[nom].label), en_mots(lu, nom))
        for nom in form.fields
        if nom != "nir" and hasattr(lu, nom) and getattr(lu, nom) != form.cleaned_data.get(nom)
    ]


def _jour(texte: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(texte)
    except ValueError:
        raise Http404 from None


def _assure(request: HttpRequest, uuid: UUID) -> Assure:
    assure = get_assure_or_404(request.user, uuid)
    exiger(peut_gerer_administratif(request.user, assure))
    return assure


def _page(assure: Assure, titre: str, bouton: str) -> PageFormulaire:
    retour = reverse("cases:dossier", args=[assure.uuid])
    return PageFormulaire(
        titre, bouton, retour, [("Dossiers", reverse("cases:dossiers")), ("Dossier", retour)]
    )
