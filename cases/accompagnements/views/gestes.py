"""Whether the agent may write of an accompagnement from this page."""

from uuid import UUID

from django.http import HttpRequest

from cases.access.accompagnements import get_accompagnement_or_404, peut_ecrire_dossier
from cases.access.base import exiger
from cases.models import Accompagnement


def a_ecrire(request: HttpRequest, uuid: UUID) -> Accompagnement:
    accompagnement = get_accompagnement_or_404(request.user, uuid)
    exiger(peut_ecrire_dossier(request.user, accompagnement))
    return accompagnement
