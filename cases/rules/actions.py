"""What must be true before an action of remobilisation starts or is renewed (docs/regles.md: SLA, EE, PM)."""

import datetime
from collections.abc import Mapping, Sequence

from cases.enums import PartieAccord, SensAccord, TypeAction
from cases.rules.dates import en_francais

# EE-9: the décret asks for three medical accords; SLA-6: the CPAM's, before the first day.
ACCORDS_ESSAI_ENCADRE = (
    PartieAccord.CPAM,
    PartieAccord.MEDECIN_TRAITANT,
    PartieAccord.MEDECIN_CONSEIL,
    PartieAccord.MEDECIN_TRAVAIL,
)
# EE-6 and PM-2: the two devices that the law lets renew, once.
TYPES_RENOUVELABLES = (TypeAction.ESSAI_ENCADRE, TypeAction.PMSMP)

_DE_LA_PARTIE = {
    PartieAccord.CPAM: "de la CPAM",
    PartieAccord.MEDECIN_CONSEIL: "du médecin conseil",
    PartieAccord.MEDECIN_TRAITANT: "du médecin traitant",
    PartieAccord.MEDECIN_TRAVAIL: "du médecin du travail",
    PartieAccord.EMPLOYEUR: "de l'employeur",
}

Periode = tuple[datetime.date, datetime.date]
Reponse = tuple[SensAccord, datetime.date]


def accords_requis(
    type_action: TypeAction, premier_jour: datetime.date, arrets: Sequence[Periode]
) -> tuple[PartieAccord, ...]:
    """Returns the parties that must have agreed before the action starts (SLA-6, EE-9).

    The CPAM must have agreed when the first day lies inside an arrêt. Four parties must have agreed to an essai
    encadré. An arrêt is (first day, last day), both included.
    """
    if type_action == TypeAction.ESSAI_ENCADRE:
        return ACCORDS_ESSAI_ENCADRE
    if any(du <= premier_jour <= au for du, au in arrets):
        return (PartieAccord.CPAM,)
    return ()


def refus_de_demarrage(
    *,
    type_action: TypeAction,
    premier_jour: datetime.date,
    arrets: Sequence[Periode],
    reponses: Mapping[PartieAccord, Reponse],
    tuteur: str,
) -> list[str]:
    """Returns the reasons why the action cannot start, one sentence each, or an empty list (SLA-6, EE-9, EE-15).

    An accord counts when it is dated on the first day at the latest.
    """
    phrases = []
    for partie in accords_requis(type_action, premier_jour, arrets):
        de_qui = _DE_LA_PARTIE[partie]
        sens, le = reponses.get(partie, (None, premier_jour))
        if sens is None:
            phrases.append(f"L'accord {de_qui} n'est pas enregistré.")
        elif sens == SensAccord.REFUS:
            phrases.append(f"La réponse {de_qui} est un refus.")
        elif le > premier_jour:
            phrases.append(
                f"L'accord {de_qui} ({en_francais(le)}) est postérieur au premier jour "
                f"({en_francais(premier_jour)})."
            )
    if type_action == TypeAction.ESSAI_ENCADRE and not tuteur.strip():
        phrases.append("Un essai encadré désigne un tuteur dans l'entreprise.")
    return phrases


def refus_de_renouvellement(
    *, type_action: TypeAction, est_un_renouvellement: bool, deja_renouvelee: bool, a_demarre: bool
) -> str | None:
    """Returns the sentence that refuses a renewal, or None. The law lets two devices be renewed, once (EE-6, PM-2)."""
    if type_action not in TYPES_RENOUVELABLES:
        return "Seuls un essai encadré ou une PMSMP se renouvellent."
    if est_un_renouvellement or deja_renouvelee:
        return "Cette action a déjà été renouvelée : un seul renouvellement est possible."
    if not a_demarre:
        return "Une action qui n'a pas démarré ne se renouvelle pas."
    return None
