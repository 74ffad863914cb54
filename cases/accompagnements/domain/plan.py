"""The plan agreed with the person: what she undertakes (préconisation), what the service does (démarche)."""

import datetime
import itertools
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from cases.access.accompagnements import peut_ecrire_dossier
from cases.access.base import exiger
from cases.accompagnements.domain.tenir import exiger_en_vigueur, tenir_accompagnement
from cases.models import Accompagnement, Demarche, Preconisation
from cases.socle.acte import annuler_acte, enregistrer, exiger_jour, exiger_valable, modifier_si
from partners.models import Agent, Partenaire, TypeDemarche, TypePreconisation
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.refus import RefusMetier


@transaction.atomic
def preconiser(
    *,
    agent: Agent,
    accompagnement: Accompagnement,
    type_preconisation: TypePreconisation,
    le: datetime.date,
    precision: str = "",
    identifiant: uuid.UUID | None = None,
) -> Preconisation:
    """Notes what the person will do herself (DOS-4). Within the accompagnement, not in the future."""
    tenu = _tenir_pendant(agent, accompagnement, le)
    exiger_valable(type_preconisation, le, champ="type_preconisation")
    preconisation = enregistrer(
        Preconisation(
            uuid=identifiant or uuid.uuid4(),
            departement_id=tenu.departement_id,
            accompagnement=tenu,
            type=type_preconisation,
            le=le,
            precision=precision,
        )
    )
    journaliser(agent, ActionJournal.CREATION, preconisation)
    return preconisation


@transaction.atomic
def realiser_preconisation(*, agent: Agent, preconisation: Preconisation, le: datetime.date) -> None:
    """The assuré did it, that day. Refuses a day before the préconisation, and one already done or annulled."""
    exiger(peut_ecrire_dossier(agent, preconisation.accompagnement))
    exiger_jour(le, champ="le", pas_avant=preconisation.le, depuis="la préconisation")
    modifier_si(
        preconisation,
        Preconisation.objects.comptent().filter(realisee_le__isnull=True),
        "Cette préconisation est déjà réalisée ou annulée.",
        realisee_le=le,
    )
    journaliser(agent, ActionJournal.MODIFICATION, preconisation, precision="Réalisée")


@transaction.atomic
def noter_demarche(
    *,
    agent: Agent,
    accompagnement: Accompagnement,
    type_demarche: TypeDemarche,
    le: datetime.date,
    partenaire: Partenaire | None = None,
    precision: str = "",
    identifiant: uuid.UUID | None = None,
) -> Demarche:
    """Notes what the agent did for the assuré, alone or with a partner, during the accompagnement."""
    tenu = _tenir_pendant(agent, accompagnement, le)
    exiger_valable(type_demarche, le, champ="type_demarche")
    exiger_valable(partenaire, le, champ="partenaire")
    demarche = enregistrer(
        Demarche(
            uuid=identifiant or uuid.uuid4(),
            departement_id=tenu.departement_id,
            accompagnement=tenu,
            type=type_demarche,
            partenaire=partenaire,
            agent=agent,
            le=le,
            precision=precision,
        )
    )
    journaliser(agent, ActionJournal.CREATION, demarche)
    return demarche


@transaction.atomic
def annuler_ligne(*, agent: Agent, ligne: Preconisation | Demarche, motif: str) -> None:
    """It was noted by mistake: it counts no more, and the history of the dossier says why."""
    exiger(peut_ecrire_dossier(agent, ligne.accompagnement))
    annuler_acte(agent, ligne, motif)
    journaliser(agent, ActionJournal.ANNULATION, ligne)


@transaction.atomic
def noter_plan(
    *,
    agent: Agent,
    accompagnement: Accompagnement,
    identifiant: uuid.UUID,
    le: datetime.date,
    preconisations: Sequence[tuple[TypePreconisation, str]],
    demarches: Sequence[tuple[TypeDemarche, Partenaire | None, str]],
) -> None:
    """What was agreed that day: `preconisations` what the person will do, `demarches` what the service does.

    The first line written has `identifiant`: the same page sent twice notes it once. Refuses a page without any line.
    """
    if not preconisations and not demarches:
        raise RefusMetier("Choisissez au moins une préconisation ou une démarche.", code="vide")
    tenir_accompagnement(accompagnement)
    if any(modele.objects.filter(uuid=identifiant).exists() for modele in (Preconisation, Demarche)):
        return
    commun: dict[str, Any] = {"agent": agent, "accompagnement": accompagnement, "le": le}
    numeros = itertools.chain([identifiant], iter(uuid.uuid4, None))
    for conseil, precision in preconisations:
        preconiser(**commun, type_preconisation=conseil, precision=precision, identifiant=next(numeros))
    for geste, partenaire, precision in demarches:
        noter_demarche(
            **commun,
            type_demarche=geste,
            partenaire=partenaire,
            precision=precision,
            identifiant=next(numeros),
        )


def _tenir_pendant(agent: Agent, accompagnement: Accompagnement, le: datetime.date) -> Accompagnement:
    """The accompagnement, held. Refuses a day outside it."""
    exiger(peut_ecrire_dossier(agent, accompagnement))
    tenu = tenir_accompagnement(accompagnement)
    exiger_en_vigueur(tenu)
    exiger_jour(
        le,
        champ="le",
        pas_avant=tenu.ouvert_le,
        depuis="l'ouverture de l'accompagnement",
        pas_apres=tenu.clos_le,
        jusqua="la clôture de l'accompagnement",
    )
    return tenu
