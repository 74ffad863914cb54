from partners.models.agent import Affectation, Agent
from partners.models.listes import (
    CanalSignalement,
    DispositifLocal,
    Metier,
    OrigineSignalement,
    RaisonSuite,
    SituationCloture,
    SituationEmploi,
    ThemeEntretien,
    TypeDemarche,
    TypeMenage,
    TypePartenaire,
    TypePreconisation,
    TypeRisque,
)
from partners.models.parametre import Parametre
from partners.models.partenaire import Interlocuteur, Partenaire
from partners.models.territoire import (
    Commune,
    Departement,
    PointAccueil,
    Region,
    Secteur,
    Site,
)

__all__ = [
    "Affectation",
    "Agent",
    "CanalSignalement",
    "Commune",
    "Departement",
    "DispositifLocal",
    "Interlocuteur",
    "Metier",
    "OrigineSignalement",
    "Parametre",
    "Partenaire",
    "PointAccueil",
    "RaisonSuite",
    "Region",
    "Secteur",
    "Site",
    "SituationCloture",
    "SituationEmploi",
    "ThemeEntretien",
    "TypeDemarche",
    "TypeMenage",
    "TypePartenaire",
    "TypePreconisation",
    "TypeRisque",
]
