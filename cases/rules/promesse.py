"""What the service promises for a signalement: a rendez-vous within days (SLA-1), or a contact within hours (SLA-2).

The origin of the signalement decides, whatever the axis. An origin has its own delays when dated parameters are named
after its code: `delai-contact-` in hours, to reach the person instead of proposing a rendez-vous;
`delai-accompagnement-`, for the second entretien.
"""

import datetime
import math
from decimal import Decimal

from partners.enums import TypeParametre

DELAI_PREMIER_RENDEZ_VOUS = "delai-premier-rendez-vous"
DELAI_CONTACT = "delai-contact-"
DELAI_ACCOMPAGNEMENT = "delai-accompagnement-"
HEURES_PAR_JOUR = 24


def fin_du_delai(depuis: datetime.date, valeur: Decimal, unite: str) -> datetime.date:
    """Returns the last day of a delay that starts on `depuis`; that day is not counted.

    A delay in days counts calendar days. A delay in hours runs until the end of the day in which it expires, since
    only the day is known: 72 hours are D+3 (JO-4). A delay in months counts calendar months, and ends on the last day
    of a month that is too short (JO-3).
    """
    if unite == TypeParametre.HEURES:
        return depuis + datetime.timedelta(days=math.ceil(valeur / HEURES_PAR_JOUR))
    if unite == TypeParametre.MOIS:
        rang = depuis.year * 12 + depuis.month - 1 + int(valeur)
        premier = datetime.date(rang // 12, rang % 12 + 1, 1)
        dernier = (premier + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
        return premier.replace(day=min(depuis.day, dernier.day))
    return depuis + datetime.timedelta(days=int(valeur))


def promesse_en_clair(recu_le: datetime.date, echeance: datetime.date, heures: Decimal | None) -> str:
    """Says the promise: « Contact sous 72 h », « Rendez-vous sous 14 jours ».

    `heures` is what the origin promises today, None for a rendez-vous. A deadline that was fixed under another
    promise is said in its own number of days.
    """
    jours = (echeance - recu_le).days
    quoi = "Rendez-vous" if heures is None else "Contact"
    if heures is not None and echeance == fin_du_delai(recu_le, heures, TypeParametre.HEURES):
        return f"{quoi} sous {int(heures)} h"
    return f"{quoi} sous {jours} jour{'s' if jours > 1 else ''}"
