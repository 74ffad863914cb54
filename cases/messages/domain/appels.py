"""Counting the calls of a site. Neither the person nor the agent is recorded.

These are the only acts without a line in the journal: a line would say who had the call, and when.
"""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cases.access.base import exiger
from cases.access.signalements import peut_traiter_signalement
from cases.enums import SensAppel
from cases.models import CompteAppels
from cases.socle.acte import exiger_valable
from partners.models import Agent, CampagneAppels, Site
from servicesocial.refus import RefusMetier


@transaction.atomic
def compter_appel(
    *, agent: Agent, site: Site, sens: SensAppel, traite: bool, campagne: CampagneAppels | None = None
) -> CompteAppels:
    """Counts one more call of today. Refuses a site where the agent is not a CSAM, and what is not offered today."""
    exiger(peut_traiter_signalement(agent, site))
    jour = timezone.localdate()
    exiger_valable(site, jour, champ="site")
    exiger_valable(campagne, jour, champ="campagne")
    compte, _ = CompteAppels.objects.get_or_create(
        site=site, jour=jour, sens=sens, traite=traite, campagne=campagne
    )
    CompteAppels.objects.filter(pk=compte.pk).update(nombre=F("nombre") + 1)
    return compte


@transaction.atomic
def retirer_appel(*, agent: Agent, compte: CompteAppels) -> None:
    """Counts one call less today, when one was counted by mistake. Refuses a count that is already zero."""
    exiger(peut_traiter_signalement(agent, compte.site))
    du_jour = CompteAppels.objects.filter(pk=compte.pk, jour=timezone.localdate(), nombre__gt=0)
    if du_jour.update(nombre=F("nombre") - 1) != 1:
        raise RefusMetier("Cet appel n'est plus à retirer.", code="etat")
