"""Giving a dossier to another unit (conception.md §3, « Who follows, and where it counts »)."""

from django.db import transaction

from cases.access import exiger, peut_reaffecter
from cases.domain.commun import modifier_si
from cases.models import Assure
from partners.models import Agent, Departement
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.perimetre import perimetre
from servicesocial.refus import RefusMetier


@transaction.atomic
def transferer_dossier(
    *, agent: Agent, assure: Assure, vers: Departement, manager_habilite: Agent | None = None
) -> None:
    """From now on another unit follows the person: the dossier moves whole, past figures do not.

    One row changes; the composite keys carry its children along. The sites of the acts stay, and with them the
    years already counted. A manager of the unit that follows her decides; the new unit names the référent.
    A dossier in accès restreint also names the manager of the new unit who may read it.
    """
    exiger(peut_reaffecter(agent, assure.departement_id))
    depuis = assure.departement
    if depuis == vers:
        raise RefusMetier("Ce dossier est déjà suivi par cette unité.", champ="vers")
    if assure.acces_restreint and (
        manager_habilite is None or not peut_reaffecter(manager_habilite, vers.pk)
    ):
        raise RefusMetier(
            "Désignez le manager de la nouvelle unité habilité à lire ce dossier.", champ="manager_habilite"
        )
    with perimetre({depuis.pk, vers.pk}):
        modifier_si(
            assure,
            Assure.objects.filter(departement=depuis),
            "Ce dossier a changé d'unité entre-temps.",
            departement=vers,
            manager_habilite=manager_habilite if assure.acces_restreint else assure.manager_habilite,
        )
        for unite in (depuis, vers):
            journaliser(
                agent,
                ActionJournal.MODIFICATION,
                assure,
                departement_code=unite.pk,
                precision=f"Transfert {depuis.pk} → {vers.pk}",
            )
