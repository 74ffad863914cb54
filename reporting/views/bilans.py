"""Bilans: the list, asking for one, following its production, reading it, publishing it, downloading it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.middleware import HtmxDetails

from partners.models import Agent
from reporting import bilans
from reporting.access import get_bilan_du_manager_or_404, get_bilan_or_404, unites_dirigees
from reporting.exports.chiffres_json import en_octets
from reporting.forms.bilan import BilanFilter, DemandeForm
from reporting.models import Bilan
from reporting.queries import bilans_visibles, lire_pdf, texte_precedent, unites_lisibles
from reporting.tables import TableauBilans
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.pages.tableaux import trier_et_paginer


class RequeteAgent(HttpRequest):
    """What the middlewares leave on a request: an agent logged in, and what htmx says."""

    user: Agent
    htmx: HtmxDetails


@require_safe
def liste(request: RequeteAgent) -> HttpResponse:
    unites = unites_lisibles(request.user)
    if not unites.exists():
        raise PermissionDenied("Les bilans se lisent dans l'unité ou la région où l'on est affecté.")
    filtre = BilanFilter(request.GET, queryset=bilans_visibles(request.user), unites=unites)
    table = trier_et_paginer(request, TableauBilans(filtre.qs))
    contexte = {"filtre": filtre, "table": table, "peut_demander": unites_dirigees(request.user).exists()}
    gabarit = "reporting/bilan/liste.html"
    return render(request, f"{gabarit}#resultats" if request.htmx else gabarit, contexte)


@require_http_methods(["GET", "HEAD", "POST"])
def demander(request: RequeteAgent) -> HttpResponse:
    unites = unites_dirigees(request.user)
    if not unites.exists():
        raise PermissionDenied("Seul un manager demande le bilan de son unité.")
    if request.method == "POST":
        form = DemandeForm(request.POST, unites=unites)
        if form.is_valid():
            donnees = form.cleaned_data
            bilan = bilans.demander_bilan(
                agent=request.user, unite=donnees["unite"], annee=donnees["annee"], texte=donnees["texte"]
            )
            return redirect("reporting:bilan", bilan.uuid)
    else:
        form = DemandeForm(unites=unites, initial=_initial(request))
    return render(
        request, "reporting/bilan/demander.html", {"form": form}, status=422 if form.errors else 200
    )


def _initial(request: RequeteAgent) -> dict[str, str]:
    """Unit and year of the address, and the text of the version before, so that it is not typed again."""
    initial = {nom: request.GET[nom] for nom in ("unite", "annee") if nom in request.GET}
    texte = texte_precedent(request.user, initial.get("unite", ""), initial.get("annee", ""))
    return initial | ({"texte": texte} if texte else {})


@require_safe
def detail(request: RequeteAgent, uuid: UUID) -> HttpResponse:
    bilan = get_bilan_or_404(request.user, uuid)
    contexte = {
        "bilan": bilan,
        "peut_agir": unites_dirigees(request.user).filter(code=bilan.departement_id).exists(),
    }
    if not bilan.figures:
        return render(request, "reporting/bilan/attente.html", contexte)
    controles = bilans.controles_de(bilan)
    contexte |= {
        "document": bilans.document_de(bilan),
        "controles": controles,
        "bloques": [controle for controle in controles if controle.bloque],
    }
    return render(request, "reporting/bilan/detail.html", contexte)


@require_safe
def etat(request: RequeteAgent, uuid: UUID) -> HttpResponse:
    """The progress fragment; once the bilan is there, the page is loaded again and polling stops."""
    bilan = get_bilan_or_404(request.user, uuid)
    reponse = render(request, "reporting/bilan/attente.html#etat", {"bilan": bilan})
    if bilan.figures and request.htmx:
        reponse["HX-Redirect"] = reverse("reporting:bilan", args=[bilan.uuid])
    return reponse


@require_http_methods(["GET", "HEAD", "POST"])
def publier(request: RequeteAgent, uuid: UUID) -> HttpResponse:
    bilan = get_bilan_du_manager_or_404(request.user, uuid)
    if request.method == "POST":
        try:
            bilans.publier_bilan(agent=request.user, bilan=bilan)
        except bilans.RefusBilan as refus:
            messages.error(request, refus.messages[0])
        else:
            messages.success(request, "Le bilan est publié : ses chiffres ne changeront plus.")
        return redirect("reporting:bilan", bilan.uuid)
    contexte = {
        "titre": "Publier ce bilan ?",
        "question": "Les chiffres de cette version seront ceux que l'unité publie. Ils ne changeront plus.",
        "libelle": "Publier",
        "retour": reverse("reporting:bilan", args=[bilan.uuid]),
        "ton": "info",
    }
    return render(request, "composants/page_confirmation.html", contexte)


@require_safe
def pdf(request: RequeteAgent, uuid: UUID) -> HttpResponse:
    bilan = get_bilan_or_404(request.user, uuid)
    return _fichier(request, bilan, lire_pdf(bilan), "pdf", "application/pdf")


@require_safe
def chiffres(request: RequeteAgent, uuid: UUID) -> HttpResponse:
    bilan = get_bilan_or_404(request.user, uuid)
    contenu = en_octets(bilan.figures) if bilan.figures else None
    return _fichier(request, bilan, contenu, "json", "application/json")


def _fichier(
    request: RequeteAgent, bilan: Bilan, contenu: bytes | None, extension: str, genre: str
) -> HttpResponse:
    if contenu is None:
        messages.info(request, "Ce bilan n'est pas encore produit.")
        return redirect("reporting:bilan", bilan.uuid)
    journaliser(request.user, ActionJournal.TELECHARGEMENT, bilan, precision=extension)
    nom = f"{bilan.nom_fichier}.{extension}"
    return HttpResponse(
        contenu, content_type=genre, headers={"Content-Disposition": f'attachment; filename="{nom}"'}
    )
