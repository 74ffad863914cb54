"""Who may write the annuaire (conception.md §4)."""

from django.core.exceptions import PermissionDenied

from partners.enums import Profil
from partners.models import Agent, Departement, Region, Site


def exiger_annuaire(agent: Agent | None, lieu: Site | Departement | Region | None = None) -> None:
    """Raises PermissionDenied (403) unless the agent may write here.

    An administrateur, everywhere. A manager, for his team: a site of his units, or one of them. None stands for
    whoever operates the installation (commands, first account).
    """
    if agent is None or Profil.ADMINISTRATEUR in agent.profils():
        return
    unites = agent.unites(Profil.MANAGER)
    if isinstance(lieu, Site) and lieu.departement_id in unites:
        return
    if isinstance(lieu, Departement) and lieu.pk in unites:
        return
    raise PermissionDenied("La gestion de cette équipe ne fait pas partie de vos droits.")
