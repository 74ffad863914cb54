"""What awaits an agent: the lists of the home pages. Nothing here counts or compares agents."""

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
    """Open accompagnements that the agent follows that day, as référent or replacing one; by name.

    Annotated: `axe_du_jour`, `dernier_contact` (the day of the last entretien, of the last time the person was
    reached, or of the opening).
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
    """Those of mes_accompagnements whose last contact is older than `delai` days, oldest first."""
    limite = jour - timedelta(days=delai)
    miens = mes_accompagnements(agent, jour).filter(dernier_contact__lt=limite)  # type: ignore[misc]
    return miens.order_by("dernier_contact", "id")  # type: ignore[misc]


def personnes_a_informer(agent: Agent, jour: datetime.date) -> QuerySet[Accompagnement]:
    """Those of mes_accompagnements whose person was not told yet what is done with her data, the oldest first."""
    informees = Information.objects.filter(assure=OuterRef("assure"))
    return mes_accompagnements(agent, jour).filter(~Exists(informees)).order_by("ouvert_le", "id")


def delai_sans_contact(jour: datetime.date) -> int | None:
    """Days after which a dossier without contact is to be revived; None while nobody has fixed it."""
    try:
        return int(Parametre.valeur_le(DOSSIER_SANS_CONTACT, jour))
    except Parametre.DoesNotExist:
        return None
