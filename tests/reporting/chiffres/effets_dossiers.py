"""The dossier, its axis, its closing: F2 to F4, F6, F7."""

from cases.accompagnements.domain.accompagnement import (
    annuler_accompagnement,
    changer_axe,
    designer_referent,
    ouvrir_accompagnement,
    rouvrir_accompagnement,
)
from cases.entretiens.domain.entretien import annuler_entretien
from cases.enums import Axe, ModeEntretien, Sexe
from cases.models import Accompagnement
from cases.personnes.domain.assure import corriger_identite
from cases.transferts.domain.fusion import fusionner_dossiers
from cases.transferts.domain.transfert import transferer_dossier
from cases.transferts.queries.fusion import comparer
from tests.reporting.chiffres.effets import PROFIL_D_UNE_FEMME_EN_PLUS, RIEN, Effets, ain, en_plus, modes
from tests.reporting.chiffres.terrain import Terrain, le


def fusionner(t: Terrain, garde: Accompagnement, absorbe: Accompagnement) -> None:
    deux = {"garde": garde.assure, "absorbe": absorbe.assure}
    fusionner_dossiers(agent=t.csam, choix={}, empreinte=comparer(**deux).empreinte, **deux)


def rouvrir(t: Terrain) -> Accompagnement:
    return rouvrir_accompagnement(
        agent=t.ass, accompagnement=t.denise, site=t.bourg, axe=Axe.PDP, ouvert_le=le(1, 9), referent=t.ass
    )


DOSSIERS: Effets = {
    # The dossier: axis, référent, unit, identity.
    "axe changé le jour de l'entretien": (
        lambda t: changer_axe(agent=t.ass, accompagnement=t.carole, axe=Axe.PDP, le=le(20, 4)),
        ain(
            entretiens_sps=-1,
            entretiens_pdp=1,
            assures_sps=-1,
            assures_pdp=1,
            assures_sps_pct=-33,
            assures_pdp_pct=33,
            **PROFIL_D_UNE_FEMME_EN_PLUS,
        ),
    ),
    "axe changé après le dernier entretien": (
        lambda t: changer_axe(agent=t.ass, accompagnement=t.carole, axe=Axe.PDP, le=le(21, 4)),
        RIEN,
    ),
    "autre référent": (
        lambda t: designer_referent(agent=t.manager, accompagnement=t.anne, referent=t.collegue, le=le(1, 5)),
        RIEN,
    ),
    "dossier transféré dans une autre unité": (
        lambda t: transferer_dossier(
            agent=t.manager, assure=t.anne.assure, vers=t.ardeche, motif="Déménagement"
        ),
        RIEN,
    ),
    "deux dossiers fusionnés, vus la même année : une personne au lieu de deux": (
        # Seen last as Carole, in SPS: of the profile of PDP, Bruno alone is left.
        lambda t: fusionner(t, t.carole, t.anne),
        ain(
            assures_accompagnes_individuel=-1,
            assures_pdp=-1,
            assures_pdp_pct=-17,
            assures_sps_pct=17,
            femmes_pct=-50,
            hommes_pct=50,
            moins_46_pct=50,
            atmp_pct=50,
            maladie_invalidite_pct=-50,
            **{"46_et_plus_pct": -50},
        ),
    ),
    "deux dossiers fusionnés, vus des années différentes": (lambda t: fusionner(t, t.denise, t.anne), RIEN),
    "sexe corrigé": (
        lambda t: corriger_identite(agent=t.ass, assure=t.bruno.assure, sexe=Sexe.FEMME),
        ain(femmes_pct=50, hommes_pct=-50),
    ),
    "sexe devenu inconnu : il quitte le dénominateur": (
        lambda t: corriger_identite(agent=t.ass, assure=t.bruno.assure, sexe=Sexe.NON_RENSEIGNE),
        ain(femmes_pct=50, hommes_pct=-50),
    ),
    "46 ans le 31 décembre": (
        lambda t: corriger_identite(agent=t.ass, assure=t.bruno.assure, date_naissance=le(31, 12, 1977)),
        ain(**{"46_et_plus_pct": 50, "moins_46_pct": -50}),
    ),
    "accompagnement ouvert, personne pas encore vue": (
        lambda t: ouvrir_accompagnement(
            agent=t.ass, assure=t.bruno.assure, site=t.bourg, axe=Axe.SPS, ouvert_le=le(1, 9), referent=t.ass
        ),
        RIEN,
    ),
    "accompagnement annulé, personne jamais vue": (
        lambda t: annuler_accompagnement(agent=t.ass, accompagnement=t.elise, motif="Ouvert par erreur"),
        RIEN,
    ),
    "accompagnement rouvert": (rouvrir, RIEN),
    # Closings: F6, F7.
    "clôture avec licenciement après trois entretiens": (
        # 578 days: (486 + 578) / 2 / 30.4375 = 17.478.
        lambda t: t.clore(t.anne, le(31, 12), "licenciement-relais"),
        ain(
            duree_moyenne_mois=1.5,
            duree_moyenne_pdp_mois=1.5,
            issue_activite_pct=-50,
            issue_licenciement_pct=50,
        ),
    ),
    "clôture hors des quatre groupes": (
        lambda t: t.clore(t.anne, le(31, 12), "sans-nouvelles"),
        ain(duree_moyenne_mois=1.5, duree_moyenne_pdp_mois=1.5),
    ),
    "clôture après un seul entretien": (
        # 291 days: (486 + 291) / 2 / 30.4375 = 12.763.
        lambda t: t.clore(t.bruno, le(17, 12), "licenciement-relais"),
        ain(duree_moyenne_mois=-3.2, duree_moyenne_pdp_mois=-3.2),
    ),
    "clôture après deux entretiens": (
        lambda t: (
            t.recevoir(t.bruno, le(10, 5), ModeEntretien.TELEPHONE),
            t.clore(t.bruno, le(17, 12), "licenciement-relais"),
        ),
        en_plus(
            modes(2023, -10),
            entretiens_total=1,
            entretiens_pdp=1,
            entretiens_telephone=1,
            duree_moyenne_mois=-3.2,
            duree_moyenne_pdp_mois=-3.2,
        ),
    ),
    "troisième entretien annulé après la clôture": (
        lambda t: annuler_entretien(agent=t.ass, entretien=t.de_denise, motif="Non tenu"),
        {
            ("01", 2022): {"entretiens_total": -1, "entretiens_pdp": -1, "entretiens_lieu_accueil": -1},
            ("01", 2023): {
                "issue_activite_pct": -100,
                "issue_licenciement_pct": 0,
                "issue_formation_pct": 0,
                "issue_invalidite_retraite_pct": 0,
            },
        },
    ),
    "clôture d'un accompagnement SPS": (
        lambda t: t.clore(t.carole, le(17, 12), "droits-ouverts"),
        ain(duree_moyenne_mois=-3.2),
    ),
    "clôture le 1er janvier de l'année d'après": (
        # 579 days / 30.4375 = 19.022.
        lambda t: t.clore(t.anne, le(1, 1, 2024), "licenciement-relais"),
        {
            ("01", 2024): {
                "duree_moyenne_mois": 19,
                "duree_moyenne_pdp_mois": 19,
                "issue_activite_pct": 0,
                "issue_licenciement_pct": 100,
                "issue_formation_pct": 0,
                "issue_invalidite_retraite_pct": 0,
            }
        },
    ),
    "clôture après le transfert, sur un site de l'autre unité": (
        lambda t: (
            transferer_dossier(agent=t.manager, assure=t.anne.assure, vers=t.ardeche, motif="Déménagement"),
            t.clore(t.anne, le(31, 12), "licenciement-relais", site=t.privas),
        ),
        {
            ("07", 2023): {
                "duree_moyenne_mois": 19,
                "duree_moyenne_pdp_mois": 19,
                "issue_activite_pct": 0,
                "issue_licenciement_pct": 100,
                "issue_formation_pct": 0,
                "issue_invalidite_retraite_pct": 0,
            }
        },
    ),
}
