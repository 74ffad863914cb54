"""Signalements in each of their states."""

from cases.enums import (
    SIGNALEMENTS_A_TRAITER,
    EtatSignalement,
)
from cases.models import Signalement
from partners.models import Agent, Site
from tests.cases.outils import jour
from tests.fabriques import (
    AccompagnementFactory,
    SignalementFactory,
)

LE = jour("2023-02-06")


def dans_l_etat(etat: EtatSignalement, site: Site, ass: Agent) -> Signalement:
    """A signalement that reached this state, with what its constraints ask."""
    affecte = etat in (EtatSignalement.AFFECTE, EtatSignalement.CONVERTI)
    return SignalementFactory(
        site=site,
        etat=etat,
        qualifie_le=None if etat == EtatSignalement.RECU else jour("2023-02-02"),
        affecte_le=jour("2023-02-03") if affecte else None,
        affecte_a=ass if affecte else None,
        clos_le=None if etat in SIGNALEMENTS_A_TRAITER else jour("2023-02-04"),
        accompagnement=AccompagnementFactory(site=site, referent=ass)
        if etat in (EtatSignalement.CONVERTI, EtatSignalement.RATTACHE)
        else None,
        doublon_de=SignalementFactory(site=site) if etat == EtatSignalement.DOUBLON else None,
    )
