from cases.models.accompagnement import (
    Accompagnement,
    AxeAccompagnement,
    ReferentAccompagnement,
    Remplacement,
)
from cases.models.action import AccordAction, ActionRemobilisation, Entreprise
from cases.models.appel import CompteAppels
from cases.models.assure import Assure
from cases.models.bris_de_glace import BrisDeGlace
from cases.models.correction import Correction
from cases.models.creneau import Creneau
from cases.models.demande_transfert import DemandeTransfert
from cases.models.entretien import (
    Brouillon,
    Contact,
    Entretien,
    Note,
    RendezVous,
    ThemeAborde,
)
from cases.models.fichier import FichierSignalements, LigneFichier
from cases.models.fusion import Fusion
from cases.models.information import Information, Opposition
from cases.models.message import MessageReferent
from cases.models.mot_du_nom import MotDuNom
from cases.models.plan import Demarche, Preconisation
from cases.models.portefeuille import ExportListe, FiltreEnregistre
from cases.models.signalement import Signalement
from cases.models.situation import ArretTravail, Situation
from cases.models.transfert import Transfert
from cases.models.urgence import SituationUrgence

__all__ = [
    "Accompagnement",
    "AccordAction",
    "ActionRemobilisation",
    "ArretTravail",
    "Assure",
    "AxeAccompagnement",
    "BrisDeGlace",
    "Brouillon",
    "CompteAppels",
    "Contact",
    "Correction",
    "Creneau",
    "DemandeTransfert",
    "Demarche",
    "Entreprise",
    "Entretien",
    "ExportListe",
    "FichierSignalements",
    "FiltreEnregistre",
    "Fusion",
    "Information",
    "LigneFichier",
    "MessageReferent",
    "MotDuNom",
    "Note",
    "Opposition",
    "Preconisation",
    "ReferentAccompagnement",
    "Remplacement",
    "RendezVous",
    "Signalement",
    "Situation",
    "SituationUrgence",
    "ThemeAborde",
    "Transfert",
]
