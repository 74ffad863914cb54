"""The accompagnements that await something from an agent, for the lists of the home pages.

Nothing here compares agents.
"""

import datetime
from datetime import timedelta

from django.db.models import DateField, Exists, F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Greatest, TruncDate

from cases.enums import ResultatContact
from cases.models import (
    Accompagnement,
    Contact,
    Entretien,
    Information,
)
from partners.models import Agent, Parametre

DOSSIER_SANS_CONTACT = "dossier-sans-contact"


def mes_accompagnements(agent: Agent, jour: datetime.date) -> QuerySet[Accompagnement]:
    """Returns the open accompagnements that the agent follows that day (référent or replacement), by name.

    Each has `axe_du_jour` and `dernier_contact`: the day of the last entretien, the last day the person was reached,
    or the day of the opening, whichever is the latest.
    """
    entretiens = Entretien.objects.comptent().filter(accompagnement=OuterRef("pk")).order_by()
    joints = Contact.objects.filter(assure=OuterRef("assure"), resultat=ResultatContact.JOINT).order_by()
    return (
        Accompagnement.objects.visible_to(agent)
        .comptent()
        .ouverts()
        .suivis_par(agent, jour)
        .avec_axe_le(jour)
        .annotate(
            dernier_contact=Greatest(
                F("ouvert_le"),
                Subquery(entretiens.values("accompagnement").annotate(max=Max("date")).values("max")),
                Subquery(
                    joints.values("assure").annotate(max=Max(TruncDate("le"))).values("max"),
                    output_field=DateField(),
                ),
            )
        )
        .select_related("assure", "site")
        .order_by("assure__nom_recherche", "id")
    )


def dossiers_sans_contact(agent: Agent, jour: datetime.date, delai: int) -> QuerySet[Accompagnement]:
    """Keeps those of mes_accompagnements whose last contact is more than `delai` days ago, the oldest first."""
    limite = jour - timedelta(days=delai)
    miens = mes_accompagnements(agent, jour).filter(dernier_contact__lt=limite)  # type: ignore[misc]
    return miens.order_by("dernier_contact", "id")  # type: ignore[misc]


def personnes_a_informer(agent: Agent, jour: datetime.date) -> QuerySet[Accompagnement]:
    """Returns the accompagnements of mes_accompagnements whose person was not yet told how her data is used (D-10).

    The accompagnement opened first comes first.
    """
    informees = Information.objects.filter(assure=OuterRef("assure"))
    return mes_accompagnements(agent, jour).filter(~Exists(informees)).order_by("ouvert_le", "id")


def delai_sans_contact(jour: datetime.date) -> int | None:
    """Returns the days after which a dossier without contact is to be revived; None while no parameter fixes them."""
    try:
        return int(Parametre.valeur_le(DOSSIER_SANS_CONTACT, jour))
    except Parametre.DoesNotExist:
        return None
