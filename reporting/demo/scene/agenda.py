"""The slots that the assistants of the demonstration have declared, some of them booked from the queue.

Gives life to the pages of the slots and to booking on the telephone. Feeds no published figure.
"""

import datetime

from cases.enums import SIGNALEMENTS_A_TRIER, ModeEntretien
from cases.models import Creneau, Signalement
from cases.rendez_vous.domain.creneau import declarer_creneaux
from cases.rendez_vous.domain.rendez_vous import deplacer_rendez_vous, reserver_pour_signalement
from cases.rules.creneaux import Serie
from partners.domain.queries.annuaire import assistants
from partners.models import Agent, Site
from servicesocial.perimetre import perimetre

UNITE = "01"
MATIN, APRES_MIDI = (datetime.time(9), datetime.time(12)), (datetime.time(14), datetime.time(16, 30))
SEMAINES = 3
RESERVES = 6
ASSISTANTS = 4


def ouvrir_l_agenda(agent: Agent, jour: datetime.date) -> None:
    """Three weeks of slots for a few ASS, then a few rendez-vous for people who wait; nothing the second time."""
    with perimetre([UNITE]):
        if Creneau.objects.libres().filter(site__departement=UNITE).exists():
            return
        demain = jour + datetime.timedelta(days=1)
        for rang, ass in enumerate(assistants(UNITE, jour)[:ASSISTANTS]):
            sites = ass.sites(*ass.profils())
            if not sites:
                continue
            heures = APRES_MIDI if rang % 2 else MATIN
            serie = Serie(
                demain,
                demain + datetime.timedelta(weeks=SEMAINES),
                frozenset({rang % 5, (rang + 2) % 5}),
                *heures,
                45,
            )
            mode = ModeEntretien.TELEPHONE if rang % 3 == 2 else ModeEntretien.LIEU_ACCUEIL
            declarer_creneaux(
                agent=agent, avec=ass, site=Site.objects.get(pk=min(sites)), serie=serie, mode=mode
            )
        _reserver(agent)


def _reserver(agent: Agent) -> None:
    attendent = Signalement.objects.visible_to(agent).comptent().filter(etat__in=SIGNALEMENTS_A_TRIER)
    libres = list(Creneau.objects.libres().order_by("debut", "pk")[: RESERVES + 1])
    pris = [
        reserver_pour_signalement(agent=agent, signalement=s, creneau=creneau, etat_vu=s.etat)
        for s, creneau in zip(attendent.order_by("echeance", "pk")[:RESERVES], libres, strict=False)
    ]
    if pris and len(libres) > len(pris):
        deplacer_rendez_vous(
            agent=agent, rendez_vous=pris[0], motif="Empêchement de la personne", creneau=libres[len(pris)]
        )
