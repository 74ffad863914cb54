"""The acts on a signalement, from its reception to what is done of it (conception.md §3, TRANSITIONS_SIGNALEMENT)."""

import datetime
import uuid
from typing import NotRequired, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from cases.access import (
    exiger,
    peut_affecter_signalement,
    peut_donner_suite,
    peut_traiter_signalement,
)
from cases.domain.accompagnement import exiger_referent, ouvrir_accompagnement
from cases.domain.commun import (
    annuler_acte,
    changer_etat,
    enregistrer,
    exiger_jour,
    exiger_motif,
    exiger_site,
    exiger_valable,
)
from cases.domain.personne_signalee import exiger_personne
from cases.enums import TRANSITIONS_SIGNALEMENT, AccordPersonne, Axe, EtatSignalement, Sexe
from cases.models import Accompagnement, Assure, Signalement
from cases.rules.dates import echeance_premier_rendez_vous
from partners.models import (
    Agent,
    CanalSignalement,
    Commune,
    OrigineSignalement,
    Parametre,
    Partenaire,
    Site,
    TypeRisque,
)
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.perimetre import TOUT, perimetre
from servicesocial.refus import RefusMetier

DELAI_PREMIER_RENDEZ_VOUS = "delai-premier-rendez-vous"


class ContenuSignalement(TypedDict):
    """What a signalement says. Only the last group may be unknown on reception."""

    nom: str
    prenom: str
    origine: OrigineSignalement
    canal: CanalSignalement
    accord: AccordPersonne
    sexe: NotRequired[Sexe]
    date_naissance: NotRequired[datetime.date | None]
    telephone: NotRequired[str]
    commune: NotRequired[Commune | None]
    partenaire: NotRequired[Partenaire | None]
    signale_par: NotRequired[str]
    signale_contact: NotRequired[str]
    motif: NotRequired[str]
    axe_propose: NotRequired[str]
    risque: NotRequired[TypeRisque | None]
    arret_depuis: NotRequired[datetime.date | None]
    assure: NotRequired[Assure | None]


@transaction.atomic
def recevoir_signalement(
    *,
    agent: Agent,
    site: Site,
    recu_le: datetime.date,
    identifiant: uuid.UUID | None = None,
    **contenu: Unpack[ContenuSignalement],
) -> Signalement:
    """Records what the site received. It counts there and in that year, whatever becomes of it (F10).

    The same `identifiant` sent twice (a second click) gives the signalement already recorded; sent for somebody else
    (the page before, typed over) it is refused, so that nobody is lost.
    The first rendez-vous is to be proposed before `recu_le` + the delay in effect that day (domaine.md SLA-1).
    Refuses a future day, and a list row that is not offered that day.
    """
    exiger(peut_traiter_signalement(agent, site))
    if identifiant is not None:
        # Two sendings at once: the second waits here, then meets what the first recorded.
        Site.objects.select_for_update().get(pk=site.pk)
        deja = _deja_enregistre(identifiant, site, contenu)
        if deja is not None:
            return deja
    exiger_jour(recu_le, champ="recu_le")
    exiger_personne(recu_le, contenu)
    exiger_site(site, site.departement_id, recu_le)
    exiger_valable(contenu["origine"], recu_le, champ="origine")
    exiger_valable(contenu["canal"], recu_le, champ="canal")
    exiger_valable(contenu.get("risque"), recu_le, champ="risque")
    assure = contenu.get("assure")
    if assure is not None and assure.departement_id != site.departement_id:
        raise RefusMetier("Ce dossier n'est pas suivi par l'unité de ce site.", champ="assure")
    signalement = inscrire(site, recu_le, contenu, uuid=identifiant or uuid.uuid4())
    journaliser(agent, ActionJournal.CREATION, signalement)
    return signalement


def inscrire(site: Site, recu_le: datetime.date, contenu: ContenuSignalement, **faits: object) -> Signalement:
    """Writes what was received, with its deadline; the checks and the journal are the act's."""
    delai = int(Parametre.valeur_le(DELAI_PREMIER_RENDEZ_VOUS, recu_le))
    signalement = Signalement(
        departement_id=site.departement_id,
        site=site,
        recu_le=recu_le,
        echeance=echeance_premier_rendez_vous(recu_le, delai),
        **contenu,
        **faits,
    )
    return enregistrer(signalement)


@transaction.atomic
def qualifier_signalement(*, agent: Agent, signalement: Signalement, le: datetime.date | None = None) -> None:
    """Says that the signalement is understood and complete: it can now be given, answered or closed."""
    exiger(peut_affecter_signalement(agent, signalement.site))
    le = le or timezone.localdate()
    exiger_jour(le, champ="le", pas_avant=signalement.recu_le, depuis="la réception")
    _passer(agent, signalement, EtatSignalement.QUALIFIE, qualifie_le=le)


@transaction.atomic
def affecter_signalement(
    *, agent: Agent, signalement: Signalement, a: Agent, le: datetime.date | None = None
) -> None:
    """Gives it to an ASS of the unit, who will receive the person. Refuses anybody else."""
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
    """Opens the accompagnement that the signalement led to; the ASS to whom it was given becomes its référent.

    The person has a dossier already (creer_assure). Refuses, as ouvrir_accompagnement does, an axis on which
    the person is already followed: then the signalement is to be attached (rattacher_signalement).
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
    """Attaches it to an accompagnement under way: the person is already followed. Refuses a closed one."""
    exiger(peut_donner_suite(agent, signalement))
    _exiger_meme_personne(signalement, accompagnement.assure)
    if accompagnement.clos_le is not None or accompagnement.annule_le is not None:
        raise RefusMetier("Cet accompagnement n'est plus en cours.", champ="accompagnement")
    _clore(
        agent,
        signalement,
        EtatSignalement.RATTACHE,
        le,
        assure=accompagnement.assure,
        accompagnement=accompagnement,
    )


@transaction.atomic
def repondre_signalement(
    *, agent: Agent, signalement: Signalement, motif: str, le: datetime.date | None = None
) -> None:
    """A first-level answer was enough (CSAM); `motif` says which."""
    exiger(peut_traiter_signalement(agent, signalement.site))
    _clore(agent, signalement, EtatSignalement.REPONDU, le, motif_suite=exiger_motif(motif))


@transaction.atomic
def reorienter_signalement(
    *, agent: Agent, signalement: Signalement, motif: str, le: datetime.date | None = None
) -> None:
    """The person is directed to another service; `motif` says which and why."""
    exiger(peut_donner_suite(agent, signalement))
    _clore(agent, signalement, EtatSignalement.REORIENTE, le, motif_suite=exiger_motif(motif))


@transaction.atomic
def classer_sans_suite(
    *, agent: Agent, signalement: Signalement, motif: str, le: datetime.date | None = None
) -> None:
    """Nothing more will be done: refusal, person not reached, outside the missions. A reason is required."""
    exiger(peut_donner_suite(agent, signalement))
    _clore(agent, signalement, EtatSignalement.SANS_SUITE, le, motif_suite=exiger_motif(motif))


@transaction.atomic
def marquer_doublon(
    *, agent: Agent, signalement: Signalement, original: Signalement, le: datetime.date | None = None
) -> None:
    """The same signalement came twice: this one leaves the figures (F10), the original stays.

    Refuses itself, an original that is a doublon itself or was annulled: a doublon must lead to one that counts.
    """
    exiger(peut_traiter_signalement(agent, signalement.site))
    if original.pk == signalement.pk:
        raise RefusMetier("Un signalement n'est pas son propre doublon.", champ="original")
    original = Signalement.objects.select_for_update().get(pk=original.pk)
    if original.etat == EtatSignalement.DOUBLON or original.annule_le is not None:
        raise RefusMetier("Désignez le signalement d'origine, qui compte.", champ="original")
    if signalement.doublons.comptent().exists():
        raise RefusMetier("D'autres signalements sont marqués comme doublons de celui-ci.")
    _clore(agent, signalement, EtatSignalement.DOUBLON, le, doublon_de=original)


@transaction.atomic
def annuler_signalement(*, agent: Agent, signalement: Signalement, motif: str) -> None:
    """It was recorded by mistake and counts no more. Refuses while an accompagnement or a doublon hangs on it."""
    exiger(peut_traiter_signalement(agent, signalement.site))
    verrou = Signalement.objects.select_for_update().get(pk=signalement.pk)
    if verrou.accompagnement_id is not None:
        raise RefusMetier("Un accompagnement en est issu : annulez-le d'abord.")
    if verrou.doublons.comptent().exists():
        raise RefusMetier("D'autres signalements sont marqués comme doublons de celui-ci.")
    annuler_acte(agent, signalement, motif)
    journaliser(agent, ActionJournal.ANNULATION, signalement)


def _deja_enregistre(identifiant: uuid.UUID, site: Site, contenu: ContenuSignalement) -> Signalement | None:
    """What this page has recorded already. Refuses when that was something else."""
    with perimetre(TOUT):
        # Read to be compared with what was typed; of another unit nothing is said but that it exists.
        deja = Signalement.objects.filter(uuid=identifiant).first()
    if deja is None:
        return None
    memes = (deja.site_id, deja.nom, deja.prenom) == (site.pk, contenu["nom"], contenu["prenom"])
    if not memes or deja.annule_le is not None:
        raise RefusMetier("Cette page a déjà servi : ouvrez un nouveau signalement.", code="deja")
    return deja


def _exiger_meme_personne(signalement: Signalement, assure: Assure) -> None:
    if signalement.assure_id not in (None, assure.pk):
        raise RefusMetier("Ce signalement concerne le dossier d'une autre personne.", champ="assure")
    if signalement.departement_id != assure.departement_id:
        raise RefusMetier("Ce dossier n'est pas suivi par l'unité de ce signalement.", champ="assure")


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
        # What was tried to reach her joins her dossier.
        signalement.contacts.update(assure=signalement.assure)
    journaliser(agent, ActionJournal.MODIFICATION, signalement, precision=vers.label)
