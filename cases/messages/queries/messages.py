"""The messages left for référents: those the agent must answer, those the agent left, those that wait in the units."""

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
    """Returns the open messages about the persons whom the agent follows (référent or replacement), by urgency.

    The messages of an accompagnement closed since are among them: the person still waits for a call.
    """
    return _lus(agent, jour).ouverts().filter(_suivis_par(agent))


def messages_laisses(agent: Agent, jour: datetime.date) -> MessageReferentQuerySet:
    """Returns the messages that the agent left, the last one first, with what became of each."""
    return _lus(agent, jour).filter(auteur=agent).order_by("-laisse_le", "-pk")


def messages_de_l_unite(agent: Agent, jour: datetime.date) -> MessageReferentQuerySet:
    """Returns the open messages of the units where the agent is a CSAM, the secrétariat or a manager.

    A message is not lost when nobody follows the person any more.
    """
    unites = agent.unites(Profil.CSAM, Profil.SECRETARIAT, Profil.MANAGER)
    return _lus(agent, jour).ouverts().filter(departement__in=unites)


@dataclass(frozen=True)
class Destination:
    """The person whom a message would be about, the axis, and the référent who would read the message now."""

    assure: Assure
    axe: str
    referent: Agent


def lire_destination(agent: Agent, accompagnement: Accompagnement) -> Destination:
    """Reads what the page shows before a message is left, and writes the line of consultation of the dossier."""
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
    """Adds `referent_du_jour`, the name of the référent that day, and the calls made since the message was left."""
    referents = ReferentAccompagnement.objects.filter(accompagnement=OuterRef("accompagnement"), du__lte=jour)
    nom = Concat("agent__prenom", Value(" "), "agent__nom")
    return (
        MessageReferent.objects.visible_to(agent)
        .annotate(referent_du_jour=Subquery(referents.order_by("-du").values(nom=nom)[:1]))
        .select_related("accompagnement__assure", "raison", "auteur", "clos_par")
        .prefetch_related(Prefetch("contacts", Contact.objects.select_related("agent").order_by("-le")))
        .order_by("rappeler_avant", "id")
    )
