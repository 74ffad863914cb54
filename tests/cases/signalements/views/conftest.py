"""The people and the records around one signalement."""

import datetime

import pytest
from django.test import Client

from cases.enums import EtatSignalement
from cases.models import Signalement
from partners.enums import Profil
from tests.cases.outils import raison
from tests.cases.signalements.views.outils import HIER, MOTIF, NAISSANCE
from tests.fabriques import (
    AccompagnementFactory,
    AssureFactory,
    PartenaireFactory,
    SignalementFactory,
    un_agent,
)


@pytest.fixture
def connecte(client: Client, csam) -> Client:
    client.force_login(csam)
    return client


@pytest.fixture
def collegue_csam(site):
    return un_agent(Profil.CSAM, site, prenom="Odile", nom="Collègue")


@pytest.fixture
def recu(site) -> Signalement:
    return SignalementFactory(site=site, nom="Perrin", prenom="Lise", date_naissance=NAISSANCE, recu_le=HIER)


@pytest.fixture
def suivi(site, ass):
    """The open accompagnement of the person of `recu`."""
    assure = AssureFactory(
        departement=site.departement, nom="Perrin", prenom="Lise", date_naissance=NAISSANCE
    )
    return AccompagnementFactory(assure=assure, site=site, referent=ass)


@pytest.fixture
def original(site) -> Signalement:
    """Another signalement of the same name."""
    return SignalementFactory(
        site=site, nom="Perrin", prenom="Lise", recu_le=HIER - datetime.timedelta(days=3)
    )


@pytest.fixture
def precisions(ass, suivi, original) -> dict[str, dict[str, object]]:
    """What each outcome asks for."""
    partenaire = PartenaireFactory(nom="Mairie du quartier")
    partenaire.departements.add(original.departement)
    return {
        "affecter": {"a": ass.pk},
        "rattacher": {"accompagnement": suivi.pk},
        "repondre": {"raison": raison(EtatSignalement.REPONDU).pk, "motif": MOTIF},
        "reorienter": {
            "raison": raison(EtatSignalement.REORIENTE).pk,
            "motif": MOTIF,
            "vers": partenaire.pk,
        },
        "sans_suite": {"raison": raison(EtatSignalement.SANS_SUITE).pk, "motif": MOTIF},
        "doublon": {
            "original": original.pk,
            "raison": raison(EtatSignalement.DOUBLON).pk,
            "motif": MOTIF,
        },
    }
