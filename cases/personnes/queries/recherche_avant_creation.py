"""The search for a person among the dossiers of a unit, before the agent creates one."""

import datetime

from cases.models import Signalement
from cases.personnes.domain.nir import poser_nir
from cases.personnes.queries.rapprochement import DossierRapproche, connu_ailleurs, rapprochements
from partners.models import Agent, Departement
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser


def recherche_avant_creation(
    agent: Agent,
    departement: Departement,
    jour: datetime.date,
    *,
    nom: str,
    prenom: str,
    date_naissance: datetime.date | None,
    telephone: str,
    nir: str,
) -> tuple[list[DossierRapproche], bool]:
    """Returns the dossiers that may be the person's, and whether another unit has one, as for a signalement.

    Refuses a NIR whose key is wrong. It writes the line of consultation of those shown.
    """
    cherchee = Signalement(
        departement=departement, nom=nom, prenom=prenom, date_naissance=date_naissance, telephone=telephone
    )
    if nir:
        poser_nir(cherchee, nir, sexe="", naissance=None, explication="")
    trouves = rapprochements(agent, cherchee, jour)
    journaliser(
        agent,
        ActionJournal.LISTE,
        ("assure", None),
        departement_code=departement.pk,
        precision=f"Recherche : {len(trouves)} dossiers",
    )
    return trouves, connu_ailleurs(cherchee)
