"""The acts on a signalement, from its reception to what is done of it (conception.md §3, TRANSITIONS_SIGNALEMENT)."""

import datetime
import uuid
from typing import NotRequired, TypedDict, Unpack

from django.db import transaction

from cases.access import (
    exiger,
    peut_traiter_signalement,
)
from cases.domain.commun import (
    annuler_acte,
    enregistrer,
    exiger_jour,
    exiger_site,
    exiger_valable,
)
from cases.domain.nir import poser_nir
from cases.domain.pendants import actualiser_urgence
from cases.domain.promesse import echeance_du_signalement
from cases.enums import AccordPersonne, Sexe
from cases.models import Assure, Signalement
from cases.rules.noms import normaliser_nom
from partners.models import (
    Agent,
    CanalSignalement,
    Commune,
    OrigineSignalement,
    Partenaire,
    Site,
    TypeRisque,
)
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.perimetre import TOUT, perimetre
from servicesocial.refus import RefusMetier

AGE_MAXIMAL = 120


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

    The same `identifiant` sent twice (a second click) gives the signalement already recorded; sent for somebody else
    (the page before, typed over) it is refused, so that nobody is lost.
    What is promised, a rendez-vous or a contact, hangs on the origin and the day (domaine.md SLA-1, SLA-2).
    Refuses a future day, and a list row that is not offered that day.
    """
    exiger(peut_traiter_signalement(agent, site))
    if identifiant is not None:
        # Two sendings at once: the second waits here, then meets what the first recorded.
        Site.objects.select_for_update(no_key=True).get(pk=site.pk)
        deja = _deja_enregistre(identifiant, site, contenu)
        if deja is not None:
            return deja
    exiger_jour(recu_le, champ="recu_le")
    _exiger_personne(recu_le, contenu)
    exiger_site(site, site.departement_id, recu_le)
    exiger_valable(contenu["origine"], recu_le, champ="origine")
    exiger_valable(contenu["canal"], recu_le, champ="canal")
    exiger_valable(contenu.get("risque"), recu_le, champ="risque")
    assure = contenu.get("assure")
    if assure is not None and assure.departement_id != site.departement_id:
        raise RefusMetier("Ce dossier n'est pas suivi par l'unité de ce site.", champ="assure")
    nir, explication = contenu.pop("nir", ""), contenu.pop("nir_explique", "")
    signalement = Signalement(
        uuid=identifiant or uuid.uuid4(),
        departement_id=site.departement_id,
        site=site,
        recu_le=recu_le,
        echeance=echeance_du_signalement(contenu["origine"], recu_le),
        **contenu,
    )
    if nir:
        naissance = signalement.date_naissance
        poser_nir(signalement, nir, sexe=signalement.sexe, naissance=naissance, explication=explication)
    enregistrer(signalement)
    if assure is not None:
        actualiser_urgence(Signalement.objects.filter(pk=signalement.pk))
        signalement.refresh_from_db(fields=["urgent"])
    journaliser(agent, ActionJournal.CREATION, signalement)
    return signalement


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


def _exiger_personne(recu_le: datetime.date, contenu: ContenuSignalement) -> None:
    """A name is made of letters; birth and arrêt are not to come, nor before the oldest person alive."""
    for champ in ("nom", "prenom"):
        if not normaliser_nom(contenu[champ]):
            raise RefusMetier("Écrivez ce nom en lettres.", champ=champ, code="nom")
    plus_ancien = datetime.date(max(recu_le.year - AGE_MAXIMAL, 1), 1, 1)
    naissance = contenu.get("date_naissance")
    if naissance is not None:
        depuis = f"l'âge de {AGE_MAXIMAL} ans"
        exiger_jour(naissance, champ="date_naissance", pas_avant=plus_ancien, depuis=depuis)
    arret = contenu.get("arret_depuis")
    if arret is not None:
        bornes = {"pas_avant": naissance or plus_ancien, "depuis": "la naissance"}
        exiger_jour(arret, champ="arret_depuis", **bornes)
