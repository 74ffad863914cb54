"""The nominative lists of a unit or a site, and the counts that are the lengths of these lists.

A dossier in accès restreint is in none of them, unless the agent is one of those who may read it.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from cases.domain.queries.accueil import DOSSIER_SANS_CONTACT, signalements_a_traiter
from cases.domain.queries.opposition import avec_refus
from cases.enums import Axe, EtatRendezVous, EtatSignalement, ResultatContact
from cases.models import (
    Accompagnement,
    Assure,
    Contact,
    Information,
    ReferentAccompagnement,
    Remplacement,
    RendezVous,
    Signalement,
)
from partners.enums import Profil
from partners.models import Agent, Parametre, Site
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser

UN_JOUR = datetime.timedelta(days=1)
SEMAINE = datetime.timedelta(days=7)


def _lisibles(agent: Agent) -> Exists:
    return Exists(Assure.objects.visible_to(agent).filter(pk=OuterRef("assure")))


# --- Signalements ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ComptesSignalements:
    recu: int
    qualifie: int
    affecte: int
    en_retard: int
    urgent: int


def signalements_du_territoire(agent: Agent) -> QuerySet[Signalement]:
    """What waits on the agent's sites, in the order of the queue; `affecte_a` is not for comparing agents."""
    return avec_refus(signalements_a_traiter(agent)).select_related(
        "site", "origine", "canal", "assure", "pris_par"
    )


def sites_de_triage(agent: Agent, jour: datetime.date) -> QuerySet[Site]:
    """The sites whose signalements the agent, a CSAM, records and handles."""
    siens = Q(pk__in=agent.sites(Profil.CSAM)) | Q(departement__in=agent.unites_entieres(Profil.CSAM))
    return Site.objects.valables_le(jour).filter(siens)


def en_retard(signalements: QuerySet[Signalement], jour: datetime.date) -> QuerySet[Signalement]:
    return signalements.filter(echeance__lt=jour)


def urgents(signalements: QuerySet[Signalement]) -> QuerySet[Signalement]:
    return signalements.filter(urgent=True)


def compter_signalements(signalements: QuerySet[Signalement], jour: datetime.date) -> ComptesSignalements:
    """The lengths of the list once filtered by state, by lateness or by urgency."""
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
    """Whose person was reached and not told yet what is done with her data (RGPD, art. 14: at the first contact)."""
    joints = Contact.objects.filter(signalement=OuterRef("pk"), resultat=ResultatContact.JOINT)
    siennes = Information.objects.filter(
        Q(signalement=OuterRef("pk")) | Q(assure__isnull=False, assure=OuterRef("assure"))
    )
    return signalements.filter(Exists(joints), ~Exists(siennes))


def arrives_depuis(signalements: QuerySet[Signalement], depuis: datetime.datetime) -> QuerySet[Signalement]:
    """Recorded after that instant, whatever the day of their reception."""
    return signalements.filter(cree_le__gt=depuis)


def affectes_a(signalements: QuerySet[Signalement], agent: Agent) -> QuerySet[Signalement]:
    """Given to this agent, who has to propose a first rendez-vous."""
    return signalements.filter(affecte_a=agent, etat=EtatSignalement.AFFECTE)


@dataclass(frozen=True)
class AttenteSite:
    """How much waits on a site, and how much of it is late."""

    site: int
    nom: str
    attente: int
    en_retard: int


def attente_par_site(agent: Agent, unites: frozenset[str], jour: datetime.date) -> list[AttenteSite]:
    """The sites of these units where something waits, the latest first. Never by agent."""
    lignes = (
        signalements_du_territoire(agent)
        .filter(departement__in=unites)
        .order_by()
        .values_list("site", "site__nom")
        .annotate(attente=Count("pk"), en_retard=Count("pk", filter=Q(echeance__lt=jour)))
        .order_by("-en_retard", "site__nom")
    )
    return [AttenteSite(*ligne) for ligne in lignes]


# --- Rendez-vous ----------------------------------------------------------------------------------------------


def _entre(jour: datetime.date, duree: datetime.timedelta) -> Q:
    debut = timezone.make_aware(datetime.datetime.combine(jour, datetime.time.min))
    fin = timezone.make_aware(datetime.datetime.combine(jour + duree, datetime.time.min))
    return Q(debut__gte=debut, debut__lt=fin)


def rendez_vous_des_sites(agent: Agent) -> QuerySet[RendezVous]:
    """The appointments where the agent works: his sites, or his units when he has no site."""
    return (
        _des_sites(agent)
        .select_related("assure", "signalement", "site", "agent")
        .order_by("debut", "site__nom", "id")
    )


def du_jour(rendez_vous: QuerySet[RendezVous], jour: datetime.date) -> QuerySet[RendezVous]:
    return rendez_vous.filter(_entre(jour, UN_JOUR))


def rendez_vous_par_jour(agent: Agent, jour: datetime.date) -> dict[datetime.date, int]:
    """How many are still planned on each of the seven days from that one; days without any are there too."""
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
    """What is on the agent's sites, or in his units when he has no site."""
    profils = agent.profils()
    return Q(site__in=agent.sites(*profils)) | Q(site__departement__in=agent.unites_entieres(*profils))


def _des_sites(agent: Agent) -> QuerySet[RendezVous]:
    return RendezVous.objects.visible_to(agent).filter(lieux_de(agent))


# --- Dossiers -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CriteresDossiers:
    """What a list of dossiers is narrowed by. No name: an address must not hold one."""

    ouverts: bool = True
    axe: Axe | None = None
    site: Site | None = None
    initiale: str = ""

    def __str__(self) -> str:
        valeurs = (
            "ouverts" if self.ouverts else "clos",
            self.axe,
            self.site and self.site.code,
            self.initiale,
        )
        return ", ".join(str(valeur) for valeur in valeurs if valeur)


@dataclass(frozen=True)
class PageDossiers:
    """`suite` is the uuid after which the next page starts, when there is one."""

    dossiers: Sequence[Assure]
    suite: UUID | None


def lire_dossiers(
    agent: Agent, criteres: CriteresDossiers, *, apres: UUID | None, taille: int, jour: datetime.date
) -> PageDossiers:
    """One page of the dossiers of the agent's units, by name. It costs the same however many there are before.

    Each has `suivis`: those of its accompagnements that the criteria keep, with `axe_du_jour` and `referents_lus`.
    Showing the list is a journalled act: its line is written here, in the same transaction.
    """
    suivis = _suivis(agent, criteres, jour)
    dossiers = Assure.objects.visible_to(agent).filter(Exists(suivis.filter(assure=OuterRef("pk"))))
    if criteres.initiale:
        dossiers = dossiers.filter(nom_recherche__startswith=criteres.initiale.lower())
    borne = Assure.objects.visible_to(agent).filter(uuid=apres).first() if apres else None
    if borne is not None:
        suivants = Q(nom_recherche__gt=borne.nom_recherche) | Q(
            nom_recherche=borne.nom_recherche, pk__gt=borne.pk
        )
        dossiers = dossiers.filter(suivants)
    referents = ReferentAccompagnement.objects.select_related("agent")
    lus = list(
        dossiers.select_related("commune")
        .order_by("nom_recherche", "id")
        .prefetch_related(
            Prefetch(
                "accompagnements",
                suivis.select_related("site").prefetch_related(
                    Prefetch("referents", referents, "referents_lus")
                ),
                "suivis",
            )
        )[: taille + 1]
    )
    page = lus[:taille]
    journaliser(agent, ActionJournal.LISTE, ("assure", None), precision=f"{len(page)} dossiers : {criteres}")
    return PageDossiers(page, page[-1].uuid if len(lus) > taille else None)


def _suivis(agent: Agent, criteres: CriteresDossiers, jour: datetime.date) -> QuerySet[Accompagnement]:
    suivis = Accompagnement.objects.visible_to(agent).comptent().avec_axe_le(jour)
    suivis = suivis.filter(clos_le__isnull=criteres.ouverts)
    if criteres.axe:
        suivis = suivis.filter(axe_du_jour=criteres.axe)  # type: ignore[misc]
    if criteres.site:
        suivis = suivis.filter(site=criteres.site)
    return suivis


# --- Team -----------------------------------------------------------------------------------------------------


def remplacements_du_jour(unites: frozenset[str], jour: datetime.date) -> QuerySet[Remplacement]:
    """Who is away that day in these units, and who takes over."""
    affectes = Agent.objects.filter(pk=OuterRef("remplace")).filter(
        Q(affectations__site__departement__in=unites) | Q(affectations__departement__in=unites)
    )
    return (
        Remplacement.objects.en_cours(jour)
        .filter(Exists(affectes))
        .select_related("remplace", "remplacant")
        .order_by("remplace__nom", "pk")
    )


def delai_sans_contact(jour: datetime.date) -> int | None:
    """Days after which a dossier without contact is to be revived; None while nobody has fixed it."""
    try:
        return int(Parametre.valeur_le(DOSSIER_SANS_CONTACT, jour))
    except Parametre.DoesNotExist:
        return None
