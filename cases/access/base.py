"""What every right stands on: refused inside one's scope, an act is a 403; and who follows whom today."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from cases.models import Accompagnement
from cases.models.accompagnements.accompagnement import AccompagnementQuerySet
from partners.enums import Profil
from partners.models import Agent


def exiger(autorise: bool) -> None:
    """Raises PermissionDenied (403) unless the predicate holds."""
    if not autorise:
        raise PermissionDenied("Cet acte ne fait pas partie de vos droits sur ce dossier.")


def ecrits_par(agent: Agent) -> AccompagnementQuerySet:
    """The accompagnements in which the agent writes.

    Those of which the agent, an ASS, is the référent. Those whose référent the agent, an ASS, replaces today.
    """
    if Profil.ASS not in agent.profils():
        return Accompagnement.objects.none()
    return Accompagnement.objects.suivis_par(agent, timezone.localdate())
