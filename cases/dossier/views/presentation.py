"""What the page of a dossier says: what every trade registered, sorted."""

from cases.socle.dossier import Dossier
from cases.socle.evenement import EvenementDuDossier
from cases.socle.rubriques import RUBRIQUES, RUBRIQUES_DU_SUIVI, Echeance


def presenter_chronologie(dossier: Dossier) -> list[EvenementDuDossier]:
    """Everything the agent may read, with a date, the latest first; on one day, in the order of the rubriques."""
    evenements = [evenement for rubrique in RUBRIQUES for evenement in rubrique.evenements(dossier)]
    for suivi in dossier.suivis:
        for rubrique in RUBRIQUES_DU_SUIVI:
            evenements += rubrique.evenements(dossier, suivi)
    return sorted(evenements, key=lambda evenement: evenement.date, reverse=True)


def presenter_echeances(dossier: Dossier) -> list[Echeance]:
    """« À suivre » : what is late first, then by date; what has no date last."""
    echeances = [echeance for rubrique in RUBRIQUES for echeance in rubrique.echeances(dossier)]
    for suivi in dossier.suivis:
        if suivi.accompagnement.clos_le is None:
            for rubrique in RUBRIQUES_DU_SUIVI:
                echeances += rubrique.echeances(dossier, suivi)
    return sorted(echeances, key=lambda echeance: (echeance.le is None, echeance.le or dossier.jour))
