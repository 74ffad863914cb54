"""The deadlines of a signalement: those that its origin promises, otherwise those of the service (SLA-1, SLA-2)."""

import datetime
from collections.abc import Sequence

from cases.rules.promesse import (
    DELAI_ACCOMPAGNEMENT,
    DELAI_CONTACT,
    DELAI_PREMIER_RENDEZ_VOUS,
    fin_du_delai,
)
from partners.models import OrigineSignalement, Parametre


def echeance_du_signalement(origine: OrigineSignalement, recu_le: datetime.date) -> datetime.date:
    """Returns the last day to keep the promise in effect on the day of reception: a contact, or a rendez-vous.

    Raises Parametre.DoesNotExist when the service has fixed no delay.
    """
    delai = _delai(f"{DELAI_CONTACT}{origine.code}", recu_le)
    if delai is None:
        valeur = Parametre.valeur_le(DELAI_PREMIER_RENDEZ_VOUS, recu_le)
        return recu_le + datetime.timedelta(days=int(valeur))
    return fin_du_delai(recu_le, delai.valeur, delai.unite)


def accompagner_avant(origine: OrigineSignalement, recu_le: datetime.date) -> datetime.date | None:
    """Returns the last day for the second entretien, when the origin promises one; else None."""
    delai = _delai(f"{DELAI_ACCOMPAGNEMENT}{origine.code}", recu_le)
    return fin_du_delai(recu_le, delai.valeur, delai.unite) if delai else None


def promesses_d_accompagnement() -> dict[str, list[Parametre]]:
    """Returns, by code of origin, the delays promised for the second entretien, the last in effect first. One query."""
    promesses: dict[str, list[Parametre]] = {}
    for ligne in Parametre.objects.filter(code__startswith=DELAI_ACCOMPAGNEMENT).order_by("-du"):
        promesses.setdefault(ligne.code.removeprefix(DELAI_ACCOMPAGNEMENT), []).append(ligne)
    return promesses


def second_entretien_avant(promesses: Sequence[Parametre], recu_le: datetime.date) -> datetime.date | None:
    """Returns the last day for the second entretien, by the promise in effect on the day of reception."""
    for ligne in promesses:
        if ligne.du <= recu_le:
            return fin_du_delai(recu_le, ligne.valeur, ligne.unite)
    return None


def _delai(code: str, jour: datetime.date) -> Parametre | None:
    return Parametre.objects.filter(code=code, du__lte=jour).order_by("-du").first()
