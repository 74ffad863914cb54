"""Whose signalement it is: the dossier that it designates, found by a search or created."""

from typing import TypedDict, Unpack

from django.db import transaction

from cases.access.base import exiger
from cases.access.signalements import peut_donner_suite
from cases.enums import SIGNALEMENTS_A_TRAITER, MotifSansNir, Sexe
from cases.models import Assure, Signalement
from cases.personnes.domain.assure import creer_assure
from cases.personnes.domain.ce_qui_suit import suivre_la_personne
from cases.socle.acte import modifier_si
from partners.models import Agent, Commune
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.refus import RefusMetier


class NouvellePersonne(TypedDict, total=False):
    """What the dossier starts with. What is not given is taken from the signalement."""

    nom: str
    prenom: str
    sexe: Sexe
    date_naissance: object
    telephone: str
    commune: Commune | None
    nir: str
    nir_explique: str
    motif_sans_nir: MotifSansNir | str


@transaction.atomic
def designer_dossier(*, agent: Agent, signalement: Signalement, assure: Assure) -> None:
    """Says that the signalement is about the person of this dossier; what hangs on it joins the dossier.

    Refuses once another dossier is designated.
    """
    exiger(peut_donner_suite(agent, signalement))
    if assure.departement_id != signalement.departement_id:
        raise RefusMetier("Ce dossier n'est pas suivi par l'unité de ce signalement.", champ="assure")
    modifier_si(
        signalement,
        Signalement.objects.comptent().filter(assure__isnull=True, etat__in=SIGNALEMENTS_A_TRAITER),
        "Ce signalement a déjà son dossier, ou a reçu une suite : rechargez la page.",
        assure=assure,
    )
    suivre_la_personne(signalement, assure)
    journaliser(agent, ActionJournal.MODIFICATION, signalement, precision="Dossier désigné")


@transaction.atomic
def retirer_designation(*, agent: Agent, signalement: Signalement) -> None:
    """Says that the signalement was not about that person: the dossier keeps nothing of it."""
    exiger(peut_donner_suite(agent, signalement))
    if signalement.assure is not None and signalement.assure.acces_restreint:
        # Without its dossier, the whole site would read it again.
        raise RefusMetier(
            "Ce signalement est celui d'un dossier en accès restreint : il y reste.", code="etat"
        )
    modifier_si(
        signalement,
        Signalement.objects.comptent().filter(assure__isnull=False, etat__in=SIGNALEMENTS_A_TRAITER),
        "Ce signalement ne désigne plus de dossier, ou a reçu une suite : rechargez la page.",
        assure=None,
    )
    suivre_la_personne(signalement, None)
    journaliser(agent, ActionJournal.MODIFICATION, signalement, precision="Dossier retiré")


@transaction.atomic
def creer_dossier_du_signalement(
    *, agent: Agent, signalement: Signalement, **personne: Unpack[NouvellePersonne]
) -> Assure:
    """Opens the dossier of the person signalled, in the unit of the signalement, which then designates it.

    A second click meets a signalement that already has its dossier. Raises DossierExistant when the NIR is known.
    """
    exiger(peut_donner_suite(agent, signalement))
    verrou = Signalement.objects.select_for_update(of=("self",)).get(pk=signalement.pk)
    if verrou.assure_id is not None:
        raise RefusMetier("Ce signalement a déjà son dossier.", code="etat")
    assure = creer_assure(agent=agent, departement=signalement.departement, **personne)  # type: ignore[arg-type]
    designer_dossier(agent=agent, signalement=signalement, assure=assure)
    return assure
