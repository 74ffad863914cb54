"""Giving a dossier to another unit, asked for or not (docs/regles.md, DOS-7)."""

from django.db import transaction
from django.utils import timezone

from cases.access.accompagnements import peut_reaffecter
from cases.access.base import exiger
from cases.enums import EtatDemande
from cases.models import Accompagnement, Assure, DemandeTransfert, Transfert
from cases.rules.dates import en_francais
from cases.socle.acte import enregistrer, exiger_motif, exiger_valable, modifier_si, tenir, tenir_toutes
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
    """Gives the dossier to another unit, which follows the person from now on. Past figures do not move (DOS-7).

    One row changes, and the composite keys carry its children along; the sites of the acts stay. The agent is a
    manager of the unit that follows the person; the new unit names the référent. A dossier in accès restreint also
    names the manager of the new unit who may read it. The demande of the new unit is answered by this act, and those
    of other units too. Refuses a unit that is closed, and while somebody is writing an entretien in the dossier,
    because that draft would be lost.
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
    """Gives the dossier to the unit that asked for it. Refuses what transferer_dossier refuses."""
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
    """Refuses the demande: the unit goes on following the person.

    `motif` is administrative: the unit that asked reads it.
    """
    exiger(peut_reaffecter(agent, demande.departement_id))
    motif = exiger_motif(motif)
    _exiger_en_cours(demande)
    repondre_demande(agent, demande, EtatDemande.REFUSEE, motif)


def _verrouiller_dossier(assure: Assure) -> None:
    """Locks the person, then her accompagnements, always in this order, so that nothing of hers is begun meanwhile.

    Refuses when the dossier is out of the agent's reach since.
    """
    tenir(Assure.objects.filter(pk=assure.pk), _PARTI)
    tenir_toutes(Accompagnement.objects.filter(assure=assure))


def _exiger_en_cours(demande: DemandeTransfert) -> None:
    """Refuses a demande already answered. It holds the dossier first: of two managers at once, the second waits."""
    tenir_toutes(Assure.objects.filter(pk=demande.assure_id))
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
