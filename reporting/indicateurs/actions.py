"""Remobilisation actions by family (F8). A family or item without action has no key (F12)."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from cases.enums import TypeAction
from reporting.indicateurs.base import Figures, Indicateur, lignes

_F8 = (
    "Actions réellement démarrées dont le premier jour est dans l'année, comptées dans l'unité du site ce jour-là. "
    "Un renouvellement appartient à l'action qu'il prolonge."
)
_DUREE = " Une formation est de moins de 6 mois quand sa fin précède son début augmenté de 6 mois."

FAMILLES: dict[str, tuple[str, ...]] = {
    "actions_formation_total": ("formations_plus_6_mois", "formations_moins_6_mois", "vae"),
    "actions_remobilisation_total": ("inclu_pro", "dispositifs_locaux", "dispositifs_locaux_am"),
    "actions_bilans_total": ("bilans_competences", "handibtp"),
    "mises_en_situation_total": ("essais_encadres", "pmsmp", "stages_immersion"),
}

_LIBELLES = {
    "actions_formation_total": "Actions de formation",
    "formations_plus_6_mois": "Formations qualifiantes de 6 mois et plus",
    "formations_moins_6_mois": "Formations qualifiantes de moins de 6 mois",
    "vae": "Validations des acquis de l'expérience (VAE)",
    "actions_remobilisation_total": "Actions de remobilisation",
    "inclu_pro": "Inclu'Pro Formation",
    "dispositifs_locaux": "Dispositifs locaux",
    "dispositifs_locaux_am": "Dispositifs locaux financés ou cofinancés par l'Assurance Maladie",
    "actions_bilans_total": "Actions de bilans",
    "bilans_competences": "Bilans de compétences",
    "handibtp": "HandiBTP",
    "mises_en_situation_total": "Mises en situation professionnelle",
    "essais_encadres": "Essais encadrés",
    "pmsmp": "Périodes de mise en situation en milieu professionnel (PMSMP)",
    "stages_immersion": "Stages d'immersion",
    "crpe": "Conventions de rééducation professionnelle en entreprise (CRPE)",
}

_SINGULIERS = {
    "actions_formation_total": "Action de formation",
    "formations_plus_6_mois": "Formation qualifiante de 6 mois et plus",
    "formations_moins_6_mois": "Formation qualifiante de moins de 6 mois",
    "vae": "Validation des acquis de l'expérience (VAE)",
    "actions_remobilisation_total": "Action de remobilisation",
    "dispositifs_locaux": "Dispositif local",
    "dispositifs_locaux_am": "Dispositif local financé ou cofinancé par l'Assurance Maladie",
    "actions_bilans_total": "Action de bilan",
    "bilans_competences": "Bilan de compétences",
    "mises_en_situation_total": "Mise en situation professionnelle",
    "essais_encadres": "Essai encadré",
    "pmsmp": "Période de mise en situation en milieu professionnel (PMSMP)",
    "stages_immersion": "Stage d'immersion",
    "crpe": "Convention de rééducation professionnelle en entreprise (CRPE)",
}

INDICATEURS = tuple(
    Indicateur(
        cle,
        libelle,
        "actions",
        _F8 + (_DUREE if cle.startswith("formations_") else ""),
        "F8",
        total_de=FAMILLES.get(cle, ()),
        singulier=_SINGULIERS.get(cle, ""),
    )
    for cle, libelle in _LIBELLES.items()
)

_CLES_SIMPLES = {
    TypeAction.VAE: "vae",
    TypeAction.INCLU_PRO: "inclu_pro",
    TypeAction.BILAN_COMPETENCES: "bilans_competences",
    TypeAction.HANDIBTP: "handibtp",
    TypeAction.ESSAI_ENCADRE: "essais_encadres",
    TypeAction.PMSMP: "pmsmp",
    TypeAction.STAGE_IMMERSION: "stages_immersion",
    TypeAction.CRPE: "crpe",
}


def cle_action(ligne: Mapping[str, Any]) -> str | None:
    """Returns the key that counts this class of actions; None for the prestations, which are in no total (F8, F13)."""
    type_action = TypeAction(ligne["type"])
    if type_action == TypeAction.FORMATION:
        return "formations_moins_6_mois" if ligne["moins_de_six_mois"] else "formations_plus_6_mois"
    if type_action == TypeAction.DISPOSITIF_LOCAL:
        return "dispositifs_locaux_am" if ligne["finance_am"] else "dispositifs_locaux"
    return _CLES_SIMPLES.get(type_action)


def calculer(annee: int, figures: dict[str, Figures]) -> None:
    par_unite: dict[str, Counter[str]] = defaultdict(Counter)
    for ligne in lignes("actions", annee=annee):
        cle = cle_action(ligne)
        if cle is not None:
            par_unite[ligne["unite"]][cle] += ligne["nombre"]
    for unite, comptes in par_unite.items():
        chiffres = figures[unite].chiffres
        chiffres |= comptes
        for total, items in FAMILLES.items():
            somme = sum(comptes[item] for item in items)
            if somme:
                chiffres[total] = somme
