"""The acts on accompagnements that several tests begin with."""

from cases.accompagnements.domain.accompagnement import cloturer_accompagnement, ouvrir_accompagnement
from cases.enums import Axe
from cases.models import Accompagnement, Assure
from partners.models import Agent, Site
from tests.cases.outils import jour
from tests.fabriques import (
    SituationClotureFactory,
)

LE = jour("2023-06-01")


def ouvrir(agent: Agent, assure: Assure, site: Site, **autres: object) -> Accompagnement:
    defauts = {"axe": Axe.PDP, "ouvert_le": jour("2023-03-01"), "referent": agent}
    return ouvrir_accompagnement(agent=agent, assure=assure, site=site, **(defauts | autres))


def clore(agent: Agent, accompagnement: Accompagnement, **autres: object) -> None:
    defauts = {
        "clos_le": jour("2023-09-30"),
        "situation": SituationClotureFactory(),
        "site": accompagnement.site,
    }
    cloturer_accompagnement(agent=agent, accompagnement=accompagnement, **(defauts | autres))


def lu(accompagnement: Accompagnement) -> Accompagnement:
    """What the page has read, before the other agent has finished."""
    return Accompagnement.objects.select_related("assure", "site").get(pk=accompagnement.pk)
