"""Pages that belong to no app: components, credits, and the request that keeps a session open."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from servicesocial.pages.presentation import composants_livres
from servicesocial.pages.vitrine import QUESTION, exemples


@require_http_methods(["GET", "HEAD", "POST"])
def composants(request: HttpRequest) -> HttpResponse:
    """Every component once, for those who write pages and for the accessibility tests. Changes nothing."""
    if "confirmer" in request.GET:
        return _confirmer_exemple(request)
    contexte = exemples(request)
    if request.method == "POST":
        if not contexte["formulaire_exemple"].is_valid():
            return render(request, "pages/composants.html", contexte, status=422)
        messages.success(request, "Le formulaire est complet. Rien n’est enregistré : c’est un exemple.")
        return redirect("composants")
    return render(request, "pages/composants.html", contexte)


def _confirmer_exemple(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        messages.info(request, "Vous avez confirmé. Rien n’est changé : c’est un exemple.")
        return redirect("composants")
    return render(request, "composants/page_confirmation.html", QUESTION | {"retour": request.path})


@login_not_required
@require_safe
def credits(request: HttpRequest) -> HttpResponse:
    """What the service is made of, with versions and licences."""
    return render(request, "pages/credits.html", {"composants": composants_livres()})


@require_POST
def prolonger_session(request: HttpRequest) -> HttpResponse:
    """Any request renews the idle time; this one does nothing else. Posted by the warning dialog."""
    return HttpResponse(status=204)
