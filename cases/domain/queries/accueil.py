"""What awaits an agent: the lists of the home pages. Nothing here counts or compares agents."""

import datetime
from datetime import timedelta

from django.db.models import DateField, Exists, F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Greatest, TruncDate
from django.utils import timezone

from cases.enums import EtatRendezVous, ResultatContact
from cases.models import (
    Accompagnement,
    Contact,
    Entretien,
    Information,
    RendezVous,
    Signalement,
)
from partners.models import Agent

DOSSIER_SANS_CONTACT = "dossier-sans-contact"
SEMAINE = timedelta(days=7)


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


def mes_rendez_vous(agent: Agent, jour: datetime.date) -> QuerySet[RendezVous]:
    """The agent's appointments still planned, that day and the six days after, in order."""
    debut = timezone.make_aware(datetime.datetime.combine(jour, datetime.time.min))
    return (
        RendezVous.objects.visible_to(agent)
        .filter(agent=agent, etat=EtatRendezVous.PREVU, debut__gte=debut, debut__lt=debut + SEMAINE)
        .select_related("assure", "signalement", "site", "accompagnement")
        .order_by("debut", "id")
    )


def signalements_a_traiter(agent: Agent) -> QuerySet[Signalement]:
    """Signalements of the agent's territory that await something, in the order of the queue."""
    return (
        Signalement.objects.visible_to(agent)
        .a_traiter()
        .avec_promesse()
        .select_related("site", "origine", "canal", "affecte_a")
        .en_file()
    )
