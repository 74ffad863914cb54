"""Is the process alive, and can it serve? Public, without personal data, called by the supervision."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from servicesocial.etat import etat_des_services


@login_not_required
@require_safe
def vivant(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers; touches neither the database nor Redis."""
    return JsonResponse({"vivant": True})


@login_not_required
@require_safe
def pret(request: HttpRequest) -> JsonResponse:
    """200 when PostgreSQL and Redis answer, otherwise 503 with the one that does not."""
    etat = etat_des_services()
    return JsonResponse(etat, status=200 if all(etat.values()) else 503)
