"""Giving a dossier to another unit, asked for or not (conception.md §3, « Who follows, and where it counts »)."""

from django.db import transaction
from django.utils import timezone

from cases.access.accompagnements import peut_reaffecter
from cases.access.base import exiger
from cases.enums import EtatDemande
from cases.models import Accompagnement, Assure, DemandeTransfert, Transfert
from cases.rules.dates import en_francais
from cases.socle.acte import enregistrer, exiger_motif, exiger_valable, modifier_si
from cases.transferts.domain.demande_transfert import repondre_demande
from cases.transferts.queries.transferts import brouillons_a_finir
from partners.models import Agent, Departement
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.perimetre import perimetre
from servicesocial.refus import RefusMetier

_PARTI = "Ce dossier a changé d'unité entre-temps."
# What a unit reads when the dossier that it asked for went to another one.
PARTI_AILLEURS = "Une autre unité suit désormais la personne : demandez de nouveau si elle vous est signalée."


@transaction.atomic
def transferer_dossier(
    *, agent: Agent, assure: Assure, vers: Departement, motif: str, manager_habilite: Agent | None = None
) -> None:
    """From now on another unit follows the person: the dossier moves whole, past figures do not.

    One row changes; the composite keys carry its children along. The sites of the acts stay, and with them the
    years already counted. A manager of the unit that follows her decides; the new unit names the référent.
    A dossier in accès restreint also names the manager of the new unit who may read it. The demande of the new unit is
    answered by it, those of the others too. Refuses a unit that is closed, and an entretien that somebody is writing:
    his draft is his alone, and would be lost to him.
    """
    exiger(peut_reaffecter(agent, assure.departement_id))
    motif = exiger_motif(motif)
    depuis = assure.departement
    if depuis == vers:
        raise RefusMetier("Ce dossier est déjà suivi par cette unité.", champ="vers")
    exiger_valable(vers, timezone.localdate(), champ="vers")
    if assure.acces_restreint and (
        manager_habilite is None or not peut_reaffecter(manager_habilite, vers.pk)
    ):
        raise RefusMetier(
            "Désignez le manager de la nouvelle unité habilité à lire ce dossier.", champ="manager_habilite"
        )
    with perimetre({depuis.pk, vers.pk}):
        _verrouiller_dossier(assure)
        _exiger_sans_brouillon(assure)
        modifier_si(
            assure,
            Assure.objects.filter(departement=depuis),
            _PARTI,
            departement=vers,
            manager_habilite=manager_habilite if assure.acces_restreint else assure.manager_habilite,
        )
        enregistrer(
            Transfert(
                departement=vers,
                assure=assure,
                depuis=depuis,
                vers=vers,
                le=timezone.now(),
                par=agent,
                motif=motif,
            )
        )
        _repondre_a_tous(agent, assure, vers)
        for unite in (depuis, vers):
            journaliser(
                agent,
                ActionJournal.MODIFICATION,
                assure,
                departement_code=unite.pk,
                precision=f"Transfert {depuis.pk} → {vers.pk}",
            )


@transaction.atomic
def accepter_demande(
    *, agent: Agent, demande: DemandeTransfert, manager_habilite: Agent | None = None
) -> None:
    """The unit that follows gives the dossier to the one that asked for it. Refuses what transferer_dossier refuses."""
    exiger(peut_reaffecter(agent, demande.departement_id))
    _exiger_en_cours(demande)
    transferer_dossier(
        agent=agent,
        assure=demande.assure,
        vers=demande.vers,
        motif=demande.motif,
        manager_habilite=manager_habilite,
    )


@transaction.atomic
def refuser_demande(*, agent: Agent, demande: DemandeTransfert, motif: str) -> None:
    """The unit goes on following the person. `motif` is administrative: the asking unit reads it."""
    exiger(peut_reaffecter(agent, demande.departement_id))
    motif = exiger_motif(motif)
    _exiger_en_cours(demande)
    repondre_demande(agent, demande, EtatDemande.REFUSEE, motif)


def _verrouiller_dossier(assure: Assure) -> None:
    """The person, then her accompagnements, always in this order: nothing of hers is begun in the meantime.

    Refuses when she has gone out of reach since.
    """
    if not list(Assure.objects.select_for_update().filter(pk=assure.pk)):
        raise RefusMetier(_PARTI, code="etat")
    list(Accompagnement.objects.select_for_update().filter(assure=assure).order_by("pk"))


def _exiger_en_cours(demande: DemandeTransfert) -> None:
    """Of two managers who answer at once, the second waits for the first, then reads this."""
    list(Assure.objects.select_for_update().filter(pk=demande.assure_id))
    if not DemandeTransfert.objects.en_cours().filter(pk=demande.pk).exists():
        raise RefusMetier("Cette demande n'attend plus de réponse.", code="etat")


def _exiger_sans_brouillon(assure: Assure) -> None:
    for brouillon in brouillons_a_finir(assure):
        commence = en_francais(timezone.localdate(brouillon.modifie_le))
        raise RefusMetier(
            f"{brouillon.agent} a un entretien en cours d'écriture, du {commence} : il doit être terminé ou "
            "effacé avant que le dossier parte.",
            code="brouillon",
        )


def _repondre_a_tous(agent: Agent, assure: Assure, vers: Departement) -> None:
    for demande in DemandeTransfert.objects.en_cours().filter(assure=assure).order_by("pk"):
        if demande.vers_id == vers.pk:
            repondre_demande(agent, demande, EtatDemande.ACCEPTEE)
        else:
            repondre_demande(agent, demande, EtatDemande.REFUSEE, PARTI_AILLEURS)
