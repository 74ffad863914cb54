"""The signalements that wait: the queue, its extracts, and their lengths."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from cases.enums import EtatSignalement, ResultatContact
from cases.models import Contact, Information, Signalement
from cases.personnes.queries.opposition import avec_refus
from partners.enums import Profil
from partners.models import Agent, Site


@dataclass(frozen=True)
class ComptesSignalements:
    recu: int
    qualifie: int
    affecte: int
    en_retard: int
    urgent: int


def signalements_du_territoire(agent: Agent) -> QuerySet[Signalement]:
    """Returns the signalements that wait on the agent's sites, in the order of the queue.

    `affecte_a` is read to show one signalement, never to compare agents.
    """
    return avec_refus(signalements_a_traiter(agent)).select_related(
        "site", "origine", "canal", "assure", "pris_par"
    )


def sites_de_triage(agent: Agent, jour: datetime.date) -> QuerySet[Site]:
    """Returns the sites where the agent, as a CSAM, records and handles the signalements."""
    siens = Q(pk__in=agent.sites(Profil.CSAM)) | Q(departement__in=agent.unites_entieres(Profil.CSAM))
    return Site.objects.valables_le(jour).filter(siens)


def en_retard(signalements: QuerySet[Signalement], jour: datetime.date) -> QuerySet[Signalement]:
    return signalements.filter(echeance__lt=jour)


def urgents(signalements: QuerySet[Signalement]) -> QuerySet[Signalement]:
    return signalements.filter(urgent=True)


def compter_signalements(signalements: QuerySet[Signalement], jour: datetime.date) -> ComptesSignalements:
    """Counts the signalements of each state, those that are late and those that are urgent.

    Each count is the length of the list filtered that way.
    """
    return ComptesSignalements(
        **signalements.order_by().aggregate(
            recu=Count("pk", filter=Q(etat=EtatSignalement.RECU)),
            qualifie=Count("pk", filter=Q(etat=EtatSignalement.QUALIFIE)),
            affecte=Count("pk", filter=Q(etat=EtatSignalement.AFFECTE)),
            en_retard=Count("pk", filter=Q(echeance__lt=jour)),
            urgent=Count("pk", filter=Q(urgent=True)),
        )
    )


def a_informer(signalements: QuerySet[Signalement]) -> QuerySet[Signalement]:
    """Keeps the signalements whose person was reached but not yet told how her data is used (RGPD, art. 14; D-10)."""
    # « Not null » goes without saying, but not to the planner, which would read the contacts of all the years.
    joints = Contact.objects.filter(
        signalement=OuterRef("pk"), signalement__isnull=False, resultat=ResultatContact.JOINT
    )
    siennes = Information.objects.filter(
        Q(signalement=OuterRef("pk")) | Q(assure__isnull=False, assure=OuterRef("assure"))
    )
    return signalements.filter(Exists(joints), ~Exists(siennes))


def arrives_depuis(signalements: QuerySet[Signalement], depuis: datetime.datetime) -> QuerySet[Signalement]:
    """Keeps the signalements recorded after that instant, whatever the day on which they were received."""
    return signalements.filter(cree_le__gt=depuis)


def affectes_a(signalements: QuerySet[Signalement], agent: Agent) -> QuerySet[Signalement]:
    """Keeps the signalements affected to this agent, who must propose a first rendez-vous to the person."""
    return signalements.filter(affecte_a=agent, etat=EtatSignalement.AFFECTE)


@dataclass(frozen=True)
class AttenteSite:
    """How many signalements wait on a site, and how many of them are late."""

    site: int
    nom: str
    attente: int
    en_retard: int


def attente_par_site(agent: Agent, unites: frozenset[str], jour: datetime.date) -> list[AttenteSite]:
    """Returns the sites of these units where signalements wait, those with the most late ones first. Never by agent."""
    lignes = (
        signalements_du_territoire(agent)
        .filter(departement__in=unites)
        .order_by()
        .values_list("site", "site__nom")
        .annotate(attente=Count("pk"), en_retard=Count("pk", filter=Q(echeance__lt=jour)))
        .order_by("-en_retard", "site__nom")
    )
    return [AttenteSite(*ligne) for ligne in lignes]


def signalements_a_traiter(agent: Agent) -> QuerySet[Signalement]:
    """Returns the signalements of the agent's territory that still await an outcome, in the order of the queue."""
    return (
        Signalement.objects.visible_to(agent)
        .a_traiter()
        .avec_promesse()
        .select_related("site", "origine", "canal", "affecte_a")
        .en_file()
    )


def signalements_a_joindre(agent: Agent) -> QuerySet[Signalement]:
    """Given to the agent, whose person nobody has reached yet; in the order of the queue."""
    siens = Q(signalement=OuterRef("pk")) | Q(assure=OuterRef("assure"), le__date__gte=OuterRef("recu_le"))
    joints = Contact.objects.filter(siens, resultat=ResultatContact.JOINT)
    return affectes_a(signalements_a_traiter(agent), agent).filter(~Exists(joints))
