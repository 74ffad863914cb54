"""Who follows whom: the accompagnements that no ASS of the unit follows, and the référent of one."""

import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from cases.models import Accompagnement, ReferentAccompagnement
from partners.enums import Profil
from partners.models import Affectation, Agent
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser


def sans_referent_de_l_unite(agent: Agent, jour: datetime.date) -> QuerySet[Accompagnement]:
    """Returns the open accompagnements that no ASS working in the unit that day follows, the oldest first.

    They are those of the units where the agent is a CSAM or a manager. Such an accompagnement came from another unit,
    or its référent has left.
    """
    du_lieu = (
        Q(site__departement=OuterRef("departement"))
        | Q(departement=OuterRef("departement"))
        | Q(region__departements=OuterRef("departement"))
    )
    assistants = Affectation.objects.en_cours(jour).filter(
        du_lieu, agent=OuterRef("referent_du_jour"), agent__is_active=True, profil=Profil.ASS
    )
    referents = ReferentAccompagnement.objects.filter(du__lte=jour).select_related("agent").order_by("du")
    return (
        Accompagnement.objects.visible_to(agent)
        .comptent()
        .ouverts()
        .filter(departement__in=agent.unites(Profil.CSAM, Profil.MANAGER))
        .avec_referent_le(jour)
        .filter(~Exists(assistants))
        .avec_axe_le(jour)
        .select_related("assure", "departement", "site")
        .prefetch_related(Prefetch("referents", referents, "referents_lus"))
        .order_by("ouvert_le", "id")
    )


def lire_sans_referent(agent: Agent, jour: datetime.date) -> QuerySet[Accompagnement]:
    """Reads the list for its page, and writes the line of the journal that says that the agent consulted it."""
    journaliser(agent, ActionJournal.LISTE, ("accompagnement", None), precision="Sans référent de l'unité")
    return sans_referent_de_l_unite(agent, jour)


def lire_referent(agent: Agent, accompagnement: Accompagnement) -> tuple[Agent, str]:
    """Returns who follows the person now and on which axis. It writes the line of consultation of the dossier."""
    journaliser(agent, ActionJournal.CONSULTATION, accompagnement.assure, precision="Référent")
    referent = accompagnement.referents.select_related("agent").latest("du").agent
    return referent, accompagnement.axes.latest("du").get_axe_display()
