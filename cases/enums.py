"""What the rules branch on. Groups of states are named here and never repeated as literals."""

from django.db import models


class Sexe(models.TextChoices):
    FEMME = "F", "Femme"
    HOMME = "H", "Homme"
    NON_RENSEIGNE = "N", "Non renseigné"


class MotifSansNir(models.TextChoices):
    EN_ATTENTE = "en_attente", "Immatriculation en cours"
    NON_COMMUNIQUE = "non_communique", "Non communiqué"
    ETRANGER = "etranger", "Assuré d'un régime étranger"


class Axe(models.TextChoices):
    """Axes of intervention. RAD and BV are closed since 2023 but stay in the history."""

    PDP = "PDP", "Prévenir la désinsertion professionnelle"
    SPS = "SPS", "Sécuriser les parcours en santé"
    RAD = "RAD", "Stabiliser le retour à domicile après hospitalisation"
    BV = "BV", "Agir pour le bien-vieillir"


AXES_OUVERTS = (Axe.PDP, Axe.SPS)


class ModeEntretien(models.TextChoices):
    LIEU_ACCUEIL = "lieu_accueil", "Lieu d'accueil"
    DOMICILE = "domicile", "Domicile"
    TELEPHONE = "telephone", "Téléphone"
    VISIO = "visio", "Visio"


MODES_PHYSIQUES = (ModeEntretien.LIEU_ACCUEIL, ModeEntretien.DOMICILE)
MODES_A_DISTANCE = (ModeEntretien.TELEPHONE, ModeEntretien.VISIO)


class NiveauNote(models.TextChoices):
    """The level of a text, which says who may read it (D-8, ACC-2)."""

    ADMINISTRATIF = "administratif", "Note administrative"
    SYNTHESE = "synthese", "Synthèse"
    SECRET = "secret", "Note de secret"


class ObjetCorrige(models.TextChoices):
    """What a correction was about. An entretien moved to another dossier is told in both."""

    IDENTITE = "identite", "Identité corrigée"
    SITUATION = "situation", "Situation corrigée"
    ARRET = "arret", "Arrêt de travail corrigé"
    ENTRETIEN = "entretien", "Entretien corrigé"
    NOTE = "note", "Texte corrigé"
    DEPART = "depart", "Entretien parti dans un autre dossier"
    ARRIVEE = "arrivee", "Entretien reçu d'un autre dossier"


class NaturePiece(models.TextChoices):
    INITIAL = "initial", "Avis initial"
    PROLONGATION = "prolongation", "Prolongation"


class AccordPersonne(models.TextChoices):
    RECUEILLI = "recueilli", "Accord recueilli"
    NON_REQUIS = "non_requis", "Accord non requis"
    REFUSE = "refuse", "Refus de la personne"


class EtatSignalement(models.TextChoices):
    RECU = "recu", "Reçu"
    QUALIFIE = "qualifie", "Qualifié"
    AFFECTE = "affecte", "Affecté"
    CONVERTI = "converti", "Accompagnement ouvert"
    RATTACHE = "rattache", "Rattaché à un accompagnement"
    REPONDU = "repondu", "Réponse de premier niveau"
    REORIENTE = "reoriente", "Réorienté"
    SANS_SUITE = "sans_suite", "Sans suite"
    DOUBLON = "doublon", "Doublon"


SIGNALEMENTS_A_TRAITER = (EtatSignalement.RECU, EtatSignalement.QUALIFIE, EtatSignalement.AFFECTE)

# What a CSAM still has to decide.
SIGNALEMENTS_A_TRIER = (EtatSignalement.RECU, EtatSignalement.QUALIFIE)

# What whoever signalled may be told of: given to somebody, or closed by an outcome of its own.
ETATS_A_DIRE = tuple(e for e in EtatSignalement if e not in (*SIGNALEMENTS_A_TRIER, EtatSignalement.DOUBLON))

TRANSITIONS_SIGNALEMENT: dict[EtatSignalement, tuple[EtatSignalement, ...]] = {
    EtatSignalement.RECU: (EtatSignalement.QUALIFIE, EtatSignalement.DOUBLON),
    EtatSignalement.QUALIFIE: (
        EtatSignalement.AFFECTE,
        EtatSignalement.RATTACHE,
        EtatSignalement.REPONDU,
        EtatSignalement.REORIENTE,
        EtatSignalement.SANS_SUITE,
        EtatSignalement.DOUBLON,
    ),
    EtatSignalement.AFFECTE: (
        EtatSignalement.CONVERTI,
        EtatSignalement.RATTACHE,
        EtatSignalement.REORIENTE,
        EtatSignalement.SANS_SUITE,
    ),
}


# What « défaire » gives back: the step before, while nothing hangs on the outcome. An accompagnement that was opened
# is annulled instead (annuler_accompagnement), which does the same.
RETOURS_SIGNALEMENT: dict[EtatSignalement, tuple[EtatSignalement, ...]] = {
    EtatSignalement.AFFECTE: (EtatSignalement.QUALIFIE,),
    EtatSignalement.RATTACHE: (EtatSignalement.QUALIFIE, EtatSignalement.AFFECTE),
    EtatSignalement.REPONDU: (EtatSignalement.QUALIFIE,),
    EtatSignalement.REORIENTE: (EtatSignalement.QUALIFIE, EtatSignalement.AFFECTE),
    EtatSignalement.SANS_SUITE: (EtatSignalement.QUALIFIE, EtatSignalement.AFFECTE),
    EtatSignalement.DOUBLON: (EtatSignalement.QUALIFIE,),
}


class FormeInformation(models.TextChoices):
    """How the person was told how her data is used (RGPD, art. 13 and 14)."""

    ORALE = "orale", "De vive voix"
    REMISE = "remise", "Notice remise en main propre"
    COURRIER = "courrier", "Notice envoyée par courrier"
    COURRIEL = "courriel", "Notice envoyée par courriel"


class NatureOpposition(models.TextChoices):
    REFUS = "refus", "Refuse l'offre du service"
    OPPOSITION = "opposition", "S'oppose au traitement de ses données (RGPD, art. 21)"


class VoieOpposition(models.TextChoices):
    """How the service learnt of the objection."""

    ORALE = "orale", "Dit de vive voix"
    COURRIER = "courrier", "Écrit par courrier"
    COURRIEL = "courriel", "Écrit par courriel"
    TIERS = "tiers", "Transmis par un proche ou un partenaire"


class EtatRendezVous(models.TextChoices):
    PREVU = "prevu", "Prévu"
    DEPLACE = "deplace", "Déplacé"
    HONORE = "honore", "Honoré"
    ABSENT = "absent", "Absent"
    ANNULE = "annule", "Annulé"


TRANSITIONS_RENDEZ_VOUS: dict[EtatRendezVous, tuple[EtatRendezVous, ...]] = {
    EtatRendezVous.PREVU: (
        EtatRendezVous.DEPLACE,
        EtatRendezVous.HONORE,
        EtatRendezVous.ABSENT,
        EtatRendezVous.ANNULE,
    ),
    # An absence pressed by mistake is taken back.
    EtatRendezVous.ABSENT: (EtatRendezVous.PREVU,),
}


class MoyenContact(models.TextChoices):
    TELEPHONE = "telephone", "Téléphone"
    COURRIER = "courrier", "Courrier"
    COURRIEL = "courriel", "Courriel"
    SMS = "sms", "SMS"
    ACCUEIL = "accueil", "Accueil"


class ResultatContact(models.TextChoices):
    JOINT = "joint", "Personne jointe"
    MESSAGE = "message", "Message laissé"
    INJOIGNABLE = "injoignable", "Injoignable"
    ENVOYE = "envoye", "Envoyé"


class IssueRappel(models.TextChoices):
    """What came of a message left for the référent. The first issue and the last one close it."""

    JOINT = "joint", "Personne jointe"
    MESSAGE = "message", "Message laissé : à rappeler"
    INJOIGNABLE = "injoignable", "Injoignable : à rappeler"
    INUTILE = "inutile", "Rappel inutile"


class SensAppel(models.TextChoices):
    ENTRANT = "entrant", "Appel reçu"
    SORTANT = "sortant", "Appel passé"


class EtatDemande(models.TextChoices):
    DEMANDEE = "demandee", "Demandé"
    RETIREE = "retiree", "Demande retirée"
    ACCEPTEE = "acceptee", "Transfert accepté"
    REFUSEE = "refusee", "Transfert refusé"


DEMANDES_REPONDUES = (EtatDemande.ACCEPTEE, EtatDemande.REFUSEE)

TRANSITIONS_DEMANDE = {EtatDemande.DEMANDEE: (EtatDemande.RETIREE, EtatDemande.ACCEPTEE, EtatDemande.REFUSEE)}


class Cote(models.TextChoices):
    """The side of a dossier, when two dossiers become one."""

    GARDE = "garde", "Dossier gardé"
    ABSORBE = "absorbe", "Dossier absorbé"


class FamilleAction(models.TextChoices):
    """Families of the « actions de remobilisation » of a bilan, in the order of the catalogue."""

    FORMATION = "formation", "Actions de formation"
    REMOBILISATION = "remobilisation", "Actions de remobilisation"
    BILAN = "bilan", "Actions de bilans"
    MISE_EN_SITUATION = "mise_en_situation", "Mises en situation professionnelle"
    CRPE = "crpe", "Conventions de rééducation professionnelle en entreprise"
    PRESTATION = "prestation", "Prestations d'orientation"


class TypeAction(models.TextChoices):
    FORMATION = "formation", "Formation qualifiante"
    VAE = "vae", "Validation des acquis de l'expérience"
    INCLU_PRO = "inclu_pro", "Inclu'Pro Formation"
    DISPOSITIF_LOCAL = "dispositif_local", "Dispositif local"
    BILAN_COMPETENCES = "bilan_competences", "Bilan de compétences"
    HANDIBTP = "handibtp", "HandiBTP"
    ESSAI_ENCADRE = "essai_encadre", "Essai encadré"
    PMSMP = "pmsmp", "Période de mise en situation en milieu professionnel"
    STAGE_IMMERSION = "stage_immersion", "Stage d'immersion"
    CRPE = "crpe", "Convention de rééducation professionnelle en entreprise"
    PSOP = "psop", "Prestation spécifique d'orientation professionnelle"
    MOAIJ = "moaij", "Module d'orientation approfondie pour assurés en IJ"
    PREMIJ = "premij", "Prestation de remobilisation pour assurés en IJ"


FAMILLE_DU_TYPE: dict[TypeAction, FamilleAction] = {
    TypeAction.FORMATION: FamilleAction.FORMATION,
    TypeAction.VAE: FamilleAction.FORMATION,
    TypeAction.INCLU_PRO: FamilleAction.REMOBILISATION,
    TypeAction.DISPOSITIF_LOCAL: FamilleAction.REMOBILISATION,
    TypeAction.BILAN_COMPETENCES: FamilleAction.BILAN,
    TypeAction.HANDIBTP: FamilleAction.BILAN,
    TypeAction.ESSAI_ENCADRE: FamilleAction.MISE_EN_SITUATION,
    TypeAction.PMSMP: FamilleAction.MISE_EN_SITUATION,
    TypeAction.STAGE_IMMERSION: FamilleAction.MISE_EN_SITUATION,
    TypeAction.CRPE: FamilleAction.CRPE,
    TypeAction.PSOP: FamilleAction.PRESTATION,
    TypeAction.MOAIJ: FamilleAction.PRESTATION,
    TypeAction.PREMIJ: FamilleAction.PRESTATION,
}


class EtatAction(models.TextChoices):
    PREVUE = "prevue", "Prévue"
    EN_COURS = "en_cours", "En cours"
    TERMINEE = "terminee", "Terminée"
    ABANDONNEE = "abandonnee", "Interrompue"
    NON_DEMARREE = "non_demarree", "Non démarrée"


ACTIONS_DEMARREES = (EtatAction.EN_COURS, EtatAction.TERMINEE, EtatAction.ABANDONNEE)

TRANSITIONS_ACTION: dict[EtatAction, tuple[EtatAction, ...]] = {
    EtatAction.PREVUE: (EtatAction.EN_COURS, EtatAction.NON_DEMARREE),
    EtatAction.EN_COURS: (EtatAction.TERMINEE, EtatAction.ABANDONNEE),
}


class PartieAccord(models.TextChoices):
    """The parties that have to agree before an action starts (EE-9, SLA-6)."""

    CPAM = "cpam", "CPAM"
    MEDECIN_CONSEIL = "medecin_conseil", "Médecin conseil"
    MEDECIN_TRAITANT = "medecin_traitant", "Médecin traitant"
    MEDECIN_TRAVAIL = "medecin_travail", "Médecin du travail"
    EMPLOYEUR = "employeur", "Employeur"


class SensAccord(models.TextChoices):
    ACCORD = "accord", "Accord"
    REFUS = "refus", "Refus"
