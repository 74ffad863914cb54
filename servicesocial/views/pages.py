"""Pages that belong to no app: components, credits, and the request that keeps a session open."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from servicesocial.presentation import composants_livres
from servicesocial.vitrine import exemples


@require_safe
def composants(request: HttpRequest) -> HttpResponse:
    """Every component once, for those who write pages and for the accessibility tests."""
    return render(request, "pages/composants.html", exemples(request))


@login_not_required
@require_safe
def credits(request: HttpRequest) -> HttpResponse:
    """What the service is made of, with versions and licences."""
    return render(request, "pages/credits.html", {"composants": composants_livres()})


@require_POST
def prolonger_session(request: HttpRequest) -> HttpResponse:
    """Any request renews the idle time; this one does nothing else. Posted by the warning dialog."""
    return HttpResponse(status=204)
