"""What is done of a signalement: from its qualification to its outcome (DOS-6, TRANSITIONS_SIGNALEMENT)."""

import datetime

from django.db import transaction
from django.utils import timezone

from cases.access.base import exiger
from cases.access.signalements import peut_affecter_signalement, peut_donner_suite, peut_traiter_signalement
from cases.accompagnements.domain.accompagnement import exiger_referent, ouvrir_accompagnement
from cases.accompagnements.domain.tenir import tenir_accompagnement
from cases.enums import TRANSITIONS_SIGNALEMENT, Axe, EtatRendezVous, EtatSignalement
from cases.models import Accompagnement, Assure, Signalement
from cases.personnes.domain.ce_qui_suit import suivre_la_personne
from cases.socle.acte import changer_etat, exiger_jour, exiger_motif, exiger_valable
from partners.models import Agent, Partenaire, RaisonSuite, Site
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.refus import RefusMetier


@transaction.atomic
def qualifier_signalement(*, agent: Agent, signalement: Signalement, le: datetime.date | None = None) -> None:
    """Says that the signalement is understood and complete: it can now be given to an ASS, answered or closed."""
    exiger(peut_affecter_signalement(agent, signalement.site))
    le = le or timezone.localdate()
    exiger_jour(le, champ="le", pas_avant=signalement.recu_le, depuis="la réception")
    _passer(agent, signalement, EtatSignalement.QUALIFIE, qualifie_le=le)


@transaction.atomic
def affecter_signalement(
    *, agent: Agent, signalement: Signalement, a: Agent, le: datetime.date | None = None
) -> None:
    """Gives the signalement to an ASS of the unit, who will receive the person. Refuses anybody else."""
    exiger(peut_affecter_signalement(agent, signalement.site))
    le = le or timezone.localdate()
    exiger_jour(le, champ="le", pas_avant=signalement.qualifie_le, depuis="la qualification")
    exiger_referent(a, signalement.departement_id, le, champ="a")
    _passer(agent, signalement, EtatSignalement.AFFECTE, affecte_a=a, affecte_le=le)


@transaction.atomic
def convertir_signalement(
    *,
    agent: Agent,
    signalement: Signalement,
    assure: Assure,
    axe: Axe,
    le: datetime.date | None = None,
    site: Site | None = None,
) -> Accompagnement:
    """Opens the accompagnement that the signalement led to. The ASS to whom it was given becomes the référent.

    The person already has a dossier (creer_assure). Refuses, as ouvrir_accompagnement does, an axis on which the
    person is already followed (DOS-3): the agent attaches the signalement instead (rattacher_signalement).
    """
    exiger(peut_donner_suite(agent, signalement))
    le = le or timezone.localdate()
    _exiger_meme_personne(signalement, assure)
    exiger_jour(le, champ="le", pas_avant=signalement.affecte_le, depuis="l'affectation")
    if signalement.affecte_a is None:
        raise RefusMetier("Affectez d'abord ce signalement à un assistant de service social.", code="etat")
    accompagnement = ouvrir_accompagnement(
        agent=agent,
        assure=assure,
        site=site or signalement.site,
        axe=axe,
        ouvert_le=le,
        referent=signalement.affecte_a,
        risque=signalement.risque,
    )
    _clore(agent, signalement, EtatSignalement.CONVERTI, le, assure=assure, accompagnement=accompagnement)
    return accompagnement


@transaction.atomic
def rattacher_signalement(
    *, agent: Agent, signalement: Signalement, accompagnement: Accompagnement, le: datetime.date | None = None
) -> None:
    """Attaches the signalement to an open accompagnement: the person is already followed. Refuses a closed one."""
    exiger(peut_donner_suite(agent, signalement))
    suivi = tenir_accompagnement(accompagnement)
    _exiger_meme_personne(signalement, suivi.assure)
    if suivi.clos_le is not None or suivi.annule_le is not None:
        raise RefusMetier("Cet accompagnement n'est plus en cours.", champ="accompagnement")
    _clore(
        agent,
        signalement,
        EtatSignalement.RATTACHE,
        le,
        assure=suivi.assure,
        accompagnement=suivi,
        designe_en_rattachant=signalement.assure_id is None,
    )


@transaction.atomic
def repondre_signalement(
    *,
    agent: Agent,
    signalement: Signalement,
    raison: RaisonSuite,
    motif: str = "",
    le: datetime.date | None = None,
) -> None:
    """Closes the signalement with a first-level answer. `raison` says which one; `motif` may add a precision."""
    exiger(peut_traiter_signalement(agent, signalement.site))
    _clore_avec_raison(agent, signalement, EtatSignalement.REPONDU, le, raison=raison, motif=motif)


@transaction.atomic
def reorienter_signalement(
    *,
    agent: Agent,
    signalement: Signalement,
    raison: RaisonSuite,
    vers: Partenaire | None = None,
    accompagnee: bool = False,
    motif: str = "",
    le: datetime.date | None = None,
) -> None:
    """Directs the person to a partenaire of the unit, or to a service that `motif` names.

    `accompagnee` says that the service spoke with the partenaire for the person: the partenaire is then required.
    """
    exiger(peut_donner_suite(agent, signalement))
    if vers is None and not motif.strip():
        raise RefusMetier("Choisissez le partenaire, ou nommez le service.", champ="vers", code="vers")
    if vers is None and accompagnee:
        raise RefusMetier("Choisissez le partenaire qui a été contacté.", champ="vers", code="vers")
    if vers is not None and not vers.departements.filter(pk=signalement.departement_id).exists():
        raise RefusMetier("Ce partenaire n'est pas de l'unité.", champ="vers", code="vers")
    exiger_valable(vers, le or timezone.localdate(), champ="vers")
    _clore_avec_raison(
        agent,
        signalement,
        EtatSignalement.REORIENTE,
        le,
        raison=raison,
        motif=motif,
        oriente_vers=vers,
        orientation_accompagnee=accompagnee,
    )


@transaction.atomic
def classer_sans_suite(
    *,
    agent: Agent,
    signalement: Signalement,
    raison: RaisonSuite,
    motif: str = "",
    le: datetime.date | None = None,
) -> None:
    """Closes the signalement without any other act: refusal, person not reached, need outside the missions."""
    exiger(peut_donner_suite(agent, signalement))
    _clore_avec_raison(agent, signalement, EtatSignalement.SANS_SUITE, le, raison=raison, motif=motif)


@transaction.atomic
def marquer_doublon(
    *,
    agent: Agent,
    signalement: Signalement,
    original: Signalement,
    raison: RaisonSuite,
    motif: str = "",
    le: datetime.date | None = None,
) -> None:
    """Marks that the same signalement came twice. This one leaves the figures (F10), the original stays.

    `raison` says how it came twice. Refuses itself as original, and an original that is a doublon or annulled,
    because a doublon must lead to a signalement that counts.
    """
    exiger(peut_traiter_signalement(agent, signalement.site))
    if original.pk == signalement.pk:
        raise RefusMetier("Un signalement n'est pas son propre doublon.", champ="original")
    original = Signalement.objects.select_for_update().get(pk=original.pk)
    if original.etat == EtatSignalement.DOUBLON or original.annule_le is not None:
        raise RefusMetier("Désignez le signalement d'origine, qui compte.", champ="original")
    if signalement.doublons.comptent().exists():
        raise RefusMetier("D'autres signalements sont marqués comme doublons de celui-ci.")
    _clore_avec_raison(
        agent, signalement, EtatSignalement.DOUBLON, le, raison=raison, motif=motif, doublon_de=original
    )


def _exiger_meme_personne(signalement: Signalement, assure: Assure) -> None:
    if signalement.assure_id not in (None, assure.pk):
        raise RefusMetier("Ce signalement concerne le dossier d'une autre personne.", champ="assure")
    if signalement.departement_id != assure.departement_id:
        raise RefusMetier("Ce dossier n'est pas suivi par l'unité de ce signalement.", champ="assure")


def exiger_sans_rendez_vous(signalement: Signalement) -> None:
    """Refuses while a rendez-vous is planned, so that no person waits for one that the service has forgotten."""
    prevu = signalement.rendez_vous.filter(etat=EtatRendezVous.PREVU).first()
    if prevu is not None:
        raise RefusMetier(f"Un rendez-vous est fixé ({prevu}) : annulez-le d'abord.", code="rendez_vous")


def _clore_avec_raison(
    agent: Agent,
    signalement: Signalement,
    vers: EtatSignalement,
    le: datetime.date | None,
    *,
    raison: RaisonSuite,
    motif: str,
    **champs: object,
) -> None:
    """Closes with a coded reason of this outcome, and a precision when the code requires one."""
    if raison.suite != vers:
        raise RefusMetier("Cette raison n'est pas celle de cette suite.", champ="raison", code="raison")
    exiger_valable(raison, le or timezone.localdate(), champ="raison")
    exiger_sans_rendez_vous(signalement)
    motif = exiger_motif(motif) if raison.precision_requise or motif.strip() else ""
    _clore(agent, signalement, vers, le, raison=raison, motif_suite=motif, **champs)


def _clore(
    agent: Agent, signalement: Signalement, vers: EtatSignalement, le: datetime.date | None, **champs: object
) -> None:
    le = le or timezone.localdate()
    derniere = signalement.affecte_le or signalement.qualifie_le or signalement.recu_le
    exiger_jour(le, champ="le", pas_avant=derniere, depuis="l'étape précédente")
    _passer(agent, signalement, vers, clos_le=le, **champs)


def _passer(agent: Agent, signalement: Signalement, vers: EtatSignalement, **champs: object) -> None:
    changer_etat(signalement, vers, TRANSITIONS_SIGNALEMENT, parmi=Signalement.objects.comptent(), **champs)
    if "assure" in champs:
        suivre_la_personne(signalement, signalement.assure)
    journaliser(agent, ActionJournal.MODIFICATION, signalement, precision=vers.label)
