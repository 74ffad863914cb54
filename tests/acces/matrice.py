"""Every address of the product, every profile, an object of one's own unit, of another unit, unknown.

One row: URL name, method, object, then the answer to each column. `conn` is a redirection to the login page. FORM
is a page with a form: GET answers what is written, and the form sent empty is refused for its values (422) where the
page is shown, refused as the page is everywhere else. « à_publier » is a bilan of our unit not published yet.
Columns: nobody, an agent without affectation today, then the six profiles, all of the same unit.
"""

from dataclasses import dataclass

COLONNES = ("anon", "sans", "ass", "csam", "secr", "mana", "regi", "admi")

TEXTE = """
                                                  anon  sans  ass   csam  secr  mana  regi  admi
accueil                          GET   -          conn  200   200   200   200   200   200   200
sante_vivant                     GET   -          200   200   200   200   200   200   200   200
sante_pret                       GET   -          200   200   200   200   200   200   200   200
composants                       GET   -          conn  200   200   200   200   200   200   200
credits                          GET   -          200   200   200   200   200   200   200   200
prolonger_session                POST  -          conn  204   204   204   204   204   204   204

cases:dossiers                   GET   -          conn  403   200   200   200   200   403   403
cases:dossier                    GET   sien       conn  404   200   200   200   200   404   404
cases:dossier                    GET   autre      conn  404   404   404   404   404   404   404
cases:dossier                    GET   inconnu    conn  404   404   404   404   404   404   404
cases:mes_accompagnements        GET   -          conn  403   200   403   403   403   403   403
cases:signalements               GET   -          conn  403   200   200   200   200   403   403
cases:rendez_vous                GET   -          conn  403   200   200   200   200   403   403

cases:formulaire                 FORM  sien       200   200   200   200   200   200   200   200
cases:formulaire                 FORM  autre      200   200   200   200   200   200   200   200
cases:formulaire                 FORM  inconnu    404   404   404   404   404   404   404   404
cases:formulaire_recu            GET   sien       200   200   200   200   200   200   200   200
cases:formulaire_recu            GET   autre      200   200   200   200   200   200   200   200
cases:formulaire_recu            GET   inconnu    404   404   404   404   404   404   404   404
cases:signalements_arrivees      GET   -          conn  403   200   200   200   200   403   403
cases:signalements_lot           POST  -          conn  403   403   422   403   422   403   403
cases:signalement_urgence        GET   sien       conn  404   200   200   200   200   404   404
cases:signalement_urgence        POST  sien       conn  404   302   302   302   302   404   404
cases:signalement_urgence        POST  autre      conn  404   404   404   404   404   404   404
cases:signalement_urgence        POST  inconnu    conn  404   404   404   404   404   404   404
cases:dossier_urgence            GET   sien       conn  404   200   200   200   200   404   404
cases:dossier_urgence            POST  sien       conn  404   302   302   302   302   404   404
cases:dossier_urgence            POST  autre      conn  404   404   404   404   404   404   404
cases:dossier_urgence            POST  inconnu    conn  404   404   404   404   404   404   404
cases:urgence_prevenir           FORM  sien       conn  404   200   200   200   200   404   404
cases:urgence_prevenir           FORM  autre      conn  404   404   404   404   404   404   404
cases:urgence_prevenir           FORM  inconnu    conn  404   404   404   404   404   404   404
cases:urgence_lever              FORM  sien       conn  404   200   200   200   200   404   404
cases:urgence_lever              FORM  autre      conn  404   404   404   404   404   404   404
cases:urgence_lever              FORM  inconnu    conn  404   404   404   404   404   404   404

cases:signalement_creer          FORM  -          conn  403   403   200   403   403   403   403
cases:signalement                GET   sien       conn  404   200   200   200   200   404   404
cases:signalement                GET   autre      conn  404   404   404   404   404   404   404
cases:signalement                GET   inconnu    conn  404   404   404   404   404   404   404
cases:signalement_prendre        POST  sien       conn  404   403   302   403   403   404   404
cases:signalement_prendre        POST  autre      conn  404   404   404   404   404   404   404
cases:signalement_prendre        POST  inconnu    conn  404   404   404   404   404   404   404
cases:signalement_rendre         POST  sien       conn  404   403   302   403   403   404   404
cases:signalement_rendre         POST  autre      conn  404   404   404   404   404   404   404
cases:signalement_rendre         POST  inconnu    conn  404   404   404   404   404   404   404
cases:signalement_affecter       FORM  sien       conn  404   403   200   403   200   404   404
cases:signalement_affecter       FORM  autre      conn  404   404   404   404   404   404   404
cases:signalement_affecter       FORM  inconnu    conn  404   404   404   404   404   404   404
cases:signalement_rattacher      FORM  sien       conn  404   403   200   403   403   404   404
cases:signalement_rattacher      FORM  autre      conn  404   404   404   404   404   404   404
cases:signalement_rattacher      FORM  inconnu    conn  404   404   404   404   404   404   404
cases:signalement_contacter      FORM  sien       conn  404   403   200   403   403   404   404
cases:signalement_contacter      FORM  autre      conn  404   404   404   404   404   404   404
cases:signalement_contacter      FORM  inconnu    conn  404   404   404   404   404   404   404
cases:signalement_repondre       FORM  sien       conn  404   403   200   403   403   404   404
cases:signalement_repondre       FORM  autre      conn  404   404   404   404   404   404   404
cases:signalement_repondre       FORM  inconnu    conn  404   404   404   404   404   404   404
cases:signalement_reorienter     FORM  sien       conn  404   403   200   403   403   404   404
cases:signalement_reorienter     FORM  autre      conn  404   404   404   404   404   404   404
cases:signalement_reorienter     FORM  inconnu    conn  404   404   404   404   404   404   404
cases:signalement_sans_suite     FORM  sien       conn  404   403   200   403   403   404   404
cases:signalement_sans_suite     FORM  autre      conn  404   404   404   404   404   404   404
cases:signalement_sans_suite     FORM  inconnu    conn  404   404   404   404   404   404   404
cases:signalement_doublon        FORM  sien       conn  404   403   200   403   403   404   404
cases:signalement_doublon        FORM  autre      conn  404   404   404   404   404   404   404
cases:signalement_doublon        FORM  inconnu    conn  404   404   404   404   404   404   404
cases:signalement_defaire        POST  sien       conn  404   403   302   403   302   404   404
cases:signalement_defaire        POST  autre      conn  404   404   404   404   404   404   404
cases:signalement_defaire        POST  inconnu    conn  404   404   404   404   404   404   404

cases:dossier_informer           FORM  sien       conn  404   200   200   200   403   404   404
cases:dossier_informer           FORM  autre      conn  404   404   404   404   404   404   404
cases:dossier_informer           FORM  inconnu    conn  404   404   404   404   404   404   404
cases:dossier_opposition         FORM  sien       conn  404   200   200   200   403   404   404
cases:dossier_opposition         FORM  autre      conn  404   404   404   404   404   404   404
cases:dossier_opposition         FORM  inconnu    conn  404   404   404   404   404   404   404
cases:signalement_informer       FORM  sien       conn  404   403   200   403   403   404   404
cases:signalement_informer       FORM  autre      conn  404   404   404   404   404   404   404
cases:signalement_informer       FORM  inconnu    conn  404   404   404   404   404   404   404
cases:signalement_opposition     FORM  sien       conn  404   403   200   403   403   404   404
cases:signalement_opposition     FORM  autre      conn  404   404   404   404   404   404   404
cases:signalement_opposition     FORM  inconnu    conn  404   404   404   404   404   404   404
cases:opposition_lever           FORM  sien       conn  404   200   200   200   403   404   404
cases:opposition_lever           FORM  autre      conn  404   404   404   404   404   404   404
cases:opposition_lever           FORM  inconnu    conn  404   404   404   404   404   404   404
cases:dossier_rendez_vous        FORM  sien       conn  404   200   200   200   403   404   404
cases:dossier_rendez_vous        FORM  autre      conn  404   404   404   404   404   404   404
cases:dossier_rendez_vous        FORM  inconnu    conn  404   404   404   404   404   404   404
cases:signalement_rendez_vous    FORM  sien       conn  404   403   200   403   200   404   404
cases:signalement_rendez_vous    FORM  autre      conn  404   404   404   404   404   404   404
cases:signalement_rendez_vous    FORM  inconnu    conn  404   404   404   404   404   404   404
cases:rendez_vous_lu             GET   sien       conn  404   200   200   200   200   404   404
cases:rendez_vous_lu             GET   autre      conn  404   404   404   404   404   404   404
cases:rendez_vous_lu             GET   inconnu    conn  404   404   404   404   404   404   404
cases:rendez_vous_deplacer       FORM  sien       conn  404   200   200   200   403   404   404
cases:rendez_vous_deplacer       FORM  autre      conn  404   404   404   404   404   404   404
cases:rendez_vous_deplacer       FORM  inconnu    conn  404   404   404   404   404   404   404
cases:rendez_vous_annuler        FORM  sien       conn  404   200   200   200   403   404   404
cases:rendez_vous_annuler        FORM  autre      conn  404   404   404   404   404   404   404
cases:rendez_vous_annuler        FORM  inconnu    conn  404   404   404   404   404   404   404
cases:rendez_vous_absent         POST  sien       conn  404   302   302   302   403   404   404
cases:rendez_vous_absent         POST  autre      conn  404   404   404   404   404   404   404
cases:rendez_vous_absent         POST  inconnu    conn  404   404   404   404   404   404   404
cases:creneau_retirer            POST  sien       conn  404   302   302   302   302   404   404
cases:creneau_retirer            POST  autre      conn  404   404   404   404   404   404   404
cases:creneau_retirer            POST  inconnu    conn  404   404   404   404   404   404   404
cases:dossier_creer              FORM  -          conn  403   200   200   200   403   403   403
cases:signalement_dossier        GET   sien       conn  404   403   302   403   403   404   404
cases:signalement_dossier        GET   autre      conn  404   404   404   404   404   404   404
cases:signalement_dossier        GET   inconnu    conn  404   404   404   404   404   404   404
cases:signalement_designer       POST  sien       conn  404   403   302   403   403   404   404
cases:signalement_designer       POST  autre      conn  404   404   404   404   404   404   404
cases:signalement_designer       POST  inconnu    conn  404   404   404   404   404   404   404
cases:signalement_retirer_dossier  POST  sien       conn  404   403   302   403   403   404   404
cases:signalement_retirer_dossier  POST  autre      conn  404   404   404   404   404   404   404
cases:signalement_retirer_dossier  POST  inconnu    conn  404   404   404   404   404   404   404
cases:signalement_ouvrir         GET   sien       conn  404   403   302   403   403   404   404
cases:signalement_ouvrir         GET   autre      conn  404   404   404   404   404   404   404
cases:signalement_ouvrir         GET   inconnu    conn  404   404   404   404   404   404   404
cases:creneaux                   GET   -          conn  403   200   200   200   200   403   403
cases:creneau_declarer           FORM  -          conn  403   200   200   200   200   403   403

cases:fichiers                   GET   -          conn  403   403   200   403   200   403   403
cases:fichier_deposer            FORM  -          conn  403   403   200   403   403   403   403
cases:fichier                    GET   sien       conn  404   404   200   404   200   404   404
cases:fichier                    GET   autre      conn  404   404   404   404   404   404   404
cases:fichier                    GET   inconnu    conn  404   404   404   404   404   404   404
cases:fichier_etat               GET   sien       conn  404   404   200   404   200   404   404
cases:fichier_etat               GET   autre      conn  404   404   404   404   404   404   404
cases:fichier_etat               GET   inconnu    conn  404   404   404   404   404   404   404
cases:fichier_colonnes           POST  sien       conn  404   404   422   404   403   404   404
cases:fichier_colonnes           POST  autre      conn  404   404   404   404   404   404   404
cases:fichier_colonnes           POST  inconnu    conn  404   404   404   404   404   404   404
cases:fichier_abandonner         GET   sien       conn  404   404   200   404   403   404   404
cases:fichier_abandonner         POST  sien       conn  404   404   302   404   403   404   404
cases:fichier_abandonner         POST  autre      conn  404   404   404   404   404   404   404
cases:fichier_abandonner         POST  inconnu    conn  404   404   404   404   404   404   404
cases:fichier_defaire            FORM  sien       conn  404   404   200   404   403   404   404
cases:fichier_defaire            FORM  autre      conn  404   404   404   404   404   404   404
cases:fichier_defaire            FORM  inconnu    conn  404   404   404   404   404   404   404
cases:fichier_rapport            GET   sien       conn  404   404   200   404   200   404   404
cases:fichier_rapport            GET   autre      conn  404   404   404   404   404   404   404
cases:fichier_rapport            GET   inconnu    conn  404   404   404   404   404   404   404
cases:appels                     GET   -          conn  403   403   200   403   200   200   403
cases:appels_export              GET   -          conn  403   403   200   403   200   200   403
cases:appels_regler              POST  -          conn  403   403   302   403   403   403   403
cases:appel_compter              POST  -          conn  403   403   302   403   403   403   403
cases:appel_retirer              POST  -          conn  403   403   302   403   403   403   403

cases:messages                   GET   -          conn  403   200   200   200   200   403   403
cases:message_laisser            FORM  sien       conn  404   403   200   200   403   404   404
cases:message_laisser            FORM  autre      conn  404   404   404   404   404   404   404
cases:message_laisser            FORM  inconnu    conn  404   404   404   404   404   404   404
cases:message_rappeler           FORM  sien       conn  404   200   200   200   403   404   404
cases:message_rappeler           FORM  autre      conn  404   404   404   404   404   404   404
cases:message_rappeler           FORM  inconnu    conn  404   404   404   404   404   404   404
cases:reponses                   GET   -          conn  403   403   200   403   403   403   403
cases:signalement_reponse        FORM  sien       conn  404   200   200   403   403   404   404
cases:signalement_reponse        FORM  autre      conn  404   404   404   404   404   404   404
cases:signalement_reponse        FORM  inconnu    conn  404   404   404   404   404   404   404
cases:signalement_lettre         POST  sien       conn  404   422   422   403   403   404   404
cases:signalement_lettre         POST  autre      conn  404   404   404   404   404   404   404
cases:signalement_lettre         POST  inconnu    conn  404   404   404   404   404   404   404
cases:transferts                 GET   -          conn  403   403   200   403   200   403   403
cases:signalement_transfert      FORM  sien       conn  404   403   200   403   200   404   404
cases:signalement_transfert      FORM  autre      conn  404   404   404   404   404   404   404
cases:signalement_transfert      FORM  inconnu    conn  404   404   404   404   404   404   404
cases:signalement_transfert_retirer POST  sien       conn  404   403   302   403   302   404   404
cases:signalement_transfert_retirer POST  autre      conn  404   404   404   404   404   404   404
cases:signalement_transfert_retirer POST  inconnu    conn  404   404   404   404   404   404   404

partners:sites                   GET   -          conn  403   200   200   200   200   200   200
partners:site_creer              FORM  -          conn  403   403   403   403   403   403   200
partners:site                    GET   sien       conn  403   200   200   200   200   200   200
partners:site                    GET   autre      conn  403   200   200   200   200   200   200
partners:site                    GET   inconnu    conn  403   404   404   404   404   404   404
partners:site_modifier           FORM  sien       conn  403   403   403   403   403   403   200
partners:site_modifier           FORM  autre      conn  403   403   403   403   403   403   403
partners:site_modifier           FORM  inconnu    conn  403   404   404   404   404   404   404
partners:site_fermer             FORM  sien       conn  403   403   403   403   403   403   200
partners:site_fermer             FORM  autre      conn  403   403   403   403   403   403   403
partners:site_fermer             FORM  inconnu    conn  403   404   404   404   404   404   404
partners:point_accueil_creer     FORM  sien       conn  403   403   403   403   403   403   200
partners:point_accueil_creer     FORM  autre      conn  403   403   403   403   403   403   403
partners:point_accueil_creer     FORM  inconnu    conn  403   404   404   404   404   404   404
partners:point_accueil_modifier  FORM  sien       conn  403   403   403   403   403   403   200
partners:point_accueil_modifier  FORM  autre      conn  403   403   403   403   403   403   403
partners:point_accueil_modifier  FORM  inconnu    conn  403   404   404   404   404   404   404
partners:point_accueil_fermer    FORM  sien       conn  403   403   403   403   403   403   200
partners:point_accueil_fermer    FORM  autre      conn  403   403   403   403   403   403   403
partners:point_accueil_fermer    FORM  inconnu    conn  403   404   404   404   404   404   404
partners:secteurs                GET   -          conn  403   200   200   200   200   200   200
partners:secteurs                POST  -          conn  403   403   403   403   403   403   422
partners:partenaires             GET   -          conn  403   200   200   200   200   200   200
partners:partenaire_creer        FORM  -          conn  403   403   403   403   403   403   200
partners:partenaire              GET   sien       conn  403   200   200   200   200   200   200
partners:partenaire              GET   autre      conn  403   200   200   200   200   200   200
partners:partenaire              GET   inconnu    conn  403   404   404   404   404   404   404
partners:partenaire_modifier     FORM  sien       conn  403   403   403   403   403   403   200
partners:partenaire_modifier     FORM  autre      conn  403   403   403   403   403   403   403
partners:partenaire_modifier     FORM  inconnu    conn  403   404   404   404   404   404   404
partners:partenaire_fermer       FORM  sien       conn  403   403   403   403   403   403   200
partners:partenaire_fermer       FORM  autre      conn  403   403   403   403   403   403   403
partners:partenaire_fermer       FORM  inconnu    conn  403   404   404   404   404   404   404
partners:interlocuteur_creer     FORM  sien       conn  403   403   403   403   403   403   200
partners:interlocuteur_creer     FORM  autre      conn  403   403   403   403   403   403   403
partners:interlocuteur_creer     FORM  inconnu    conn  403   404   404   404   404   404   404
partners:interlocuteur_modifier  FORM  sien       conn  403   403   403   403   403   403   200
partners:interlocuteur_modifier  FORM  autre      conn  403   403   403   403   403   403   403
partners:interlocuteur_modifier  FORM  inconnu    conn  403   404   404   404   404   404   404
partners:interlocuteur_fermer    FORM  sien       conn  403   403   403   403   403   403   200
partners:interlocuteur_fermer    FORM  autre      conn  403   403   403   403   403   403   403
partners:interlocuteur_fermer    FORM  inconnu    conn  403   404   404   404   404   404   404
partners:lien_creer              FORM  sien       conn  403   403   200   403   200   403   200
partners:lien_creer              FORM  autre      conn  403   403   403   403   403   403   403
partners:lien_creer              FORM  inconnu    conn  403   404   404   404   404   404   404
partners:lien_revoquer           GET   sien       conn  403   403   200   403   200   403   200
partners:lien_revoquer           POST  sien       conn  403   403   302   403   302   403   302
partners:lien_revoquer           GET   autre      conn  403   403   403   403   403   403   403
partners:lien_revoquer           POST  autre      conn  403   403   403   403   403   403   403
partners:lien_revoquer           GET   inconnu    conn  403   404   404   404   404   404   404
partners:lien_revoquer           POST  inconnu    conn  403   404   404   404   404   404   404
partners:equipe                  GET   -          conn  403   200   200   200   200   200   200
partners:referentiels            GET   -          conn  403   200   200   200   200   200   200

reporting:bilans                 GET   -          conn  403   200   200   200   200   200   403
reporting:bilan_demander         FORM  -          conn  403   403   403   403   200   403   403
reporting:bilan                  GET   sien       conn  404   200   200   200   200   200   404
reporting:bilan                  GET   à_publier  conn  404   404   404   404   200   200   404
reporting:bilan                  GET   autre      conn  404   404   404   404   404   404   404
reporting:bilan                  GET   inconnu    conn  404   404   404   404   404   404   404
reporting:bilan_etat             GET   sien       conn  404   200   200   200   200   200   404
reporting:bilan_etat             GET   à_publier  conn  404   404   404   404   200   200   404
reporting:bilan_etat             GET   autre      conn  404   404   404   404   404   404   404
reporting:bilan_etat             GET   inconnu    conn  404   404   404   404   404   404   404
reporting:bilan_publier          GET   sien       conn  404   403   403   403   200   403   404
reporting:bilan_publier          POST  sien       conn  404   403   403   403   302   403   404
reporting:bilan_publier          GET   à_publier  conn  404   404   404   404   200   403   404
reporting:bilan_publier          POST  à_publier  conn  404   404   404   404   302   403   404
reporting:bilan_publier          GET   autre      conn  404   404   404   404   404   404   404
reporting:bilan_publier          POST  autre      conn  404   404   404   404   404   404   404
reporting:bilan_publier          GET   inconnu    conn  404   404   404   404   404   404   404
reporting:bilan_publier          POST  inconnu    conn  404   404   404   404   404   404   404
reporting:bilan_pdf              GET   sien       conn  404   200   200   200   200   200   404
reporting:bilan_pdf              GET   à_publier  conn  404   404   404   404   200   200   404
reporting:bilan_pdf              GET   autre      conn  404   404   404   404   404   404   404
reporting:bilan_pdf              GET   inconnu    conn  404   404   404   404   404   404   404
reporting:bilan_json             GET   sien       conn  404   200   200   200   200   200   404
reporting:bilan_json             GET   à_publier  conn  404   404   404   404   200   200   404
reporting:bilan_json             GET   autre      conn  404   404   404   404   404   404   404
reporting:bilan_json             GET   inconnu    conn  404   404   404   404   404   404   404
reporting:delais                 GET   -          conn  403   403   403   403   200   200   403
"""


@dataclass(frozen=True)
class Ligne:
    nom: str
    methode: str
    objet: str
    reponses: dict[str, str]

    def __str__(self) -> str:
        return f"{self.nom} {self.methode} {self.objet}"


def lire() -> list[Ligne]:
    lignes = []
    for texte in TEXTE.strip().splitlines()[1:]:
        if not texte.strip():
            continue
        nom, methode, objet, *reponses = texte.split()
        lignes.append(
            Ligne(nom, methode, objet.replace("_", " "), dict(zip(COLONNES, reponses, strict=True)))
        )
    return lignes
