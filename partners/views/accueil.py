"""The sections of the home page that come from the annuaire."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from partners.access import unites_administrees
from partners.domain.queries.annuaire import comptes_annuaire


def section_administrateur(request: HttpRequest) -> dict[str, Any]:
    return {"comptes": comptes_annuaire(unites_administrees(request.user), timezone.localdate())}
