"""Each act on an accompagnement, given what its page has read."""

import uuid
from collections.abc import Callable
from functools import partial

import pytest

from cases.accompagnements.domain.accompagnement import (
    annuler_accompagnement,
    changer_axe,
    cloturer_accompagnement,
    designer_referent,
    ouvrir_accompagnement,
    rouvrir_accompagnement,
)
from cases.accompagnements.domain.plan import noter_demarche, noter_plan, preconiser
from cases.enums import Axe
from cases.models import Accompagnement
from tests.cases.accompagnements.outils import LE
from tests.fabriques import SituationClotureFactory, TypeDemarcheFactory, TypePreconisationFactory

Acte = Callable[[Accompagnement], Callable[[], object]]


@pytest.fixture
def actes(site, ass, collegue, manager) -> dict[str, Acte]:
    """By its name in the tests; all on 1 June 2023."""
    conseil, geste = TypePreconisationFactory(), TypeDemarcheFactory()
    situation = SituationClotureFactory()
    page = uuid.uuid4()
    return {
        "ouvrir": lambda a: partial(
            ouvrir_accompagnement,
            agent=ass,
            assure=a.assure,
            site=site,
            axe=Axe.SPS,
            ouvert_le=LE,
            referent=ass,
        ),
        "rouvrir": lambda a: partial(
            rouvrir_accompagnement,
            agent=ass,
            accompagnement=a,
            site=site,
            axe=Axe.SPS,
            ouvert_le=LE,
            referent=ass,
        ),
        "changer l'axe": lambda a: partial(changer_axe, agent=ass, accompagnement=a, axe=Axe.SPS, le=LE),
        "désigner": lambda a: partial(
            designer_referent, agent=manager, accompagnement=a, referent=collegue, le=LE
        ),
        "clore": lambda a: partial(
            cloturer_accompagnement,
            agent=ass,
            accompagnement=a,
            clos_le=LE,
            situation=situation,
            site=site,
        ),
        "annuler": lambda a: partial(annuler_accompagnement, agent=ass, accompagnement=a, motif="Erreur"),
        "préconiser": lambda a: partial(
            preconiser, agent=ass, accompagnement=a, type_preconisation=conseil, le=LE, identifiant=page
        ),
        "démarche": lambda a: partial(
            noter_demarche, agent=ass, accompagnement=a, type_demarche=geste, le=LE, identifiant=page
        ),
        "plan": lambda a: partial(
            noter_plan,
            agent=ass,
            accompagnement=a,
            identifiant=page,
            le=LE,
            preconisations=[(conseil, "")],
            demarches=[(geste, None, "")],
        ),
    }
