"""The places, agents and lists that random populations share."""

from dataclasses import dataclass

from partners.models import (
    Agent,
    CanalSignalement,
    Departement,
    DispositifLocal,
    Metier,
    OrigineSignalement,
    Region,
    Site,
    SituationCloture,
    TypeRisque,
)
from tests.fabriques import AgentFactory, DepartementFactory, DispositifLocalFactory, SiteFactory


@dataclass
class Lieux:
    """What does not change from one population to the next."""

    region: Region
    unites: list[Departement]
    sites: list[Site]
    agents: list[Agent]
    risques: list[TypeRisque]
    situations: list[SituationCloture]
    origines: list[OrigineSignalement]
    canal: CanalSignalement
    metiers: list[Metier]
    dispositifs: list[DispositifLocal]


def poser_lieux() -> Lieux:
    """Three units, one with two sites. The reference lists of the product must be loaded."""
    unites = [DepartementFactory(code=code) for code in ("01", "07", "26")]
    return Lieux(
        region=unites[0].region,
        unites=unites,
        sites=[SiteFactory(departement=unites[i]) for i in (0, 0, 1, 2)],
        agents=AgentFactory.create_batch(4),
        risques=list(TypeRisque.objects.all()),
        situations=list(SituationCloture.objects.all()),
        origines=list(
            OrigineSignalement.objects.filter(code__in=["service-medical", "cpam-pfs", "medecin-traitant"])
        ),
        canal=CanalSignalement.objects.first(),
        metiers=list(Metier.objects.all()),
        dispositifs=[DispositifLocalFactory(code=f"local-{am}", finance_am=am) for am in (True, False)],
    )
