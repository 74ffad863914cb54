"""A signalement and what followed it, for the tests of the delays."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from cases.enums import EtatSignalement
from cases.models import Signalement
from partners.models import Site
from tests.fabriques import (
    AccompagnementFactory,
    AssureFactory,
    ContactFactory,
    EntretienFactory,
    RendezVousFactory,
    SignalementFactory,
)

PARIS = ZoneInfo("Europe/Paris")


def a(jour: datetime.date, heure: int = 9, minute: int = 0) -> datetime.datetime:
    return datetime.datetime(jour.year, jour.month, jour.day, heure, minute, tzinfo=PARIS)


def recu(
    site: Site,
    le: datetime.date,
    *,
    rdv: tuple[tuple[int, str], ...] = (),
    entretien: int | None = None,
    joint: int | None = None,
    **champs: Any,
) -> Signalement:
    """A signalement converted, with what was done that many days after its reception."""
    assure = AssureFactory(departement=site.departement)
    accompagnement = AccompagnementFactory(assure=assure, site=site, ouvert_le=le)
    for ecart, etat in rdv:
        RendezVousFactory(
            accompagnement=accompagnement, debut=a(le + datetime.timedelta(days=ecart)), etat=etat
        )
    if entretien is not None:
        EntretienFactory(accompagnement=accompagnement, date=le + datetime.timedelta(days=entretien))
    if joint is not None:
        ContactFactory(
            assure=assure, agent=accompagnement.referent, le=a(le + datetime.timedelta(days=joint))
        )
    suite = {"etat": EtatSignalement.CONVERTI, "clos_le": le, "accompagnement": accompagnement}
    return SignalementFactory(site=site, assure=assure, recu_le=le, **(suite | champs))
