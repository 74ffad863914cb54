"""What the acts on the annuaire share: closing and reopening by a date."""

import datetime

from django.utils import timezone

from partners.domain.enregistrement import enregistrer
from partners.models.base import Datee
from servicesocial.refus import RefusMetier


def fermer(objet: Datee, le: datetime.date) -> None:
    """Closes a row. `le` is the last day on which it is offered, and may be in the future.

    Refuses a day before its first one.
    """
    if le < objet.valide_du:
        raise RefusMetier(
            f"Cette date précède l'ouverture ({objet.valide_du:%d/%m/%Y}).", champ="le", code="date"
        )
    if objet.valide_au is not None and objet.valide_au < timezone.localdate():
        raise RefusMetier(f"« {objet} » est déjà fermé depuis le {objet.valide_au:%d/%m/%Y}.", code="etat")
    objet.valide_au = le
    enregistrer(objet)


def rouvrir(objet: Datee) -> None:
    """Offers a row again, as if it had never been closed."""
    if objet.valide_au is None:
        raise RefusMetier(f"« {objet} » n'est pas fermé.", code="etat")
    objet.valide_au = None
    enregistrer(objet)
