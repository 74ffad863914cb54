"""The messages left for référents: those that await me, those that I left, those of my units that still wait."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Subquery, Value
from django.db.models.functions import Concat

from cases.access.base import ecrits_par
from cases.models import Accompagnement, Assure, Contact, MessageReferent, ReferentAccompagnement
from cases.models.messages.message import MessageReferentQuerySet
from partners.enums import Profil
from partners.models import Agent
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser


def messages_a_rappeler(agent: Agent, jour: datetime.date) -> MessageReferentQuerySet:
    """Open, of the persons whom the agent follows that day, as référent or replacing him; the most urgent first.

    Those of an accompagnement closed since stay: somebody still waits for a call.
    """
    return _lus(agent, jour).ouverts().filter(_suivis_par(agent))


def messages_laisses(agent: Agent, jour: datetime.date) -> MessageReferentQuerySet:
    """Those that the agent left, the last one first, with what became of them."""
    return _lus(agent, jour).filter(auteur=agent).order_by("-laisse_le", "-pk")


def messages_de_l_unite(agent: Agent, jour: datetime.date) -> MessageReferentQuerySet:
    """Open, in the units of a CSAM, of the secrétariat or of a manager: none is lost when nobody follows any more."""
    unites = agent.unites(Profil.CSAM, Profil.SECRETARIAT, Profil.MANAGER)
    return _lus(agent, jour).ouverts().filter(departement__in=unites)


@dataclass(frozen=True)
class Destination:
    """Whom a message would be about, on which axis, and who would read it as things stand."""

    assure: Assure
    axe: str
    referent: Agent


def lire_destination(agent: Agent, accompagnement: Accompagnement) -> Destination:
    """What the page shows before a message is left. It is a consultation: its line is written here."""
    assure = accompagnement.assure
    journaliser(agent, ActionJournal.CONSULTATION, assure, precision="Message au référent")
    return Destination(
        assure=assure,
        axe=accompagnement.axes.latest("du").get_axe_display(),
        referent=accompagnement.referents.select_related("agent").latest("du").agent,
    )


def _suivis_par(agent: Agent) -> Exists:
    return Exists(ecrits_par(agent).filter(pk=OuterRef("accompagnement")))


def _lus(agent: Agent, jour: datetime.date) -> MessageReferentQuerySet:
    """With `referent_du_jour`, the name of whoever follows the person, and the calls made since."""
    referents = ReferentAccompagnement.objects.filter(accompagnement=OuterRef("accompagnement"), du__lte=jour)
    nom = Concat("agent__prenom", Value(" "), "agent__nom")
    return (
        MessageReferent.objects.visible_to(agent)
        .annotate(referent_du_jour=Subquery(referents.order_by("-du").values(nom=nom)[:1]))
        .select_related("accompagnement__assure", "raison", "auteur", "clos_par")
        .prefetch_related(Prefetch("contacts", Contact.objects.select_related("agent").order_by("-le")))
        .order_by("rappeler_avant", "id")
    )
