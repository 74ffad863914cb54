"""The addresses of the project, and how the matrix asks for each."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver, reverse

# Kind of object behind an address, by the name of the address; « - » needs none.
GENRES = {
    "cases:dossier": "assure",
    "cases:signalement": "signalement",
    "cases:message_laisser": "accompagnement",
    "cases:entretien_saisir": "accompagnement",
    "cases:entretien_brouillon": "accompagnement",
    "cases:entretien_abandonner": "accompagnement",
    "cases:plan_noter": "accompagnement",
    **{
        f"cases:entretien_{geste}": "entretien"
        for geste in ("annuler", "deplacer", "corriger", "corriger_brouillon", "corriger_abandonner")
    },
    **dict.fromkeys(("cases:preconisation_realiser", "cases:preconisation_annuler"), "preconisation"),
    "cases:demarche_annuler": "demarche",
    **{
        f"cases:dossier_{geste}": "assure"
        for geste in (
            "identite",
            "situation_nouvelle",
            "arret_nouveau",
            "historique",
            "lecteurs",
            "nir",
            "briser",
        )
    },
    "cases:dossier_situation": "situation",
    "cases:dossier_arret": "arret",
    "cases:bris_lu": "bris",
    "cases:journee": "tache",
    "cases:filtre_oublier": "filtre",
    "cases:export_telecharger": "export",
    "partners:equipe_export": "membre",
    "cases:message_rappeler": "message",
    **{
        f"cases:signalement_{geste}": "signalement"
        for geste in (
            "prendre",
            "rendre",
            "contacter",
            "affecter",
            "rattacher",
            "repondre",
            "reorienter",
            "sans_suite",
            "doublon",
            "defaire",
        )
    },
    "cases:dossier_contacter": "assure",
    **dict.fromkeys(("cases:dossier_informer", "cases:dossier_opposition", "cases:dossier_notice"), "assure"),
    **dict.fromkeys(
        ("cases:signalement_informer", "cases:signalement_opposition", "cases:signalement_notice"),
        "signalement",
    ),
    "cases:opposition_lever": "opposition",
    "cases:signalement_urgence": "signalement",
    "cases:dossier_urgence": "assure",
    **dict.fromkeys(("cases:urgence_prevenir", "cases:urgence_lever"), "urgence"),
    "cases:dossier_rendez_vous": "assure",
    **dict.fromkeys(
        (
            "cases:signalement_rendez_vous",
            "cases:signalement_dossier",
            "cases:signalement_designer",
            "cases:signalement_retirer_dossier",
            "cases:signalement_ouvrir",
        ),
        "signalement",
    ),
    **dict.fromkeys(
        (
            "cases:rendez_vous_lu",
            "cases:rendez_vous_deplacer",
            "cases:rendez_vous_annuler",
            "cases:rendez_vous_absent",
            "cases:rendez_vous_reprendre",
        ),
        "rendez_vous",
    ),
    "cases:creneau_retirer": "creneau",
    "cases:signalement_heure": "signalement",
    "cases:dossier_heure": "assure",
    "cases:fichier": "fichier",
    **{
        f"cases:fichier_{geste}": "fichier"
        for geste in ("etat", "colonnes", "abandonner", "defaire", "rapport")
    },
    **dict.fromkeys(("cases:signalement_reponse", "cases:signalement_lettre"), "signalement_affecte"),
    **dict.fromkeys(
        ("cases:signalement_transfert", "cases:signalement_transfert_retirer"), "signalement_connu"
    ),
    **dict.fromkeys(("cases:transfert_accepter", "cases:transfert_refuser"), "demande"),
    **dict.fromkeys(("cases:dossier_transferer", "cases:dossier_doublon"), "assure"),
    "cases:dossier_fusionner": "fusion",
    "cases:accompagnement_referent": "accompagnement",
    "cases:formulaire": "formulaire",
    "cases:formulaire_recu": "recu",
    "partners:lien_creer": "partenaire",
    "partners:lien_revoquer": "lien",
    "partners:notice": "notice",
    "partners:consigne_fermer": "consigne",
    **dict.fromkeys(("partners:site", "partners:site_modifier", "partners:site_fermer"), "site"),
    "partners:point_accueil_creer": "site",
    **dict.fromkeys(("partners:point_accueil_modifier", "partners:point_accueil_fermer"), "point_accueil"),
    **dict.fromkeys(
        ("partners:partenaire", "partners:partenaire_modifier", "partners:partenaire_fermer"), "partenaire"
    ),
    "partners:interlocuteur_creer": "partenaire",
    **dict.fromkeys(("partners:interlocuteur_modifier", "partners:interlocuteur_fermer"), "interlocuteur"),
    **dict.fromkeys(
        (
            "reporting:bilan",
            "reporting:bilan_etat",
            "reporting:bilan_pdf",
            "reporting:bilan_json",
            "reporting:bilan_publier",
        ),
        "bilan",
    ),
}
OBJETS = {"sien", "autre", "inconnu"}
# allauth answers for these: its own tests cover them, ours say who reaches them (test_adresses_publiques).
ALLAUTH = "account_"


def adresses() -> Iterator[str]:
    """Every URL name, with its namespace."""

    def parcourir(motifs: list[URLPattern | URLResolver], espace: str) -> Iterator[str]:
        for motif in motifs:
            if isinstance(motif, URLResolver):
                suite = f"{espace}{motif.namespace}:" if motif.namespace else espace
                yield from parcourir(motif.url_patterns, suite)
            else:
                assert motif.name, f"adresse sans nom : {motif.pattern}"
                yield f"{espace}{motif.name}"

    yield from parcourir(get_resolver().url_patterns, "")


def adresse(nom: str, objets: dict[str, dict[str, dict[str, object]]], objet: str) -> str:
    if objet == "-":
        return reverse(nom)
    genre = GENRES[nom]
    if objet == "à publier":
        return reverse(nom, kwargs=objets["bilan_a_publier"]["sien"])
    return reverse(nom, kwargs=objets[genre][objet])
