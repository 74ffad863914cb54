"""The acts on a rendez-vous. Honouring one is recording its entretien (entretien.py)."""

import datetime

from django.db import transaction
from django.utils import timezone

from cases.access import exiger, peut_gerer_administratif
from cases.domain.commun import changer_etat, enregistrer, exiger_motif, exiger_site
from cases.enums import TRANSITIONS_RENDEZ_VOUS, EtatRendezVous, ModeEntretien
from cases.models import Accompagnement, Assure, RendezVous
from partners.models import Agent, Site
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.refus import RefusMetier


@transaction.atomic
def fixer_rendez_vous(
    *,
    agent: Agent,
    assure: Assure,
    avec: Agent,
    site: Site,
    debut: datetime.datetime,
    mode: ModeEntretien,
    accompagnement: Accompagnement | None = None,
) -> RendezVous:
    """Fixes an appointment from today on. Refuses a past day, a dead person, somebody else's accompagnement."""
    exiger(peut_gerer_administratif(agent, assure))
    _exiger_a_venir(debut)
    if assure.decede_le is not None:
        raise RefusMetier("Le décès de cette personne est enregistré.", champ="assure")
    if accompagnement is not None and accompagnement.assure_id != assure.pk:
        raise RefusMetier("Cet accompagnement est celui d'une autre personne.", champ="accompagnement")
    exiger_site(site, assure.departement_id, timezone.localdate(debut))
    rendez_vous = enregistrer(
        RendezVous(
            departement_id=assure.departement_id,
            assure=assure,
            accompagnement=accompagnement,
            site=site,
            agent=avec,
            debut=debut,
            mode=mode,
        )
    )
    journaliser(agent, ActionJournal.CREATION, rendez_vous)
    return rendez_vous


@transaction.atomic
def deplacer_rendez_vous(
    *, agent: Agent, rendez_vous: RendezVous, debut: datetime.datetime, motif: str
) -> RendezVous:
    """The appointment is put off or forward: the former stays, « déplacé », and the new one is returned."""
    exiger(peut_gerer_administratif(agent, rendez_vous.assure))
    _exiger_a_venir(debut)
    _passer(agent, rendez_vous, EtatRendezVous.DEPLACE, motif=exiger_motif(motif))
    nouveau = enregistrer(
        RendezVous(
            departement_id=rendez_vous.departement_id,
            assure=rendez_vous.assure,
            accompagnement=rendez_vous.accompagnement,
            site=rendez_vous.site,
            agent=rendez_vous.agent,
            debut=debut,
            mode=rendez_vous.mode,
        )
    )
    journaliser(agent, ActionJournal.CREATION, nouveau)
    return nouveau


@transaction.atomic
def marquer_absent(*, agent: Agent, rendez_vous: RendezVous) -> None:
    """The person did not come. It is no entretien (F0). Refused before the time of the rendez-vous."""
    exiger(peut_gerer_administratif(agent, rendez_vous.assure))
    if rendez_vous.debut > timezone.now():
        raise RefusMetier("L'heure de ce rendez-vous n'est pas passée.")
    _passer(agent, rendez_vous, EtatRendezVous.ABSENT)


@transaction.atomic
def annuler_rendez_vous(*, agent: Agent, rendez_vous: RendezVous, motif: str) -> None:
    """It will not take place, or was fixed by mistake."""
    exiger(peut_gerer_administratif(agent, rendez_vous.assure))
    _passer(agent, rendez_vous, EtatRendezVous.ANNULE, motif=exiger_motif(motif))


def _exiger_a_venir(debut: datetime.datetime) -> None:
    if timezone.localdate(debut) < timezone.localdate():
        raise RefusMetier("Un rendez-vous se fixe pour aujourd'hui ou plus tard.", champ="debut", code="date")


def _passer(agent: Agent, rendez_vous: RendezVous, vers: EtatRendezVous, **champs: object) -> None:
    changer_etat(rendez_vous, vers, TRANSITIONS_RENDEZ_VOUS, parmi=RendezVous.objects.all(), **champs)
    journaliser(agent, ActionJournal.MODIFICATION, rendez_vous, precision=vers.label)
