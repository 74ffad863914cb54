"""For each constraint of the database, a line that it would refuse."""

from tests.cases.reprise.contenu_annuaire import CLAIRE, MARIE
from tests.cases.reprise.faute import ajouter, modifier

MOTIF = "Une annulation demande un motif."
ADMISE = "Cette valeur n'est pas admise."
PERIODE = "La date de fin précède la date de début."
VALIDITE = "La fin de validité précède son début."
NOMBRE = "Ce nombre n'est pas entre"
LIGNE = "Déjà donné à la ligne"

DE_QUELQU_UN = {
    "contact": "contacts",
    "information": "informations",
    "opposition": "oppositions",
    "rendezvous": "rendez_vous",
}

FAUTES_DE_CONTRAINTE = (
    *(
        modifier(f"{modele}_validite_ordre", fichier, "valide_au", VALIDITE, valide_au="2010-01-01")
        for modele, fichier in (
            ("region", "regions"),
            ("departement", "departements"),
            ("site", "sites"),
            ("pointaccueil", "points_accueil"),
            ("partenaire", "partenaires"),
            ("interlocuteur", "interlocuteurs"),
            ("dispositiflocal", "dispositifs_locaux"),
        )
    ),
    *(
        modifier(
            f"{modele}_annulation_motivee", fichier, "motif_annulation", MOTIF, rang, motif_annulation=""
        )
        for modele, fichier, rang in (
            ("accompagnement", "accompagnements", 1),
            ("signalement", "signalements", 1),
            ("entretien", "entretiens", 0),
            ("note", "notes", 0),
            ("preconisation", "preconisations", 0),
            ("demarche", "demarches", 0),
            ("actionremobilisation", "actions", 0),
        )
    ),
    *(
        modifier(f"{modele}_{colonne}_connu", fichier, colonne, ADMISE, **{colonne: "zzz"})
        for modele, fichier, colonne in (
            ("pointaccueil", "points_accueil", "type"),
            ("affectation", "affectations", "profil"),
            ("assure", "assures", "sexe"),
            ("arrettravail", "arrets", "nature"),
            ("axeaccompagnement", "axes", "axe"),
            ("signalement", "signalements", "etat"),
            ("signalement", "signalements", "accord"),
            ("signalement", "signalements", "sexe"),
            ("entretien", "entretiens", "mode"),
            ("note", "notes", "niveau"),
            ("rendezvous", "rendez_vous", "etat"),
            ("rendezvous", "rendez_vous", "mode"),
            ("contact", "contacts", "moyen"),
            ("contact", "contacts", "resultat"),
            ("information", "informations", "forme"),
            ("opposition", "oppositions", "nature"),
            ("opposition", "oppositions", "voie"),
            ("actionremobilisation", "actions", "type"),
            ("actionremobilisation", "actions", "etat"),
            ("accordaction", "accords", "partie"),
            ("accordaction", "accords", "sens"),
        )
    ),
    modifier("signalement_axe_connu", "signalements", "axe_propose", ADMISE, axe_propose="zzz"),
    modifier("partners_dispositiflocal_ordre_check", "dispositifs_locaux", "ordre", NOMBRE, ordre="-1"),
    modifier(
        "cases_entretien_duree_minutes_check", "entretiens", "duree_minutes", NOMBRE, duree_minutes="-5"
    ),
    modifier("reporting_chiffredeclare_annee_check", "chiffres_declares", "annee", NOMBRE, annee="-2023"),
    *(
        ajouter(contraintes, fichier, colonne, LIGNE, rang)
        for contraintes, fichier, colonne, rang in (
            ("partners_site_code_key", "sites", "code", 0),
            ("secteur_commune_du", "secteurs", "commune", 0),
            ("partners_agent_email_key", "agents", "email", 0),
            ("partners_partenaire_uuid_key", "partenaires", "reference", 0),
            ("partners_dispositiflocal_code_key", "dispositifs_locaux", "code", 0),
            ("cases_entreprise_siret_key", "entreprises", "siret", 0),
            ("cases_assure_uuid_key", "assures", "reference", 1),
            ("situation_assure_du", "situations", "assure", 0),
            ("cases_accompagnement_uuid_key", "accompagnements", "reference", 0),
            ("axeaccompagnement_du", "axes", "accompagnement", 0),
            ("referentaccompagnement_du", "referents", "accompagnement", 0),
            ("cases_signalement_uuid_key", "signalements", "reference", 0),
            ("cases_entretien_uuid_key", "entretiens", "reference", 0),
            ("cases_note_uuid_key", "notes", "reference", 0),
            ("cases_rendezvous_uuid_key", "rendez_vous", "reference", 1),
            ("cases_contact_uuid_key", "contacts", "reference", 0),
            ("cases_information_uuid_key", "informations", "reference", 0),
            ("cases_opposition_uuid_key", "oppositions", "reference", 0),
            ("cases_brouillon_uuid_key", "brouillons", "reference", 0),
            ("cases_preconisation_uuid_key", "preconisations", "reference", 0),
            ("cases_demarche_uuid_key", "demarches", "reference", 0),
            ("cases_actionremobilisation_uuid_key", "actions", "reference", 0),
            ("accordaction_une_reponse", "accords", "action", 0),
            ("chiffredeclare_unique", "chiffres_declares", "departement", 0),
            ("partners_region_pkey", "regions", "code", 0),
            ("partners_departement_pkey", "departements", "code", 0),
            ("", "points_accueil", "site", 0),
            ("", "interlocuteurs", "partenaire", 0),
        )
    ),
    ajouter("brouillon_un_par_texte", "brouillons", "accompagnement", LIGNE, reference="B-2"),
    ajouter("cases_rendezvous_entretien_id_key", "rendez_vous", "entretien", LIGNE, reference="R-3"),
    ajouter(
        "assure_nir_unique",
        "assures",
        "nir",
        "Ce NIR est déjà celui de la personne de la ligne 2.",
        reference="D-3",
    ),
    modifier(
        "themeaborde_unique",
        "entretiens",
        "themes",
        "Un même code est donné deux fois.",
        themes="emploi emploi",
    ),
    modifier(
        "partners_partenaire_depa_partenaire_id_departemen_613da150_uniq",
        "partenaires",
        "departements",
        "Un même code est donné deux fois.",
        departements="01 01",
    ),
    modifier("affectation_du_au_ordre", "affectations", "au", PERIODE, au="2010-01-01"),
    modifier(
        "affectation_un_seul_lieu", "affectations", "site", "un site, une unité ou une région", region="RA"
    ),
    modifier("affectation_un_seul_lieu", "affectations", "site", "un site, une unité ou une région", site=""),
    ajouter(
        "affectation_sans_chevauchement",
        "affectations",
        "du",
        "chevauche celle d'une autre ligne",
        du="2020-01-01",
    ),
    modifier("remplacement_du_au_ordre", "remplacements", "au", PERIODE, au="2023-07-01"),
    modifier(
        "remplacement_deux_personnes", "remplacements", "remplacant", "ne se remplace pas", remplacant=CLAIRE
    ),
    ajouter(
        "remplacement_sans_chevauchement",
        "remplacements",
        "du",
        "chevauche",
        du="2023-07-28",
        remplacant=MARIE,
    ),
    modifier("assure_nir_ou_motif", "assures", "motif_sans_nir", "Sans NIR, le motif", nir=""),
    modifier("assure_nir_ou_motif", "assures", "motif_sans_nir", "reste vide", motif_sans_nir="etranger"),
    modifier(
        "assure_restreint_manager", "assures", "manager_habilite", "manager habilité", manager_habilite=""
    ),
    modifier("arrettravail_du_au_ordre", "arrets", "au", PERIODE, au="2022-01-09"),
    modifier("arrettravail_sans_chevauchement", "arrets", "du", "chevauche", 1, du="2022-02-09"),
    modifier(
        "accompagnement_ouvert_le_clos_le_ordre",
        "accompagnements",
        "clos_le",
        "précède",
        clos_le="2022-02-28",
    ),
    modifier(
        "accompagnement_cloture_complete", "accompagnements", "clos_le", "les trois", situation_cloture=""
    ),
    modifier(
        "accompagnement_cloture_complete", "accompagnements", "clos_le", "les trois", 2, site_cloture="bourg"
    ),
    modifier("signalement_clos_date", "signalements", "clos_le", "porte une date", clos_le=""),
    modifier("signalement_clos_date", "signalements", "clos_le", "n'a pas de date", etat="qualifie"),
    modifier("signalement_suite_dossier", "signalements", "accompagnement", "désigne son", accompagnement=""),
    modifier(
        "signalement_doublon_designe", "signalements", "doublon_de", "Un doublon désigne", 1, doublon_de=""
    ),
    modifier(
        "signalement_affecte_agent",
        "signalements",
        "affecte_a",
        "désigne son",
        etat="affecte",
        clos_le="",
        affecte_a="",
    ),
    modifier("signalement_pris_date", "signalements", "pris_le", "son auteur et son heure", pris_le=""),
    modifier(
        "signalement_reponse_datee", "signalements", "reponse_le", "sa date et sa forme", reponse_forme=""
    ),
    *(
        modifier(
            f"{modele}_de_quelqu_un",
            fichier,
            "assure",
            "un dossier ou un signalement",
            assure="",
            signalement="",
        )
        for modele, fichier in DE_QUELQU_UN.items()
    ),
    modifier(
        "opposition_levee_motivee", "oppositions", "motif_levee", "sa date et son motif", motif_levee=""
    ),
    modifier("rendezvous_honore_entretien", "rendez_vous", "entretien", "honoré désigne", entretien=""),
    modifier(
        "rendezvous_honore_entretien", "rendez_vous", "entretien", "Seul un rendez-vous honoré", etat="absent"
    ),
    modifier("actionremobilisation_du_au_ordre", "actions", "au", PERIODE, au="2022-04-01"),
    modifier(
        "action_dispositif_local", "actions", "dispositif", "Seul un dispositif local", dispositif="rebond-01"
    ),
    modifier("action_dispositif_local", "actions", "dispositif", "désigne son dispositif", 1, dispositif=""),
    modifier("action_formation_duree", "actions", "au", "Une formation porte", type="formation", au=""),
    modifier(
        "chiffredeclare_un_perimetre", "chiffres_declares", "departement", "pour une unité ou", region="RA"
    ),
    # The composite keys: a record and its parents are of one person, or of one unit.
    modifier(
        "cases_accompagnement_precedent_id_departement",
        "accompagnements",
        "precedent",
        "celui d'une autre personne",
        2,
        precedent="A-1",
    ),
    modifier(
        "cases_signalement_accompagnement_id_departement",
        "signalements",
        "accompagnement",
        "celui d'une autre personne",
        accompagnement="A-3",
    ),
    modifier(
        "cases_signalement_doublon_de_id_departement",
        "signalements",
        "doublon_de",
        "d'une autre unité",
        1,
        site="privas",
    ),
    *(
        modifier(
            f"cases_{modele}_signalement_id_departement",
            fichier,
            "assure",
            "celui d'une autre personne",
            assure="D-2",
        )
        for modele, fichier in DE_QUELQU_UN.items()
    ),
    modifier(
        "cases_note_entretien_id_departement",
        "notes",
        "entretien",
        "celui d'un autre accompagnement",
        entretien="E-2",
    ),
    modifier(
        "cases_rendezvous_accompagnement_id_departement",
        "rendez_vous",
        "accompagnement",
        "celui d'une autre personne",
        accompagnement="A-3",
    ),
    modifier(
        "cases_rendezvous_entretien_id_departement",
        "rendez_vous",
        "entretien",
        "celui d'une autre personne",
        entretien="E-2",
    ),
    ajouter(
        "cases_actionremobilisation_renouvelle_id_departement",
        "actions",
        "renouvelle",
        "celle d'une autre personne",
        reference="AC-3",
        accompagnement="A-3",
    ),
)
