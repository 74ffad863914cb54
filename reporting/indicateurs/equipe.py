"""L'équipe (F9)."""

from partners.enums import FonctionEquipe
from reporting.indicateurs.base import Figures, Indicateur, lignes

_CLES = {
    FonctionEquipe.MANAGER: "equipe_managers",
    FonctionEquipe.ASS: "equipe_ass",
    FonctionEquipe.CSAM: "equipe_csam",
    FonctionEquipe.SECRETARIAT: "equipe_secretariat",
    FonctionEquipe.CONSEILLER_EXPERT: "equipe_conseillers_experts",
    FonctionEquipe.CHARGE_EXPERTISE: "equipe_charges_expertise",
    FonctionEquipe.CHARGE_MISSION: "equipe_charges_mission",
    FonctionEquipe.STAGIAIRE: "etudiants_stagiaires",
}

_DEFINITION = (
    "Personnes distinctes dont une affectation dans l'unité est valable le 31 décembre, comptées une fois par métier ; "
    "un agent de deux sites de l'unité compte une fois."
)

_SINGULIERS = {
    FonctionEquipe.MANAGER: "Manager",
    FonctionEquipe.ASS: "Assistant de service social",
    FonctionEquipe.CSAM: "Conseiller services Assurance Maladie",
    FonctionEquipe.SECRETARIAT: "Personnel de secrétariat",
    FonctionEquipe.CONSEILLER_EXPERT: "Conseiller expert territorial",
    FonctionEquipe.CHARGE_EXPERTISE: "Chargé d'expertise et d'animation",
    FonctionEquipe.CHARGE_MISSION: "Chargé de mission",
    FonctionEquipe.STAGIAIRE: "Étudiant ou stagiaire",
}

INDICATEURS = tuple(
    Indicateur(cle, fonction.label, "agents", _DEFINITION, "F9", singulier=_SINGULIERS[fonction])
    for fonction, cle in _CLES.items()
)


def calculer(annee: int, figures: dict[str, Figures]) -> None:
    for ligne in lignes("equipe", annee=annee):
        figures[ligne["unite"]].chiffres[_CLES[FonctionEquipe(ligne["fonction"])]] = ligne["nombre"]
