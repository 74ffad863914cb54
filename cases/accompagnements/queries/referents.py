"""Who follows whom: what nobody of the unit follows, and who may take it."""

import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from cases.models import Accompagnement, ReferentAccompagnement
from partners.enums import Profil
from partners.models import Affectation, Agent
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser


def sans_referent_de_l_unite(agent: Agent, jour: datetime.date) -> QuerySet[Accompagnement]:
    """Open, in the units that the agent triages for or manages, and followed by no ASS who works there that day.

    Those of a dossier received from another unit, and those of an ASS who has left; the oldest first.
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
    """The list as its page shows it: that is journalled, and its line written here."""
    journaliser(agent, ActionJournal.LISTE, ("accompagnement", None), precision="Sans référent de l'unité")
    return sans_referent_de_l_unite(agent, jour)


def lire_referent(agent: Agent, accompagnement: Accompagnement) -> tuple[Agent, str]:
    """Who follows as things stand, and on which axis. Reading it of a person is a consultation."""
    journaliser(agent, ActionJournal.CONSULTATION, accompagnement.assure, precision="Référent")
    referent = accompagnement.referents.select_related("agent").latest("du").agent
    return referent, accompagnement.axes.latest("du").get_axe_display()
