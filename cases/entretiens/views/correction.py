"""Correcting an entretien that is finished: the page, its draft, what somebody else changed meanwhile."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cases.entretiens.domain.correction import corriger_entretien, textes_de, version_de
from cases.entretiens.forms.entretien import CORRIGES, TEXTES, CorrigerEntretienForm
from cases.entretiens.queries.entretien import lire_corrige, mon_brouillon
from cases.entretiens.views.brouillons import (
    a_reprendre,
    effacer,
    garder,
    repondre,
    reprendre_version,
    textes_autres,
)
from cases.models import Entretien
from cases.socle.annees_publiees import annee_publiee
from servicesocial.pages.pages_formulaire import envoi, reporter

COMPARES = (*TEXTES, "prochaine_etape", "date")


@require_http_methods(["GET", "HEAD", "POST"])
def corriger(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What it says now, or the draft of a correction. Sent over another correction, both are shown."""
    entretien = a_reprendre(request, uuid)
    lu = lire_corrige(request.user, entretien)
    publie = annee_publiee(entretien.site.departement_id, entretien.date)
    actuel = _actuel(request, entretien)
    ecrit = lu.brouillon
    form = CorrigerEntretienForm(
        envoi(request),
        initial=ecrit.contenu | {"version": ecrit.version} if ecrit else actuel,
        themes=lu.themes,
        sites=lu.sites,
        publie=publie,
    )
    dossier = reverse("cases:dossier", args=[entretien.accompagnement.assure.uuid])
    autre, ou = None, ""
    if request.method == "POST":
        try:
            if "brouillon" in request.POST:
                garder(request, entretien.accompagnement, CORRIGES, entretien)
                messages.success(
                    request, "Votre correction est gardée : vous seul la lisez, rien n’a changé."
                )
                return redirect(dossier)
            if form.is_valid():
                change = corriger_entretien(agent=request.user, entretien=entretien, **form.acte())
                messages.success(
                    request, "L’entretien est corrigé." if change else "Rien n’a changé dans l’entretien."
                )
                return redirect(dossier)
        except ValidationError as refus:
            form.is_valid()
            reporter(form, refus)
            code = getattr(refus, "code_refus", "")
            if code == "version":
                garde = reprendre_version(request, form, entretien.accompagnement, entretien)
                autre, ou = garde.contenu if garde else None, "dans l’autre fenêtre"
            elif code == "base":
                entretien.refresh_from_db()
                form.data = form.data.copy()
                form.data["base"] = str(version_de(entretien))
                autre, ou = _actuel(request, entretien), "dans l’entretien, depuis"
    contexte = {
        "form": form,
        "entretien": entretien,
        "accompagnement": entretien.accompagnement,
        "assure": entretien.accompagnement.assure,
        "brouillon": ecrit,
        "publie": entretien.date.year if publie else None,
        "autre": textes_autres(form, autre, COMPARES),
        "ou": ou,
        "dossier": dossier,
    }
    return render(request, "cases/entretiens/correction.html", contexte, status=422 if form.errors else 200)


@require_POST
def brouillon(request: HttpRequest, uuid: UUID) -> HttpResponse:
    entretien = a_reprendre(request, uuid)
    suivi = entretien.accompagnement
    return repondre(
        partial(garder, request, suivi, CORRIGES, entretien),
        partial(mon_brouillon, request.user, suivi, entretien),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def abandonner(request: HttpRequest, uuid: UUID) -> HttpResponse:
    entretien = a_reprendre(request, uuid)
    retour = reverse("cases:entretien_corriger", args=[uuid])
    return effacer(request, entretien.accompagnement, retour, entretien)


def _actuel(request: HttpRequest, entretien: Entretien) -> dict[str, Any]:
    """What the entretien says, as the form takes it."""
    textes = textes_de(request.user, entretien)
    return {
        "date": entretien.date,
        "mode": entretien.mode,
        "site": entretien.site_id,
        "themes": [theme.pk for theme in entretien.themes.all()],
        "prochaine_etape": entretien.prochaine_etape,
        "duree_minutes": entretien.duree_minutes,
        "base": version_de(entretien),
        **{nom: textes[niveau].texte for nom, niveau in TEXTES.items() if niveau in textes},
    }
