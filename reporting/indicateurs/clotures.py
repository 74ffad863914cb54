"""Length of the accompagnements closed in the year (F6) and outcomes of the PDP process (F7)."""

from collections import Counter, defaultdict

from cases.enums import Axe
from partners.enums import GroupeIssue
from reporting.arrondis import mois_moyens, repartir
from reporting.indicateurs.base import Figures, Indicateur, lignes

_F6 = (
    "Accompagnements clos dans l'année, dans l'unité du site à la clôture : moyenne de la durée en jours entre "
    "ouverture et clôture, divisée par 30,4375."
)
_F7 = (
    "Accompagnements clos dans l'année, d'axe PDP à la clôture, ayant compté au moins trois entretiens de leur "
    "ouverture à leur clôture, toutes années confondues. Les situations hors des quatre groupes quittent le "
    "dénominateur et sont imprimées."
)

ISSUES = {
    "issue_activite_pct": GroupeIssue.ACTIVITE,
    "issue_licenciement_pct": GroupeIssue.LICENCIEMENT,
    "issue_formation_pct": GroupeIssue.FORMATION,
    "issue_invalidite_retraite_pct": GroupeIssue.INVALIDITE_RETRAITE,
}

INDICATEURS = (
    Indicateur("duree_moyenne_mois", "Durée moyenne d'un accompagnement, tous axes", "mois", _F6, "F6"),
    Indicateur(
        "duree_moyenne_pdp_mois",
        "Durée moyenne d'un accompagnement PDP",
        "mois",
        _F6 + " Axe PDP à la clôture.",
        "F6",
    ),
    *(Indicateur(cle, groupe.label, "%", _F7, "F7") for cle, groupe in ISSUES.items()),
)


def calculer(annee: int, figures: dict[str, Figures]) -> None:
    par_unite: dict[str, list] = defaultdict(list)
    for ligne in lignes("clotures", annee=annee):
        par_unite[ligne["unite"]].append(ligne)
    for unite, clos in par_unite.items():
        chiffres, complements = figures[unite].chiffres, figures[unite].complements
        pdp = [ligne for ligne in clos if ligne["axe"] == Axe.PDP]
        for cle, population in (("duree_moyenne_mois", clos), ("duree_moyenne_pdp_mois", pdp)):
            nombre = sum(ligne["nombre"] for ligne in population)
            if nombre:
                chiffres[cle] = mois_moyens(sum(ligne["jours"] for ligne in population), nombre)
        groupes: Counter[str] = Counter()
        for ligne in pdp:
            if ligne["trois_entretiens"]:
                groupes[ligne["groupe"]] += ligne["nombre"]
        comptes = [groupes[groupe] for groupe in ISSUES.values()]
        if sum(comptes):
            chiffres |= dict(zip(ISSUES, repartir(comptes), strict=True))
        complements["clotures"] = sum(ligne["nombre"] for ligne in clos)
        complements["clotures_pdp"] = sum(ligne["nombre"] for ligne in pdp)
        complements["issues_retenues"] = sum(comptes)
        complements["issues_hors_groupe"] = groupes[GroupeIssue.HORS_GROUPE]
