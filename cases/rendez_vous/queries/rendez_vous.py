"""The rendez-vous of a site, of a day, of an agent."""

import datetime
from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from cases.enums import EtatRendezVous
from cases.models import RendezVous
from partners.models import Agent

UN_JOUR = datetime.timedelta(days=1)


def _entre(jour: datetime.date, duree: datetime.timedelta) -> Q:
    debut = timezone.make_aware(datetime.datetime.combine(jour, datetime.time.min))
    fin = timezone.make_aware(datetime.datetime.combine(jour + duree, datetime.time.min))
    return Q(debut__gte=debut, debut__lt=fin)


def rendez_vous_des_sites(agent: Agent) -> QuerySet[RendezVous]:
    """Returns the rendez-vous of the sites where the agent works or, without a site, of the agent's units."""
    return (
        _des_sites(agent)
        .select_related("assure", "signalement", "site", "agent")
        .order_by("debut", "site__nom", "id")
    )


def du_jour(rendez_vous: QuerySet[RendezVous], jour: datetime.date) -> QuerySet[RendezVous]:
    return rendez_vous.filter(_entre(jour, UN_JOUR))


def rendez_vous_par_jour(agent: Agent, jour: datetime.date) -> dict[datetime.date, int]:
    """Counts the rendez-vous still planned on each of the seven days from `jour` on; a day without any counts 0."""
    lignes = (
        _des_sites(agent)
        .filter(_entre(jour, SEMAINE), etat=EtatRendezVous.PREVU)
        .order_by()
        .values(date=TruncDate("debut"))
        .annotate(nombre=Count("pk"))
    )
    comptes = {ligne["date"]: ligne["nombre"] for ligne in lignes}
    return {date: comptes.get(date, 0) for date in (jour + UN_JOUR * n for n in range(7))}


def lieux_de(agent: Agent) -> Q:
    """Keeps what is on the agent's sites or, without a site, in the agent's units."""
    profils = agent.profils()
    return Q(site__in=agent.sites(*profils)) | Q(site__departement__in=agent.unites_entieres(*profils))


def _des_sites(agent: Agent) -> QuerySet[RendezVous]:
    return RendezVous.objects.visible_to(agent).filter(lieux_de(agent))


SEMAINE = timedelta(days=7)


def mes_rendez_vous(agent: Agent, jour: datetime.date) -> QuerySet[RendezVous]:
    """Returns the agent's own rendez-vous still planned, that day and the six days after, by time."""
    debut = timezone.make_aware(datetime.datetime.combine(jour, datetime.time.min))
    return (
        RendezVous.objects.visible_to(agent)
        .filter(agent=agent, etat=EtatRendezVous.PREVU, debut__gte=debut, debut__lt=debut + SEMAINE)
        .select_related("assure", "signalement", "site", "accompagnement")
        .order_by("debut", "id")
    )


def rendez_vous_a_noter(agent: Agent, jour: datetime.date) -> QuerySet[RendezVous]:
    """The agent's, of a day that is past, of which nobody has said what became; the oldest first."""
    debut = timezone.make_aware(datetime.datetime.combine(jour, datetime.time.min))
    return (
        RendezVous.objects.visible_to(agent)
        .filter(agent=agent, etat=EtatRendezVous.PREVU, debut__lt=debut)
        .select_related("assure", "signalement", "accompagnement")
        .order_by("debut", "pk")
    )
