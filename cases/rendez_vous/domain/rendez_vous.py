"""The acts on a rendez-vous. Recording its entretien honours it (entretien.py)."""

import datetime

from django.db import transaction
from django.utils import timezone

from cases.access.base import exiger
from cases.access.personnes import peut_gerer_administratif
from cases.access.rendez_vous import peut_gerer_rendez_vous
from cases.access.signalements import peut_affecter_signalement
from cases.enums import (
    SIGNALEMENTS_A_TRAITER,
    TRANSITIONS_RENDEZ_VOUS,
    EtatRendezVous,
    EtatSignalement,
    ModeEntretien,
)
from cases.models import Accompagnement, Assure, Creneau, RendezVous, Signalement
from cases.signalements.domain.triage import Suite, trier_signalement
from cases.socle.acte import changer_etat, enregistrer, exiger_motif, exiger_site
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
    creneau: Creneau | None = None,
) -> RendezVous:
    """Fixes a rendez-vous. Refuses a past day, a person who has died, an accompagnement of another person."""
    exiger(peut_gerer_administratif(agent, assure))
    _exiger_a_venir(debut)
    if assure.decede_le is not None:
        raise RefusMetier("Le décès de cette personne est enregistré.", champ="assure")
    if accompagnement is not None and accompagnement.assure_id != assure.pk:
        raise RefusMetier("Cet accompagnement est celui d'une autre personne.", champ="accompagnement")
    exiger_site(site, assure.departement_id, timezone.localdate(debut))
    return _enregistrer(
        agent,
        RendezVous(
            departement_id=assure.departement_id,
            assure=assure,
            accompagnement=accompagnement,
            site=site,
            agent=avec,
            debut=debut,
            mode=mode,
            creneau=creneau,
        ),
    )


@transaction.atomic
def reserver_pour_signalement(
    *, agent: Agent, signalement: Signalement, creneau: Creneau, etat_vu: str
) -> RendezVous:
    """Books a slot while the person is on the line, and gives the signalement to the ASS who will receive the person.

    The same slot booked twice for the person (a second click) is booked once. Refuses a slot that is taken, withdrawn
    or past, a signalement given to another ASS, and a second rendez-vous.
    """
    exiger(peut_affecter_signalement(agent, signalement.site))
    if deja := _deja_reserve(creneau, signalement=signalement):
        return deja
    creneau = _prendre(creneau, signalement.departement_id)
    prevu = signalement.rendez_vous.filter(etat=EtatRendezVous.PREVU).first()
    if prevu is not None:
        raise RefusMetier(f"{prevu} est déjà fixé : déplacez-le.", champ="creneau", code="deja")
    if signalement.etat not in SIGNALEMENTS_A_TRAITER:
        raise RefusMetier("Ce signalement a déjà reçu une suite.", code="etat")
    if signalement.etat != EtatSignalement.AFFECTE:
        trier_signalement(
            agent=agent, signalement=signalement, etat_vu=etat_vu, suite=Suite.AFFECTER, a=creneau.agent
        )
    elif signalement.affecte_a_id != creneau.agent_id:
        raise RefusMetier(
            f"Ce signalement est affecté à {signalement.affecte_a} : choisissez l'un de ses créneaux.",
            champ="creneau",
        )
    return _enregistrer(
        agent,
        RendezVous(
            departement_id=signalement.departement_id,
            signalement=signalement,
            assure_id=signalement.assure_id,
            site=creneau.site,
            agent=creneau.agent,
            debut=creneau.debut,
            mode=creneau.mode,
            creneau=creneau,
        ),
    )


@transaction.atomic
def reserver_pour_dossier(*, agent: Agent, accompagnement: Accompagnement, creneau: Creneau) -> RendezVous:
    """Books a slot for a person who has a dossier. The same slot booked twice is booked once."""
    if deja := _deja_reserve(creneau, accompagnement=accompagnement):
        exiger(peut_gerer_administratif(agent, accompagnement.assure))
        return deja
    creneau = _prendre(creneau, accompagnement.departement_id)
    return fixer_rendez_vous(
        agent=agent,
        assure=accompagnement.assure,
        avec=creneau.agent,
        site=creneau.site,
        debut=creneau.debut,
        mode=ModeEntretien(creneau.mode),
        accompagnement=accompagnement,
        creneau=creneau,
    )


@transaction.atomic
def deplacer_rendez_vous(
    *,
    agent: Agent,
    rendez_vous: RendezVous,
    motif: str,
    debut: datetime.datetime | None = None,
    creneau: Creneau | None = None,
) -> RendezVous:
    """Moves a rendez-vous: the former one stays as « déplacé », and the new one is returned.

    It moves into a slot, with the ASS of that slot, or to another time with the same ASS. The former slot is free
    again.
    """
    exiger(peut_gerer_rendez_vous(agent, rendez_vous))
    if creneau is not None:
        creneau = _prendre(creneau, rendez_vous.departement_id)
        debut = creneau.debut
    if debut is None:
        raise RefusMetier("Choisissez un créneau.", champ="creneau")
    _exiger_a_venir(debut)
    _passer(agent, rendez_vous, EtatRendezVous.DEPLACE, motif=exiger_motif(motif))
    return _enregistrer(
        agent,
        RendezVous(
            departement_id=rendez_vous.departement_id,
            assure_id=rendez_vous.assure_id,
            signalement_id=rendez_vous.signalement_id,
            accompagnement_id=rendez_vous.accompagnement_id,
            site=creneau.site if creneau else rendez_vous.site,
            agent=creneau.agent if creneau else rendez_vous.agent,
            debut=debut,
            mode=creneau.mode if creneau else rendez_vous.mode,
            creneau=creneau,
            remplace=rendez_vous,
        ),
    )


@transaction.atomic
def marquer_absent(*, agent: Agent, rendez_vous: RendezVous) -> None:
    """Notes that the person did not come. This is no entretien (F0). Refused before the time of the rendez-vous."""
    exiger(peut_gerer_rendez_vous(agent, rendez_vous))
    if rendez_vous.debut > timezone.now():
        raise RefusMetier("L'heure de ce rendez-vous n'est pas passée.")
    _passer(agent, rendez_vous, EtatRendezVous.ABSENT)


@transaction.atomic
def reprendre_absence(*, agent: Agent, rendez_vous: RendezVous) -> None:
    """Takes back an absence marked by mistake: the agent then says again what became of the rendez-vous."""
    exiger(peut_gerer_rendez_vous(agent, rendez_vous))
    _passer(agent, rendez_vous, EtatRendezVous.PREVU)


@transaction.atomic
def annuler_rendez_vous(*, agent: Agent, rendez_vous: RendezVous, motif: str) -> None:
    """Annuls a rendez-vous that will not take place, or that was fixed by mistake. Its slot is free again."""
    exiger(peut_gerer_rendez_vous(agent, rendez_vous))
    _passer(agent, rendez_vous, EtatRendezVous.ANNULE, motif=exiger_motif(motif))


def _deja_reserve(creneau: Creneau, **pour: Signalement | Accompagnement) -> RendezVous | None:
    """Returns the rendez-vous that already has this slot. It locks the slot first.

    Of two clicks at once, the second waits for the first and meets its rendez-vous.
    """
    Creneau.objects.select_for_update(of=("self",)).get(pk=creneau.pk)
    return RendezVous.objects.filter(creneau=creneau, etat=EtatRendezVous.PREVU, **pour).first()


def _prendre(creneau: Creneau, departement_code: str) -> Creneau:
    """Returns the slot, locked until the end of the act. Refuses one that is no longer free."""
    verrou = (
        Creneau.objects.select_for_update(of=("self",)).select_related("site", "agent").get(pk=creneau.pk)
    )
    if not Creneau.objects.libres().filter(pk=verrou.pk).exists():
        raise RefusMetier(
            "Ce créneau vient d'être pris : choisissez-en un autre.", champ="creneau", code="pris"
        )
    if verrou.debut <= timezone.now():
        raise RefusMetier("Ce créneau est passé.", champ="creneau", code="date")
    if verrou.site.departement_id != departement_code:
        raise RefusMetier("Ce créneau est celui d'une autre unité.", champ="creneau")
    return verrou


def _enregistrer(agent: Agent, rendez_vous: RendezVous) -> RendezVous:
    enregistrer(rendez_vous)
    journaliser(agent, ActionJournal.CREATION, rendez_vous)
    return rendez_vous


def _exiger_a_venir(debut: datetime.datetime) -> None:
    if timezone.localdate(debut) < timezone.localdate():
        raise RefusMetier("Un rendez-vous se fixe pour aujourd'hui ou plus tard.", champ="debut", code="date")


def _passer(agent: Agent, rendez_vous: RendezVous, vers: EtatRendezVous, **champs: object) -> None:
    changer_etat(rendez_vous, vers, TRANSITIONS_RENDEZ_VOUS, parmi=RendezVous.objects.all(), **champs)
    journaliser(agent, ActionJournal.MODIFICATION, rendez_vous, precision=vers.label)
