"""The acts on slots: an ASS or the unit declares them, and withdraws them while nobody has booked them."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cases.access.base import exiger
from cases.access.rendez_vous import peut_declarer_creneaux
from cases.accompagnements.domain.accompagnement import exiger_referent
from cases.enums import ModeEntretien
from cases.models import Creneau
from cases.rules.creneaux import CRENEAUX_MAXIMUM, Serie
from cases.socle.acte import exiger_site, modifier_si
from partners.models import Agent, Site
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.refus import RefusMetier


@transaction.atomic
def declarer_creneaux(
    *,
    agent: Agent,
    avec: Agent,
    site: Site,
    serie: Serie,
    mode: ModeEntretien,
) -> int:
    """Opens slots on the days of the week asked for, holidays left out (JO-2), and returns how many were opened.

    Slots in the past, or that overlap a slot of the same ASS, are left out: a series declared twice is opened once.
    """
    exiger(peut_declarer_creneaux(agent, avec, site))
    if refus := serie.refus():
        raise RefusMetier(refus, champ="au", code="periode")
    exiger_site(site, site.departement_id, serie.du)
    exiger_referent(avec, site.departement_id, serie.du, champ="avec")
    debuts = [timezone.make_aware(debut) for debut in serie.debuts(site.departement_id)]
    a_venir = [debut for debut in debuts if debut > timezone.now()]
    if not a_venir:
        raise RefusMetier("Aucun créneau à venir : vérifiez les jours, les heures et la durée.", champ="du")
    if len(a_venir) > CRENEAUX_MAXIMUM:
        raise RefusMetier(
            f"Cela ferait {len(a_venir)} créneaux : {CRENEAUX_MAXIMUM} au plus à la fois.", champ="au"
        )
    # Two declarations for one ASS at once: the second waits, then leaves out what the first has opened.
    Agent.objects.select_for_update(no_key=True).get(pk=avec.pk)
    duree = datetime.timedelta(minutes=serie.duree)
    deja = list(
        Creneau.objects.proposes().filter(
            Q(debut__gt=a_venir[0] - datetime.timedelta(hours=8)), agent=avec, debut__lt=a_venir[-1] + duree
        )
    )
    nouveaux = [
        Creneau(agent=avec, site=site, debut=debut, duree_minutes=serie.duree, mode=mode)
        for debut in a_venir
        if not any(debut < creneau.fin and creneau.debut < debut + duree for creneau in deja)
    ]
    Creneau.objects.bulk_create(nouveaux)
    precision = f"{len(nouveaux)} créneaux"
    journaliser(
        agent,
        ActionJournal.CREATION,
        ("creneau", None),
        departement_code=site.departement_id,
        precision=precision,
    )
    return len(nouveaux)


@transaction.atomic
def retirer_creneau(*, agent: Agent, creneau: Creneau) -> None:
    """Withdraws a slot, so that nobody can book it. Refused once it is booked."""
    exiger(peut_declarer_creneaux(agent, creneau.agent, creneau.site))
    Creneau.objects.select_for_update(of=("self",)).get(pk=creneau.pk)
    modifier_si(
        creneau,
        Creneau.objects.libres(),
        "Ce créneau est pris ou déjà retiré : rechargez la page.",
        retire_le=timezone.now(),
    )
    journaliser(
        agent,
        ActionJournal.ANNULATION,
        ("creneau", creneau.uuid),
        departement_code=creneau.site.departement_id,
    )
