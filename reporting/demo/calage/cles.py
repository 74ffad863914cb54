"""The keys of a figures file, grouped as the plan reads them. What they mean is in reporting/indicateurs.

Serves every published figure.
"""

from reporting.indicateurs.actions import FAMILLES

AXES = ("PDP", "SPS", "RAD", "BV")
MODES = ("lieu_accueil", "domicile", "telephone", "visio")
PHYSIQUES = ("lieu_accueil", "domicile")
FONCTIONS = {
    "managers": "equipe_managers",
    "ass": "equipe_ass",
    "csam": "equipe_csam",
    "secretariat": "equipe_secretariat",
    "conseillers_experts": "equipe_conseillers_experts",
    "charges_expertise": "equipe_charges_expertise",
    "charges_mission": "equipe_charges_mission",
    "stagiaires": "etudiants_stagiaires",
}
# In the order of publication, which decides the ties (F11).
PROFILS = {
    "sexe": ("femmes_pct", "hommes_pct"),
    "age": ("moins_46_pct", "46_et_plus_pct"),
    "risque": ("maladie_invalidite_pct", "atmp_pct"),
}
ISSUES = ("activite", "licenciement", "formation", "invalidite_retraite")
PARTS = ("part_rdv_physique_pct", "part_rdv_telephone_pct")
ITEMS_ACTIONS = (*(item for items in FAMILLES.values() for item in items), "crpe")
SIGNALEMENTS = ("signalements_sm", "signalements_sm_n1", "signalements_sm_n2")


def cle_personnes(axe: str) -> str:
    return f"assures_{axe.lower()}"


def cle_entretiens(nom: str) -> str:
    return f"entretiens_{nom.lower()}"


def cle_issue(issue: str) -> str:
    return f"issue_{issue}_pct"
