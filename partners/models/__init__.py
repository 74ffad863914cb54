from partners.models.agent import Affectation, Agent
from partners.models.lien import LienSignalement
from partners.models.listes import (
    CanalSignalement,
    DispositifLocal,
    Metier,
    OrigineSignalement,
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
    "LienSignalement",
    "Metier",
    "OrigineSignalement",
    "Parametre",
    "Partenaire",
    "PointAccueil",
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
