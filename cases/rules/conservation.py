"""How long a dossier stays in the base active (CNIL, référentiels 2021-028 and 2023-095; D-5)."""

import datetime

from cases.rules.dates import dans_des_mois

CONSERVATION = "conservation-base-active"


def fin_de_base_active(dernier_contact: datetime.date, mois: int) -> datetime.date:
    """Returns the last day in the base active: `mois` calendar months after the last contact with the person.

    A contact comes from the person or is held with her; what an agent edits is none. This is a recommendation of the
    CNIL, applied by analogy: the duration is a dated parameter.
    """
    return dans_des_mois(dernier_contact, mois)
