"""What a dossier says of the actions de remobilisation."""

import datetime
from collections.abc import Iterator

from cases.enums import EtatAction, PartieAccord, SensAccord
from cases.models import ActionRemobilisation
from cases.socle.dossier import Dossier, SuiviDuDossier
from cases.socle.evenement import EvenementDuDossier, joindre
from cases.socle.rubriques import Echeance

TON_DE_L_ACTION = {
    EtatAction.PREVUE: "neutre",
    EtatAction.EN_COURS: "info",
    EtatAction.TERMINEE: "succes",
    EtatAction.ABANDONNEE: "attention",
    EtatAction.NON_DEMARREE: "attention",
}


def presenter_actions(_dossier: Dossier, suivi: SuiviDuDossier) -> Iterator[EvenementDuDossier]:
    for action in suivi.actions:
        etat = EtatAction(action.etat)
        yield EvenementDuDossier(
            action.du,
            f"{'Renouvellement : ' if action.renouvelle else ''}{action.get_type_display()}",
            joindre(action.intitule, _fin(action)),
            joindre(action.dispositif, action.entreprise, action.prestataire, action.site),
            "briefcase",
            TON_DE_L_ACTION[etat],
            mentions=[(etat.label, TON_DE_L_ACTION[etat], "clock-history"), *_accords(action)],
        )


def _fin(action: ActionRemobilisation) -> str:
    return f"jusqu’au {action.au:%d/%m/%Y}" if action.au else ""


def _accords(action: ActionRemobilisation) -> list[tuple[str, str, str]]:
    """What each party answered, and when."""
    dits = []
    for accord in action.accords_lus:
        sens, le = SensAccord(accord["sens"]), datetime.date.fromisoformat(accord["le"])
        texte = f"{PartieAccord(accord['partie']).label} : {sens.label.lower()} le {le:%d/%m/%Y}"
        dits.append((texte, *(("succes", "check-lg") if sens == SensAccord.ACCORD else ("danger", "x-lg"))))
    return dits


def echeances_des_actions(dossier: Dossier, suivi: SuiviDuDossier) -> Iterator[Echeance]:
    for action in suivi.actions:
        if action.etat == EtatAction.PREVUE:
            ton = "attention" if action.du < dossier.jour else "info"
            yield Echeance(action.du, f"{action.get_type_display()} : premier jour prévu", "briefcase", ton)
        elif action.etat == EtatAction.EN_COURS and action.au:
            ton = "attention" if action.au < dossier.jour else "info"
            yield Echeance(action.au, f"{action.get_type_display()} : dernier jour", "briefcase", ton)
