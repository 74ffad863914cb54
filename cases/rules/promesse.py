"""What the service promises for a signalement: a rendez-vous within days, or a contact within hours (domaine.md SLA).

The origin decides, whatever the axis. It names its own delays by dated parameters: `delai-contact-` and its code, in
hours, to reach the person instead of proposing a rendez-vous; `delai-accompagnement-` and its code, for the second
entretien.
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
    """Last day of a delay from that day, itself not counted.

    Days of the calendar. Hours, when only the day is known, until the end of the day where they run out: 72 hours are
    D+3 (domaine.md). Months of the calendar, on the last day of a month that is too short.
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
    """« Contact sous 72 h », « Rendez-vous sous 14 jours ».

    `heures` are those that the origin promises; a deadline fixed under another promise is said in its own days.
    """
    jours = (echeance - recu_le).days
    quoi = "Rendez-vous" if heures is None else "Contact"
    if heures is not None and echeance == fin_du_delai(recu_le, heures, TypeParametre.HEURES):
        return f"{quoi} sous {int(heures)} h"
    return f"{quoi} sous {jours} jour{'s' if jours > 1 else ''}"
