"""The acts on a signalement, from its reception to what is done of it (DOS-6, TRANSITIONS_SIGNALEMENT)."""

import datetime
import uuid
from typing import NotRequired, TypedDict, Unpack

from django.db import transaction

from cases.access.base import exiger
from cases.access.signalements import peut_traiter_signalement
from cases.enums import AccordPersonne, Sexe
from cases.models import Assure, Signalement
from cases.personnes.domain.ce_qui_suit import actualiser_urgence
from cases.personnes.domain.nir import poser_nir
from cases.signalements.domain.personne_signalee import exiger_personne
from cases.signalements.domain.promesse import echeance_du_signalement
from cases.socle.acte import annuler_acte, enregistrer, exiger_jour, exiger_site, exiger_valable
from partners.models import (
    Agent,
    CanalSignalement,
    Commune,
    OrigineSignalement,
    Partenaire,
    Site,
    TypeRisque,
)
from partners.models.base import DEBUT_DES_TEMPS
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.perimetre import TOUT, perimetre
from servicesocial.refus import RefusMetier


class ContenuSignalement(TypedDict):
    """What a signalement says. Only the fields of the last group may be unknown on reception."""

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
    nir: NotRequired[str]
    nir_explique: NotRequired[str]


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

    What is promised, a rendez-vous or a contact, depends on the origin and on the day (SLA-1, SLA-2). The same
    `identifiant` sent twice (a second click) returns the signalement already recorded; sent again for another person,
    it is refused, so that nobody is lost. Refuses a future day, and a row of a list not offered that day.
    """
    exiger(peut_traiter_signalement(agent, site))
    if identifiant is not None:
        # Two sendings at once: the second waits here, then meets what the first recorded.
        Site.objects.select_for_update(no_key=True).get(pk=site.pk)
        deja = _deja_enregistre(identifiant, site, contenu)
        if deja is not None:
            return deja
    exiger_jour(
        recu_le, champ="recu_le", pas_avant=DEBUT_DES_TEMPS, depuis="le premier jour qui s'enregistre"
    )
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
    """Writes what was received, with its deadline. The act that calls it checks the content and writes the journal."""
    nir, explication = contenu.pop("nir", ""), contenu.pop("nir_explique", "")
    signalement = Signalement(
        departement_id=site.departement_id,
        site=site,
        recu_le=recu_le,
        echeance=echeance_du_signalement(contenu["origine"], recu_le),
        **contenu,
        **faits,
    )
    if nir:
        naissance = signalement.date_naissance
        poser_nir(signalement, nir, sexe=signalement.sexe, naissance=naissance, explication=explication)
    enregistrer(signalement)
    if signalement.assure_id is not None:
        actualiser_urgence(Signalement.objects.filter(pk=signalement.pk))
        signalement.refresh_from_db(fields=["urgent"])
    return signalement


@transaction.atomic
def annuler_signalement(*, agent: Agent, signalement: Signalement, motif: str) -> None:
    """Annuls a signalement recorded by mistake: it no longer counts.

    Refuses while an accompagnement, a doublon or an awaited transfer hangs on it.
    """
    exiger(peut_traiter_signalement(agent, signalement.site))
    verrou = Signalement.objects.select_for_update().get(pk=signalement.pk)
    if verrou.accompagnement_id is not None:
        raise RefusMetier("Un accompagnement en est issu : annulez-le d'abord.")
    if verrou.transfert_attendu:
        raise RefusMetier("Un transfert est demandé : retirez d'abord la demande.")
    if verrou.doublons.comptent().exists():
        raise RefusMetier("D'autres signalements sont marqués comme doublons de celui-ci.")
    annuler_acte(agent, signalement, motif)
    journaliser(agent, ActionJournal.ANNULATION, signalement)


def _deja_enregistre(identifiant: uuid.UUID, site: Site, contenu: ContenuSignalement) -> Signalement | None:
    """Returns the signalement that this page has already recorded. Refuses when its content was different."""
    with perimetre(TOUT):
        # Read to be compared with what was typed; of another unit nothing is said but that it exists.
        deja = Signalement.objects.filter(uuid=identifiant).first()
    if deja is None:
        return None
    memes = (deja.site_id, deja.nom, deja.prenom) == (site.pk, contenu["nom"], contenu["prenom"])
    if not memes or deja.annule_le is not None:
        raise RefusMetier("Cette page a déjà servi : ouvrez un nouveau signalement.", code="deja")
    return deja
