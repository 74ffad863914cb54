"""Labels, texts, definitions and controls of the report that fabrique_document builds."""

from reporting.gabarits.document import Definition, LigneControle

LIBELLES = {
    "equipe_managers": "manager",
    "equipe_secretariat": "personnel de secrétariat",
    "equipe_csam": "conseillères services Assurance Maladie du Service social",
    "equipe_ass": "assistantes de service social",
    "equipe_conseillers_experts": "conseiller expert territorial",
    "assures_accompagnes_individuel": "assurés accompagnés individuellement",
    "entretiens_total": "entretiens réalisés",
    "part_rdv_physique_pct": "en rendez-vous physique",
    "part_rdv_telephone_pct": "en rendez-vous téléphonique",
    "assures_pdp": "assurés accompagnés au titre de la PDP",
    "actions_remobilisation_total": "actions de remobilisation",
    "inclu_pro": "Inclu’Pro Formation",
    "dispositifs_locaux_am": "dispositifs locaux financés ou cofinancés par l’Assurance Maladie",
    "actions_bilans_total": "actions de bilan",
    "bilans_competences": "bilans de compétences",
    "handibtp": "HandiBTP",
    "mises_en_situation_total": "mises en situation professionnelle",
    "essais_encadres": "essais encadrés",
    "pmsmp": "périodes de mise en situation en milieu professionnel (PMSMP)",
    "actions_formation_total": "actions de formation qualifiante",
    "formations_moins_6_mois": "formations de moins de 6 mois",
    "formations_plus_6_mois": "formations de 6 mois et plus",
    "vae": "validations des acquis de l’expérience (VAE)",
    "dispositifs_locaux": "dispositifs locaux",
    "stages_immersion": "stages d’immersion",
    "duree_moyenne_mois": "durée moyenne d’un accompagnement individuel",
    "duree_moyenne_pdp_mois": "durée moyenne d’un accompagnement PDP",
}
ISSUES = {
    "issue_activite_pct": "conservent une activité professionnelle, dans la même entreprise ou une autre",
    "issue_licenciement_pct": "ont été accompagnés jusqu’au licenciement pour inaptitude, avec un"
    " relais vers France Travail",
    "issue_formation_pct": "vont mettre en œuvre un projet de formation",
    "issue_invalidite_retraite_pct": "bénéficient d’une pension d’invalidité sans reprise ou de la retraite",
}
EDITO = """L’année 2023 a confirmé la place de l’accompagnement individuel dans l’Ain : plus de la \
moitié des entretiens ont de nouveau eu lieu en présence, au plus près des assurés, dans nos \
quatre sites et nos points d’accueil.

Les signalements du Service médical ont reculé après une année 2022 très soutenue. L’équipe en a \
profité pour rappeler plus vite les personnes en arrêt depuis trois mois et pour resserrer les \
liens avec les services de prévention et de santé au travail.

Je remercie chacun pour la qualité du travail accompli : les chiffres qui suivent en sont la trace, \
les parcours des assurés en sont le sens."""

DEFINITIONS = (
    Definition(
        "assures_accompagnes_individuel",
        "Assurés accompagnés individuellement",
        "Personnes distinctes ayant eu au moins un entretien tenu dans l’unité pendant l’année. Un"
        " dossier ouvert sans entretien n’est pas compté.",
        "assurés",
    ),
    Definition(
        "entretiens_total",
        "Entretiens réalisés",
        "Entretiens individuels tenus, terminés et non annulés, dont la date est dans l’année."
        " Absences, tentatives, brouillons et séances de groupe ne comptent jamais.",
        "entretiens",
    ),
    Definition(
        "assures_pdp",
        "Assurés accompagnés en PDP",
        "Personnes dont le dernier entretien de l’année dans l’unité relève de l’axe « Prévention de"
        " la désinsertion professionnelle ». La somme des axes est égale au total.",
        "assurés",
    ),
    Definition(
        "part_rdv_physique_pct",
        "Modes d’entretien",
        "Physique : lieu d’accueil et domicile. Téléphonique : téléphone et visio. L’année précédente"
        " est celle du bilan publié s’il existe ; sinon elle est recalculée.",
        "% des entretiens",
    ),
    Definition(
        "signalements_sm",
        "Signalements du Service médical",
        "Signalements reçus dans l’année par un site de l’unité, quelle que soit leur suite, doublons"
        " écartés.",
        "signalements",
    ),
    Definition(
        "moins_46_pct",
        "Profil : sexe, âge, risque",
        "Assurés accompagnés en PDP. Âge atteint au 31 décembre. Risque de l’accompagnement du dernier"
        " entretien. Les valeurs inconnues sont hors du calcul et imprimées.",
        "% des assurés PDP",
    ),
    Definition(
        "duree_moyenne_mois",
        "Durée moyenne d’un accompagnement",
        "Accompagnements de tous les axes clos dans l’année : moyenne des jours entre ouverture et"
        " clôture, divisée par 30,4375, à une décimale.",
        "mois",
    ),
    Definition(
        "issue_activite_pct",
        "Situation à l’issue de l’accompagnement",
        "Accompagnements PDP clos dans l’année avec au moins trois entretiens, toutes années"
        " comprises. Arrondi au plus fort reste : les quatre parts font 100.",
        "% des accompagnements",
    ),
)
CONTROLES = (
    LigneControle("Assurés : PDP + SPS = total", "2 089 + 1 210", "3 299", True),
    LigneControle("Entretiens : physiques + téléphoniques = total", "4 943 + 4 211", "9 154", True),
    LigneControle("Remobilisation : somme des actions = total", "20 + 54", "74", True),
    LigneControle("Bilans : somme des actions = total", "60 + 4", "64", True),
    LigneControle("Mises en situation : somme = total", "24 + 2", "26", True),
    LigneControle("Issues : somme des parts = 100 %", "36 + 37 + 6 + 21", "100", True),
)
