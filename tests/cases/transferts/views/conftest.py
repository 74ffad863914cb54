"""Lise Perrin, followed in the Ain, signalled in the Ardèche."""

import pytest

from cases.models import DemandeTransfert
from cases.transferts.domain.demande_transfert import demander_transfert
from partners.enums import Profil
from tests.cases.outils import comme
from tests.cases.transferts.views.outils import MOTIF, NAISSANCE, relue
from tests.fabriques import (
    AccompagnementFactory,
    AssureFactory,
    SignalementFactory,
    un_agent,
)


@pytest.fixture
def csam_ardeche(site_ardeche):
    return un_agent(Profil.CSAM, site_ardeche)


@pytest.fixture
def suivi(site, ass):
    """Lise Perrin, followed in the Ain."""
    assure = AssureFactory(
        departement=site.departement, nom="Perrin", prenom="Lise", date_naissance=NAISSANCE
    )
    return AccompagnementFactory(assure=assure, site=site, referent=ass)


@pytest.fixture
def signalement(site_ardeche):
    """She is signalled in the Ardèche."""
    return SignalementFactory(site=site_ardeche, nom="Perrin", prenom="Lise", date_naissance=NAISSANCE)


@pytest.fixture
def demande(suivi, signalement, csam_ardeche) -> DemandeTransfert:
    with comme(csam_ardeche):
        demander_transfert(agent=csam_ardeche, signalement=signalement, motif=MOTIF)
    return relue()
