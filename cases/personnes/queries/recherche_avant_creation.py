"""Looking for a person among the dossiers of a unit, before one is created."""

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
    """The dossiers that may be hers, and whether another unit has one. The same rule as for a signalement.

    Refuses a NIR whose key is wrong. Showing who was found is a consultation: its line is written here.
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
