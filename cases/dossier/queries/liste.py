"""The list of the dossiers of a unit, page by page.

A dossier in accès restreint is not in it, unless the agent is one of those who may read it.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from cases.enums import Axe
from cases.models import (
    Accompagnement,
    Assure,
    ReferentAccompagnement,
)
from partners.models import Agent, Site
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser

# --- Signalements ---------------------------------------------------------------------------------------------


# --- Rendez-vous ----------------------------------------------------------------------------------------------


# --- Dossiers -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CriteresDossiers:
    """What a list of dossiers is narrowed by. No name: an address must not hold one."""

    ouverts: bool = True
    axe: Axe | None = None
    site: Site | None = None
    initiale: str = ""

    def __str__(self) -> str:
        valeurs = (
            "ouverts" if self.ouverts else "clos",
            self.axe,
            self.site and self.site.code,
            self.initiale,
        )
        return ", ".join(str(valeur) for valeur in valeurs if valeur)


@dataclass(frozen=True)
class PageDossiers:
    """`suite` is the uuid after which the next page starts, when there is one."""

    dossiers: Sequence[Assure]
    suite: UUID | None


def lire_dossiers(
    agent: Agent, criteres: CriteresDossiers, *, apres: UUID | None, taille: int, jour: datetime.date
) -> PageDossiers:
    """One page of the dossiers of the agent's units, by name. It costs the same however many there are before.

    Each has `suivis`: those of its accompagnements that the criteria keep, with `axe_du_jour` and `referents_lus`.
    Showing the list is a journalled act: its line is written here, in the same transaction.
    """
    suivis = _suivis(agent, criteres, jour)
    dossiers = Assure.objects.visible_to(agent).filter(Exists(suivis.filter(assure=OuterRef("pk"))))
    if criteres.initiale:
        dossiers = dossiers.filter(nom_recherche__startswith=criteres.initiale.lower())
    borne = Assure.objects.visible_to(agent).filter(uuid=apres).first() if apres else None
    if borne is not None:
        suivants = Q(nom_recherche__gt=borne.nom_recherche) | Q(
            nom_recherche=borne.nom_recherche, pk__gt=borne.pk
        )
        dossiers = dossiers.filter(suivants)
    referents = ReferentAccompagnement.objects.select_related("agent")
    lus = list(
        dossiers.select_related("commune")
        .order_by("nom_recherche", "id")
        .prefetch_related(
            Prefetch(
                "accompagnements",
                suivis.select_related("site").prefetch_related(
                    Prefetch("referents", referents, "referents_lus")
                ),
                "suivis",
            )
        )[: taille + 1]
    )
    page = lus[:taille]
    journaliser(agent, ActionJournal.LISTE, ("assure", None), precision=f"{len(page)} dossiers : {criteres}")
    return PageDossiers(page, page[-1].uuid if len(lus) > taille else None)


def _suivis(agent: Agent, criteres: CriteresDossiers, jour: datetime.date) -> QuerySet[Accompagnement]:
    suivis = Accompagnement.objects.visible_to(agent).comptent().avec_axe_le(jour)
    suivis = suivis.filter(clos_le__isnull=criteres.ouverts)
    if criteres.axe:
        suivis = suivis.filter(axe_du_jour=criteres.axe)  # type: ignore[misc]
    if criteres.site:
        suivis = suivis.filter(site=criteres.site)
    return suivis


# --- Team -----------------------------------------------------------------------------------------------------
