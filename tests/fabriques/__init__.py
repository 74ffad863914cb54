"""Records for the tests, one factory a model: plain by default, without chance, varied by arguments.

**Scope.** The nominative tables answer nothing without a scope (servicesocial/perimetre.py). Factories open one of
their own around each insert, and close it: they work inside or outside a scope, and never leave one open behind
them. What a test does afterwards needs its own: `with perimetre(["01"]):`, or the fixture `perimetre_tout`. Read a
record again (`refresh_from_db`) inside a scope too.

A child is of the unit of its parent unless a test says otherwise, as the composite keys demand.
"""

from tests.fabriques.actes import (
    ArretTravailFactory,
    BrouillonFactory,
    ContactFactory,
    DemarcheFactory,
    EntretienFactory,
    NoteFactory,
    PreconisationFactory,
    RendezVousFactory,
    SituationFactory,
    ThemeAbordeFactory,
)
from tests.fabriques.actions import AccordActionFactory, ActionFactory, EntrepriseFactory
from tests.fabriques.annuaire import (
    AffectationFactory,
    AgentFactory,
    CommuneFactory,
    DepartementFactory,
    InterlocuteurFactory,
    LienSignalementFactory,
    PartenaireFactory,
    PointAccueilFactory,
    RegionFactory,
    SecteurFactory,
    SiteFactory,
    un_agent,
)
from tests.fabriques.bilans import BilanFactory, ChiffreDeclareFactory, TravailFactory
from tests.fabriques.dossiers import (
    AccompagnementFactory,
    AssureFactory,
    RemplacementFactory,
    SignalementFactory,
    fixer_axe,
    nommer_referent,
)
from tests.fabriques.listes import (
    CanalSignalementFactory,
    DispositifLocalFactory,
    MetierFactory,
    OrigineSignalementFactory,
    ParametreFactory,
    SituationClotureFactory,
    SituationEmploiFactory,
    ThemeEntretienFactory,
    TypeDemarcheFactory,
    TypeMenageFactory,
    TypePartenaireFactory,
    TypePreconisationFactory,
    TypeRisqueFactory,
)

__all__ = [
    "AccompagnementFactory",
    "AccordActionFactory",
    "ActionFactory",
    "AffectationFactory",
    "AgentFactory",
    "ArretTravailFactory",
    "AssureFactory",
    "BilanFactory",
    "BrouillonFactory",
    "CanalSignalementFactory",
    "ChiffreDeclareFactory",
    "CommuneFactory",
    "ContactFactory",
    "DemarcheFactory",
    "DepartementFactory",
    "DispositifLocalFactory",
    "EntrepriseFactory",
    "EntretienFactory",
    "InterlocuteurFactory",
    "LienSignalementFactory",
    "MetierFactory",
    "NoteFactory",
    "OrigineSignalementFactory",
    "ParametreFactory",
    "PartenaireFactory",
    "PointAccueilFactory",
    "PreconisationFactory",
    "RegionFactory",
    "RemplacementFactory",
    "RendezVousFactory",
    "SecteurFactory",
    "SignalementFactory",
    "SiteFactory",
    "SituationClotureFactory",
    "SituationEmploiFactory",
    "SituationFactory",
    "ThemeAbordeFactory",
    "ThemeEntretienFactory",
    "TravailFactory",
    "TypeDemarcheFactory",
    "TypeMenageFactory",
    "TypePartenaireFactory",
    "TypePreconisationFactory",
    "TypeRisqueFactory",
    "fixer_axe",
    "nommer_referent",
    "un_agent",
]
