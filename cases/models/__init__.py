from cases.models.accompagnements.accompagnement import (
    Accompagnement,
    AxeAccompagnement,
    ReferentAccompagnement,
    Remplacement,
)
from cases.models.accompagnements.plan import Demarche, Preconisation
from cases.models.accueil.portefeuille import ExportListe, FiltreEnregistre
from cases.models.dossier.bris_de_glace import BrisDeGlace
from cases.models.entretiens.brouillon import Brouillon
from cases.models.entretiens.entretien import Entretien, ThemeAborde
from cases.models.entretiens.note import Note
from cases.models.listes_recues.liste_recue import FichierSignalements, LigneFichier
from cases.models.messages.appel import CompteAppels
from cases.models.messages.message import MessageReferent
from cases.models.personnes.assure import Assure
from cases.models.personnes.contact import Contact
from cases.models.personnes.information import Information, Opposition
from cases.models.personnes.mot_du_nom import MotDuNom
from cases.models.personnes.situation import ArretTravail, Situation
from cases.models.remobilisation.action import AccordAction, ActionRemobilisation, Entreprise
from cases.models.rendez_vous.creneau import Creneau
from cases.models.rendez_vous.rendez_vous import RendezVous
from cases.models.signalements.signalement import Signalement
from cases.models.signalements.urgence import SituationUrgence
from cases.models.socle.correction import Correction
from cases.models.transferts.demande_transfert import DemandeTransfert
from cases.models.transferts.fusion import Fusion
from cases.models.transferts.transfert import Transfert

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
