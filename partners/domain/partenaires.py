"""The acts on partenaires and their interlocuteurs. Nothing is deleted: past acts name them."""

import datetime
import uuid
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from partners.access import exiger, peut_gerer_partenaire, unites_administrees
from partners.domain.enregistrement import appliquer, enregistrer
from partners.domain.fermeture import fermer, rouvrir
from partners.models import Agent, Departement, Interlocuteur, Partenaire, TypePartenaire
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.refus import RefusMetier


@transaction.atomic
def creer_partenaire(
    *,
    agent: Agent,
    identifiant: uuid.UUID,
    nom: str,
    type: TypePartenaire,  # noqa: A002
    departements: Collection[Departement],
    **champs: Any,
) -> Partenaire:
    """Adds an organisation that works with these units, from today on.

    The same `identifiant` sent twice returns the partenaire already created. Refuses the name of a partenaire of the
    same type that already works with one of these units.
    """
    _exiger_unites(agent, departements)
    # Two sendings at once: the second waits here, then meets what the first created.
    verrous = list(Departement.objects.select_for_update().filter(pk__in=[u.pk for u in departements]))
    deja = Partenaire.objects.filter(uuid=identifiant, departements__in=verrous).first()
    if deja is not None:
        return deja
    _exiger_nom_libre(nom, type, verrous)
    partenaire = enregistrer(
        Partenaire(uuid=identifiant, nom=nom, type=type, valide_du=timezone.localdate(), **champs)
    )
    partenaire.departements.set(verrous)
    journaliser(agent, ActionJournal.CREATION, partenaire)
    return partenaire


@transaction.atomic
def modifier_partenaire(
    *, agent: Agent, partenaire: Partenaire, departements: Collection[Departement], **champs: Any
) -> Partenaire:
    """Corrects what describes the partenaire. Of its units, only those that the agent administers are changed."""
    exiger(peut_gerer_partenaire(agent, partenaire))
    _exiger_unites(agent, departements)
    administrees = unites_administrees(agent)
    gardees = [u for u in partenaire.departements.all() if u.code not in administrees]
    if not gardees and not departements:
        raise RefusMetier("Indiquez au moins une unité.", champ="departements")
    modifies = appliquer(partenaire, champs)
    _exiger_nom_libre(partenaire.nom, partenaire.type, [*gardees, *departements], sauf=partenaire)
    enregistrer(partenaire)
    partenaire.departements.set([*gardees, *departements])
    journaliser(agent, ActionJournal.MODIFICATION, partenaire, precision=modifies)
    return partenaire


@transaction.atomic
def fermer_partenaire(*, agent: Agent, partenaire: Partenaire, le: datetime.date) -> None:
    """Closes the partenaire for all its units. `le` is the last day on which it is offered."""
    exiger(peut_gerer_partenaire(agent, partenaire))
    fermer(partenaire, le)
    journaliser(agent, ActionJournal.MODIFICATION, partenaire, precision="Fermeture")


@transaction.atomic
def rouvrir_partenaire(*, agent: Agent, partenaire: Partenaire) -> None:
    exiger(peut_gerer_partenaire(agent, partenaire))
    _exiger_nom_libre(partenaire.nom, partenaire.type, partenaire.departements.all(), sauf=partenaire)
    rouvrir(partenaire)
    journaliser(agent, ActionJournal.MODIFICATION, partenaire, precision="Réouverture")


@transaction.atomic
def ajouter_interlocuteur(*, agent: Agent, partenaire: Partenaire, nom: str, **champs: Any) -> Interlocuteur:
    """Adds a person to contact at the partenaire. Refuses the name of somebody who is already there."""
    exiger(peut_gerer_partenaire(agent, partenaire))
    partenaire = Partenaire.objects.select_for_update().get(pk=partenaire.pk)
    _exiger_personne_libre(partenaire, nom, str(champs.get("prenom", "")))
    interlocuteur = enregistrer(
        Interlocuteur(partenaire=partenaire, nom=nom, valide_du=timezone.localdate(), **champs)
    )
    journaliser(agent, ActionJournal.MODIFICATION, partenaire, precision="Interlocuteur ajouté")
    return interlocuteur


@transaction.atomic
def modifier_interlocuteur(*, agent: Agent, interlocuteur: Interlocuteur, **champs: Any) -> Interlocuteur:
    partenaire = interlocuteur.partenaire
    exiger(peut_gerer_partenaire(agent, partenaire))
    if appliquer(interlocuteur, champs):
        _exiger_personne_libre(partenaire, interlocuteur.nom, interlocuteur.prenom, sauf=interlocuteur)
        enregistrer(interlocuteur)
        journaliser(agent, ActionJournal.MODIFICATION, partenaire, precision="Interlocuteur modifié")
    return interlocuteur


@transaction.atomic
def fermer_interlocuteur(*, agent: Agent, interlocuteur: Interlocuteur, le: datetime.date) -> None:
    exiger(peut_gerer_partenaire(agent, interlocuteur.partenaire))
    fermer(interlocuteur, le)
    journaliser(agent, ActionJournal.MODIFICATION, interlocuteur.partenaire, precision="Interlocuteur fermé")


@transaction.atomic
def rouvrir_interlocuteur(*, agent: Agent, interlocuteur: Interlocuteur) -> None:
    exiger(peut_gerer_partenaire(agent, interlocuteur.partenaire))
    rouvrir(interlocuteur)
    journaliser(
        agent, ActionJournal.MODIFICATION, interlocuteur.partenaire, precision="Interlocuteur rouvert"
    )


def _exiger_unites(agent: Agent, departements: Collection[Departement]) -> None:
    administrees = unites_administrees(agent)
    exiger(bool(administrees))
    if any(unite.code not in administrees for unite in departements):
        raise RefusMetier("Vous n'administrez pas toutes ces unités.", champ="departements", code="unites")


def _exiger_nom_libre(
    nom: str,
    type_partenaire: TypePartenaire,
    unites: Collection[Departement],
    *,
    sauf: Partenaire | None = None,
) -> None:
    autres = Partenaire.objects.valables_le(timezone.localdate()).filter(
        nom__iexact=nom, type=type_partenaire, departements__in=list(unites)
    )
    if autres.exclude(pk=sauf.pk if sauf else None).exists():
        raise RefusMetier(
            "Un partenaire de ce type et de ce nom travaille déjà avec l'une de ces unités.",
            champ="nom",
            code="doublon",
        )


def _exiger_personne_libre(
    partenaire: Partenaire, nom: str, prenom: str, *, sauf: Interlocuteur | None = None
) -> None:
    autres = Interlocuteur.objects.valables_le(timezone.localdate()).filter(
        partenaire=partenaire, nom__iexact=nom, prenom__iexact=prenom
    )
    if autres.exclude(pk=sauf.pk if sauf else None).exists():
        raise RefusMetier("Cette personne figure déjà parmi les interlocuteurs.", champ="nom", code="doublon")
