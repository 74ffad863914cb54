"""Entretiens: F0, F1, F2, F3, F5."""

import uuid

from cases.accompagnements.domain.accompagnement import ouvrir_accompagnement
from cases.entretiens.domain.brouillon import enregistrer_brouillon
from cases.entretiens.domain.correction import corriger_entretien
from cases.entretiens.domain.entretien import annuler_entretien, deplacer_entretien
from cases.enums import Axe, ModeEntretien, MoyenContact, NiveauNote, ResultatContact
from cases.models import Entretien
from cases.personnes.domain.contact import noter_contact
from cases.rendez_vous.domain.rendez_vous import marquer_absent
from tests.fabriques import RendezVousFactory
from tests.reporting.chiffres.effets import (
    PROFIL_D_UNE_FEMME_EN_PLUS,
    PROFIL_SANS_BRUNO,
    RIEN,
    Effets,
    en_plus,
    modes,
)
from tests.reporting.chiffres.terrain import Terrain, le

TELEPHONE, ACCUEIL = ModeEntretien.TELEPHONE, ModeEntretien.LIEU_ACCUEIL


def ne_pas_venir(t: Terrain) -> None:
    marquer_absent(agent=t.ass, rendez_vous=RendezVousFactory(accompagnement=t.anne))


def corriger(t: Terrain, entretien: Entretien, **champs: object) -> None:
    dit = {
        "site": entretien.site,
        "date": entretien.date,
        "mode": entretien.mode,
        "themes": list(entretien.themes.all()),
        "notes": {},
        "duree_minutes": None,
        "prochaine_etape": "",
    }
    corriger_entretien(agent=t.ass, entretien=entretien, base=0, version=0, **(dit | champs))


ENTRETIENS: Effets = {
    "entretien d'une personne déjà vue": (
        lambda t: t.recevoir(t.anne, le(10, 5), TELEPHONE),
        en_plus(modes(2023, -10), entretiens_total=1, entretiens_pdp=1, entretiens_telephone=1),
    ),
    "premier entretien d'une personne": (
        lambda t: t.recevoir(t.elise, le(10, 5), ACCUEIL),
        en_plus(
            modes(2023, 7),
            entretiens_total=1,
            entretiens_pdp=1,
            entretiens_lieu_accueil=1,
            assures_accompagnes_individuel=1,
            assures_pdp=1,
            assures_pdp_pct=8,
            assures_sps_pct=-8,
            **PROFIL_D_UNE_FEMME_EN_PLUS,
        ),
    ),
    "entretien le 31 décembre de l'année d'avant": (
        lambda t: t.recevoir(t.anne, le(31, 12, 2022), TELEPHONE),
        {
            ("01", 2022): {
                **modes(2022, -25)["01", 2022],
                "entretiens_total": 1,
                "entretiens_pdp": 1,
                "entretiens_telephone": 1,
                "assures_accompagnes_individuel": 1,
                "assures_pdp": 1,
            },
            ("01", 2023): modes(2022, -25)["01", 2023],
        },
    ),
    "entretien le 1er janvier de l'année d'après": (
        lambda t: t.recevoir(t.bruno, le(1, 1, 2024), TELEPHONE),
        {
            ("01", 2024): {
                "entretiens_total": 1,
                "entretiens_pdp": 1,
                "entretiens_telephone": 1,
                "part_rdv_physique_pct": 0,
                "part_rdv_telephone_pct": 100,
                "assures_accompagnes_individuel": 1,
                "assures_pdp": 1,
                "assures_pdp_pct": 100,
                "femmes_pct": 0,
                "hommes_pct": 100,
                "moins_46_pct": 100,
                "46_et_plus_pct": 0,
                "maladie_invalidite_pct": 0,
                "atmp_pct": 100,
            },
            ("01", 2025): {"part_rdv_physique_pct_n1": 0, "part_rdv_telephone_pct_n1": 100},
        },
    ),
    "entretien annulé, le seul de la personne": (
        lambda t: annuler_entretien(agent=t.ass, entretien=t.de_carole, motif="Non tenu"),
        en_plus(
            modes(2023, 15),
            entretiens_total=-1,
            entretiens_sps=-1,
            entretiens_telephone=-1,
            assures_accompagnes_individuel=-1,
            assures_sps=-1,
            assures_sps_pct=-33,
            assures_pdp_pct=33,
        ),
    ),
    "entretien corrigé : ses textes, sa durée, la suite": (
        lambda t: corriger(t, t.de_bruno, notes={NiveauNote.SYNTHESE: "Juste"}, duree_minutes=45),
        RIEN,
    ),
    "entretien corrigé : il s'est tenu au lieu d'accueil": (
        lambda t: corriger(t, t.de_bruno, mode=ACCUEIL),
        en_plus(modes(2023, 20), entretiens_telephone=-1, entretiens_lieu_accueil=1),
    ),
    "entretien déplacé vers le dossier d'une autre personne": (
        lambda t: deplacer_entretien(agent=t.ass, entretien=t.de_bruno, vers=t.carole, motif="Erreur"),
        en_plus(
            RIEN,
            entretiens_pdp=-1,
            entretiens_sps=1,
            assures_accompagnes_individuel=-1,
            assures_pdp=-1,
            assures_pdp_pct=-17,
            assures_sps_pct=17,
            **PROFIL_SANS_BRUNO,
        ),
    ),
    "entretien déplacé vers le dossier d'une autre unité : il compte où il a eu lieu": (
        lambda t: deplacer_entretien(agent=t.ass, entretien=t.de_bruno, vers=t.fanny, motif="Erreur"),
        {
            ("01", 2023): {
                "hommes_pct": -50,
                "femmes_pct": 50,
                "moins_46_pct": -50,
                "46_et_plus_pct": 50,
                "atmp_pct": -50,
                "maladie_invalidite_pct": 50,
            }
        },
    ),
    "entretien dans un nouvel accompagnement SPS, dernier de l'année": (
        lambda t: t.recevoir(
            ouvrir_accompagnement(
                agent=t.ass,
                assure=t.bruno.assure,
                site=t.bourg,
                axe=Axe.SPS,
                ouvert_le=le(1, 9),
                referent=t.ass,
            ),
            le(2, 10),
            TELEPHONE,
        ),
        en_plus(
            modes(2023, -10),
            entretiens_total=1,
            entretiens_sps=1,
            entretiens_telephone=1,
            assures_pdp=-1,
            assures_sps=1,
            assures_pdp_pct=-34,
            assures_sps_pct=34,
            **PROFIL_SANS_BRUNO,
        ),
    ),
    "brouillon": (
        lambda t: enregistrer_brouillon(agent=t.ass, accompagnement=t.anne, contenu={"date": "2023-05-10"}),
        RIEN,
    ),
    "absence à un rendez-vous": (ne_pas_venir, RIEN),
    "tentative de contact": (
        lambda t: noter_contact(
            agent=t.ass,
            assure=t.anne.assure,
            identifiant=uuid.uuid4(),
            moyen=MoyenContact.TELEPHONE,
            resultat=ResultatContact.INJOIGNABLE,
        ),
        RIEN,
    ),
}
