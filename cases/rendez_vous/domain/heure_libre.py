"""A rendez-vous at a time that nobody had declared: the slot is opened and booked in one act."""

import datetime

from django.db import transaction
from django.utils import timezone

from cases.enums import ModeEntretien
from cases.models import Accompagnement, Creneau, RendezVous, Signalement
from cases.rendez_vous.domain.creneau import declarer_creneaux
from cases.rendez_vous.domain.rendez_vous import reserver_pour_dossier, reserver_pour_signalement
from cases.rules.creneaux import Serie
from partners.models import Agent, Site
from servicesocial.refus import RefusMetier


@transaction.atomic
def reserver_heure_pour_signalement(
    *,
    agent: Agent,
    signalement: Signalement,
    etat_vu: str,
    avec: Agent,
    site: Site,
    debut: datetime.datetime,
    duree: int,
    mode: ModeEntretien,
) -> RendezVous:
    """Opens a slot and books it (see reserver_pour_signalement).

    Also refuses a time in the past or on a holiday, and one when the ASS already receives somebody.
    """
    creneau = _ouvrir(agent, avec, site, debut, duree, mode)
    return reserver_pour_signalement(agent=agent, signalement=signalement, creneau=creneau, etat_vu=etat_vu)


@transaction.atomic
def reserver_heure_pour_dossier(
    *,
    agent: Agent,
    accompagnement: Accompagnement,
    avec: Agent,
    site: Site,
    debut: datetime.datetime,
    duree: int,
    mode: ModeEntretien,
) -> RendezVous:
    """Opens a slot and books it (see reserver_pour_dossier). Refuses the same times."""
    creneau = _ouvrir(agent, avec, site, debut, duree, mode)
    return reserver_pour_dossier(agent=agent, accompagnement=accompagnement, creneau=creneau)


def _ouvrir(
    agent: Agent, avec: Agent, site: Site, debut: datetime.datetime, duree: int, mode: ModeEntretien
) -> Creneau:
    if debut <= timezone.now():
        raise RefusMetier("Cette heure est passée.", champ="debut", code="date")
    local = timezone.localtime(debut)
    jour, fin = local.date(), local + datetime.timedelta(minutes=duree)
    if fin.date() != jour:
        raise RefusMetier("Le rendez-vous finit le lendemain.", champ="debut", code="date")
    serie = Serie(jour, jour, frozenset({jour.weekday()}), local.time(), fin.time(), duree)
    if not list(serie.debuts(site.departement_id)):
        raise RefusMetier("Ce jour est férié.", champ="debut", code="ferie")
    if not declarer_creneaux(agent=agent, avec=avec, site=site, serie=serie, mode=mode):
        raise RefusMetier(
            f"{avec} a déjà un créneau à cette heure : prenez-le dans la liste s'il est libre.",
            champ="debut",
            code="pris",
        )
    return Creneau.objects.proposes().get(agent=avec, debut=debut)
