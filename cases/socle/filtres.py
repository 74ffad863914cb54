"""What the filters of the lists share. A filter stands in an address, so that it never holds a name or a number."""

import datetime

from django.db.models import QuerySet

from cases.models.socle.base import LECTEURS_DOSSIER
from partners.models import Agent, Site

RETARD = "retard"
MOI = "moi"
OUI = "oui"
A_DONNER = "a_donner"
# Days that a calendar of the service may show.
PREMIER_JOUR = datetime.date(2000, 1, 1)
DERNIER_JOUR = datetime.date(2099, 12, 31)


def sites_de(agent: Agent, jour: datetime.date) -> QuerySet[Site]:
    """Returns the sites of the units where the agent reads dossiers."""
    return Site.objects.valables_le(jour).filter(departement__in=agent.unites(*LECTEURS_DOSSIER))
