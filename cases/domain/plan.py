"""The plan agreed with the person: what she undertakes (préconisation), what the service does (démarche)."""

import datetime

from django.db import transaction

from cases.access import exiger, peut_ecrire_dossier
from cases.domain.commun import enregistrer, exiger_jour, exiger_valable, modifier_si
from cases.models import Accompagnement, Demarche, Preconisation
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
) -> Preconisation:
    """Notes what the assuré will do himself (domaine.md §1.1). Within the accompagnement, not in the future."""
    _exiger_pendant(agent, accompagnement, le)
    exiger_valable(type_preconisation, le, champ="type_preconisation")
    preconisation = enregistrer(
        Preconisation(
            departement_id=accompagnement.departement_id,
            accompagnement=accompagnement,
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
) -> Demarche:
    """Notes what the agent did for the assuré, alone or with a partner, during the accompagnement."""
    _exiger_pendant(agent, accompagnement, le)
    exiger_valable(type_demarche, le, champ="type_demarche")
    exiger_valable(partenaire, le, champ="partenaire")
    demarche = enregistrer(
        Demarche(
            departement_id=accompagnement.departement_id,
            accompagnement=accompagnement,
            type=type_demarche,
            partenaire=partenaire,
            agent=agent,
            le=le,
            precision=precision,
        )
    )
    journaliser(agent, ActionJournal.CREATION, demarche)
    return demarche


def _exiger_pendant(agent: Agent, accompagnement: Accompagnement, le: datetime.date) -> None:
    exiger(peut_ecrire_dossier(agent, accompagnement))
    if accompagnement.annule_le is not None:
        raise RefusMetier("Cet accompagnement est annulé.", code="etat")
    exiger_jour(
        le,
        champ="le",
        pas_avant=accompagnement.ouvert_le,
        depuis="l'ouverture de l'accompagnement",
        pas_apres=accompagnement.clos_le,
        jusqua="la clôture de l'accompagnement",
    )
