"""What is read of a dossier besides its page: its history, who may read it, its NIR, its syntheses by a manager."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.access.base import exiger
from cases.access.dossier import get_bris_or_404, peut_briser_la_glace
from cases.access.personnes import get_assure_or_404
from cases.dossier.domain.bris_de_glace import DUREE, briser_la_glace, prendre_connaissance
from cases.dossier.queries.historique import lire_historique
from cases.dossier.queries.lecteurs import lecteurs
from cases.personnes.domain.assure import reveler_nir
from cases.personnes.forms.dossier_corrige import BrisDeGlaceForm
from cases.rules.nir import ecrire_nir
from cases.transferts.views.presentation import presenter_passages
from partners.models import Parametre
from servicesocial.pages.pages_formulaire import PageFormulaire, envoi, traiter


@require_safe
def historique(request: HttpRequest, uuid: UUID) -> HttpResponse:
    assure = get_assure_or_404(request.user, uuid)
    lu = lire_historique(request.user, assure)
    passages = sorted(
        presenter_passages(lu.transferts, lu.fusions, assure.departement_id),
        key=lambda fait: fait.date,
        reverse=True,
    )
    contexte = {"assure": assure, "historique": lu, "passages": passages}
    return render(request, "cases/dossier/historique.html", contexte)


@require_safe
def qui_peut_lire(request: HttpRequest, uuid: UUID) -> HttpResponse:
    assure = get_assure_or_404(request.user, uuid)
    contexte = {"assure": assure, "niveaux": lecteurs(assure, timezone.localdate())}
    return render(request, "cases/dossier/lecteurs.html", contexte)


@require_POST
def nir(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The answer to a POST: neither the address nor the history of the browser holds it."""
    assure = get_assure_or_404(request.user, uuid)
    try:
        clair = reveler_nir(agent=request.user, assure=assure)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
        return redirect("cases:dossier", uuid)
    return render(request, "cases/dossier/nir.html", {"assure": assure, "nir": ecrire_nir(clair)})


@require_http_methods(["GET", "HEAD", "POST"])
def briser(request: HttpRequest, uuid: UUID) -> HttpResponse:
    assure = get_assure_or_404(request.user, uuid)
    exiger(peut_briser_la_glace(request.user, assure))
    retour = reverse("cases:dossier", args=[uuid])
    heures = int(Parametre.valeur_le(DUREE, timezone.localdate()))
    page = PageFormulaire(
        "Lire les synthèses de ce dossier",
        "Ouvrir les synthèses",
        retour,
        [("Dossiers", reverse("cases:dossiers")), ("Dossier", retour)],
        f"Les synthèses s’ouvrent à vous seul pendant {heures} heures. Le référent en est prévenu et lit votre motif ; "
        "l’ouverture reste dans l’historique du dossier. Les notes de secret restent fermées.",
    )
    return traiter(
        request,
        BrisDeGlaceForm(envoi(request)),
        page,
        partial(briser_la_glace, agent=request.user, assure=assure),
        "Les synthèses vous sont ouvertes. Le référent en est prévenu.",
    )


@require_POST
def bris_lu(request: HttpRequest, uuid: UUID) -> HttpResponse:
    prendre_connaissance(agent=request.user, bris=get_bris_or_404(request.user, uuid))
    return redirect("accueil")
