"""Keys that the published reports have and that no record of this version gives: they are declared by the unit.

They are printed apart with their source and never mixed with counts. A key moves to its family's module when the
records that give it exist (F13 to F22).
"""

from reporting.indicateurs.base import Indicateur, Nature

_DECLARES = """
assures_accompagnes|Assurés accompagnés, individuellement ou en collectif|assurés
assures_accompagnes_collectif|Assurés accompagnés en collectif|assurés
assures_accompagnes_collectif_n1|Assurés accompagnés en collectif, année précédente|assurés
assures_accompagnes_collectif_pdp|Assurés accompagnés en collectif au titre de la PDP|assurés
evolution_assures_accompagnes_pct|Évolution du nombre d'assurés accompagnés|%
assures_pdp_n1|Assurés accompagnés au titre de la PDP, année précédente|assurés
assures_pdp_n2|Assurés accompagnés au titre de la PDP, deux ans avant|assurés
assures_pdp_detectes_sm|Assurés PDP détectés par le Service médical|assurés
assures_orientes_sm|Assurés orientés par le Service médical|assurés
assures_orientes_sm_accompagnes|Assurés orientés par le Service médical et accompagnés|assurés
assures_rencontres|Assurés rencontrés|assurés
assures_pdp_4_entretiens_dont_3_presentiel_pct|Assurés PDP ayant eu au moins 4 entretiens dont 3 en présence|%
entretiens_pdp_pct|Part des entretiens PDP|%
entretiens_visu|Entretiens de visu|entretiens
entretiens_moyens|Nombre moyen d'entretiens par accompagnement|entretiens/assuré
entretiens_moyens_pdp|Nombre moyen d'entretiens par accompagnement PDP|entretiens/assuré
entretiens_parcours_psy_min|Entretiens d'un parcours pour motif psychologique, minimum usuel|entretiens
entretiens_parcours_psy_max|Entretiens d'un parcours pour motif psychologique, maximum usuel|entretiens
appels_total|Appels téléphoniques|appels
appels_entrants|Appels entrants|appels
appels_sortants|Appels sortants|appels
appels_recus_traites|Appels reçus et traités|appels
sps_femmes_pct|Femmes (SPS)|%
sps_hommes_pct|Hommes (SPS)|%
sps_moins_46_pct|Moins de 46 ans (SPS)|%
sps_46_et_plus_pct|46 ans et plus (SPS)|%
sps_maladie_invalidite_pct|Maladie ou invalidité (SPS)|%
sps_atmp_pct|Accident du travail ou maladie professionnelle (SPS)|%
age_26_45_pct|De 26 à 45 ans|%
age_46_59_pct|De 46 à 59 ans|%
age_60_74_pct|De 60 à 74 ans|%
menage_couple_avec_enfants_pct|Couples avec enfants|%
menage_couple_sans_enfant_pct|Couples sans enfant|%
menage_personne_seule_pct|Personnes seules|%
menage_couples_pct|Couples|%
actifs_en_emploi_pct|Actifs ayant un emploi|%
risque_maladie_pct|Risque maladie|%
risque_at_pct|Risque accident du travail|%
risque_invalidite_pct|Risque invalidité|%
preconisation_prevoyance_pct|Préconisation : prévoyance|%
essais_encadres_n1|Essais encadrés, année précédente|actions
evolution_essais_encadres_pct|Évolution des essais encadrés|%
evolution_essais_encadres_nb|Évolution des essais encadrés, en nombre|actions
mesures_remobilisation_total|Mesures de remobilisation pendant l'arrêt|actions
mesures_remobilisation_total_n1|Mesures de remobilisation pendant l'arrêt, année précédente|actions
evolution_mesures_remobilisation_pct|Évolution des mesures de remobilisation|%
mesures_remobilisation_et_prereprise_total|Mesures de remobilisation et visites de pré-reprise|actions
part_essais_encadres_pct|Part des essais encadrés|%
ilco_dossiers|Dossiers étudiés en ILCO|dossiers
ilco_accords|Accords après ILCO|accords
ilco_reunions|Réunions d'ILCO|réunions
cellule_pdp_situations_etudiees|Situations étudiées en cellule PDP|situations
psop_prescrites|PSOP prescrites|prescriptions
moaij_beneficiaires|Bénéficiaires du MOAIJ|assurés
moaij_stagiaires_par_session|Stagiaires par session de MOAIJ|assurés
premij_programmees_annee_suivante|Sessions PREMIJ programmées l'année suivante|sessions
assures_moaij_premij|Bénéficiaires du MOAIJ ou de PREMIJ|assurés
actions_collectives|Actions collectives|actions
actions_collectives_pdp|Actions collectives PDP|actions
actions_potentialis|Actions Potentialis|actions
actions_anticiper_reprise|Actions « Anticiper sa reprise »|actions
actions_souffrance_travail|Actions « Souffrance au travail »|actions
actions_collectives_partenariales|Actions collectives partenariales|actions
actions_collectives_decrites|Actions collectives décrites|actions
prevemploi_groupes|Groupes Prev'Emploi|groupes
prevemploi_anciennete_ans|Ancienneté de Prev'Emploi|ans
prevemploi_participants_presentiel|Participants Prev'Emploi en présence|personnes
prevemploi_participants_visio|Participants Prev'Emploi en visio|personnes
bouger_ass|Assistants de service social de « Bouger avec le sourire »|agents
bouger_etudiantes|Étudiants de « Bouger avec le sourire »|personnes
interventions_ij90_video|Interventions issues de la vidéo IJ 90|interventions
campagne_appels_assures_contactes|Assurés contactés par campagne d'appels|assurés
campagne_sms_assures|Assurés contactés par SMS|assurés
webinaires_participants|Participants aux webinaires|participants
satisfaction_pct|Assurés satisfaits|%
satisfaction_recours_futur_pct|Assurés prêts à faire de nouveau appel au service|%
satisfaction_delai_pct|Assurés satisfaits du délai|%
barometre_repondants|Répondants au baromètre|répondants
ti_accompagnes|Travailleurs indépendants accompagnés|assurés
ti_en_activite|Travailleurs indépendants toujours en activité|assurés
ti_signales_help|Travailleurs indépendants signalés par le circuit HELP|assurés
ti_pdp_pct|Travailleurs indépendants accompagnés en PDP|%
ti_artisans_pct|Artisans|%
ti_commercants_pct|Commerçants|%
ti_couple_pct|Travailleurs indépendants vivant en couple|%
equipes|Équipes|équipes
equipe_ass_min|Assistants de service social, minimum par équipe|agents
equipe_ass_max|Assistants de service social, maximum par équipe|agents
equipe_csam_min|Conseillers, minimum par équipe|agents
equipe_csam_max|Conseillers, maximum par équipe|agents
agences|Agences|agences
lieux_accueil_cpam|Lieux d'accueil CPAM|lieux
points_accueil|Points d'accueil|points
services_sociaux_departementaux|Services sociaux départementaux|départements
partenaires_rencontres_par_ass|Partenaires rencontrés par assistant de service social|partenaires
echanges_partenaires|Échanges avec les partenaires|échanges
reunions_partenariales|Réunions partenariales|réunions
journee_participants|Journée partenariale : participants|personnes
journee_medecins|Journée partenariale : médecins|personnes
journee_infirmieres|Journée partenariale : infirmiers|personnes
journee_psychologues|Journée partenariale : psychologues|personnes
journee_ateliers|Journée partenariale : ateliers|ateliers
seances_sensibilisation|Séances de sensibilisation|séances
conference_burnout_participants|Conférence sur l'épuisement professionnel : participants|personnes
reunion_prst_participants_attendus|Réunion du PRST : participants attendus|personnes
prst_partenaires|Partenaires du PRST|partenaires
prst_sous_groupes|Sous-groupes du PRST|groupes
tracing_ass|Assistants de service social mobilisés pour le traçage|agents
tracing_csam|Conseillers mobilisés pour le traçage|agents
tracing_agents|Agents mobilisés pour le traçage|agents
asr_appels_isoles_csam|Conseillers mobilisés pour les appels aux retraités isolés|agents
rgpd_atelier_csam|Conseillers présents à l'atelier RGPD|agents
video_ass|Assistants de service social de la vidéo|agents
video_departements|Départements de la vidéo|départements
video_assures|Assurés témoins de la vidéo|assurés
"""

INDICATEURS = tuple(
    Indicateur(cle, libelle, unite, "Chiffre déclaré par l'unité, avec sa source.", nature=Nature.DECLARE)
    for cle, libelle, unite in (ligne.split("|") for ligne in _DECLARES.strip().splitlines())
)
