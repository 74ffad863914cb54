"""Undoing a whole list that was a wrong one: asked by an agent, done by a worker, entirely or not at all."""

from django.db import transaction
from django.utils import timezone

from cases.access.base import exiger
from cases.access.signalements import peut_traiter_signalement
from cases.enums_liste_recue import LIGNES_CREEES, EtatFichier
from cases.models import Contact, FichierSignalements, Signalement
from cases.models.signalements.signalement import SignalementQuerySet
from cases.socle.acte import exiger_motif, modifier_si
from cases.transferts.domain.demande_transfert import TRANSFERT_DEMANDE, retirer_demande
from partners.models import Agent
from servicesocial import travaux
from servicesocial.enums import ActionJournal, GenreTravail
from servicesocial.journal import journaliser, journaliser_plusieurs
from servicesocial.models import Journal, Travail
from servicesocial.perimetre import TOUT, perimetre
from servicesocial.refus import RefusMetier

ECHEC = "L'annulation n'a pas pu aller au bout : rien n'est annulé. Demandez-la à nouveau."


@transaction.atomic
def demander_retrait(*, agent: Agent, fichier: FichierSignalements, motif: str) -> None:
    """Asks that every signalement that the file made be annulled; the same file can then be imported again.

    Refused as a whole as soon as something was done of one of them: taken on, contacted, given an outcome.
    """
    exiger(peut_traiter_signalement(agent, fichier.site))
    motif = exiger_motif(motif)
    _refuser_les_traites(fichier)
    travail = Travail(
        genre=GenreTravail.RETRAIT, cle=f"{GenreTravail.RETRAIT}:{fichier.uuid}", demande_par=agent
    )
    modifier_si(
        fichier,
        # One whose import failed on the way may be undone too: nothing stays half done.
        FichierSignalements.objects.filter(
            etat__in=[EtatFichier.IMPORTE, EtatFichier.REFUSE], pk__in=fichier.lignes.values("fichier")
        ),
        "Ce fichier n'est pas importé, ou il est déjà défait.",
        etat=EtatFichier.RETRAIT,
        motif_defait=motif,
        motif_refus="",
    )
    travail.save()
    FichierSignalements.objects.filter(pk=fichier.pk).update(travail=travail)
    fichier.travail = travail
    journaliser(agent, ActionJournal.MODIFICATION, fichier, precision="Annulation demandée")
    transaction.on_commit(lambda: travaux.reveiller(travail))


def defaire_fichier(travail: Travail) -> None:
    """Does it, in one transaction that ends the job. Raises BailPerdu when another worker took over.

    A signalement acted on since the demand has it refused: the file is then as it was, and says why.
    """
    with perimetre(TOUT):
        fichier = FichierSignalements.objects.select_related("travail__demande_par").get(travail=travail)
    travaux.avancer(travail, 10, "Annulation des signalements")
    with transaction.atomic(), perimetre([fichier.departement_id]):
        # Two people: who takes one on now waits, and then meets a signalement that no longer counts.
        signalements = list(_faits(fichier).only("uuid", "departement").select_for_update(no_key=True))
        try:
            _refuser_les_traites(fichier)
        except RefusMetier as refus:
            _rendre(fichier, " ".join(refus.messages))
        else:
            _annuler(fichier, signalements)
        travaux.terminer(travail)


def echouer_retrait(travail: Travail, clore: travaux.Fin) -> None:
    """It cannot be done: nothing was, and the file says so."""
    with perimetre(TOUT):
        fichier = FichierSignalements.objects.get(travail=travail)
        if clore(travail, ECHEC):
            _rendre(fichier, ECHEC)


def _annuler(fichier: FichierSignalements, signalements: list[Signalement]) -> None:
    agent = fichier.travail.demande_par if fichier.travail else None
    if agent is None:
        raise TypeError("An undoing is asked by somebody.")
    for demande in _faits(fichier).transfert_attendu():
        retirer_demande(agent=agent, signalement=demande)
    motif = f"Fichier défait : {fichier.motif_defait}"[:300]
    _faits(fichier).update(annule_le=timezone.now(), annule_par=agent, motif_annulation=motif)
    FichierSignalements.objects.filter(pk=fichier.pk).update(etat=EtatFichier.DEFAIT, contenu=None)
    journaliser(agent, ActionJournal.ANNULATION, fichier, precision=f"{len(signalements)} signalements")
    journaliser_plusieurs(agent, ActionJournal.ANNULATION, signalements, precision="Fichier défait")


def _rendre(fichier: FichierSignalements, refus: str) -> None:
    """As it was before the demand: a file imported to its end has no content any more."""
    avant = EtatFichier.IMPORTE if fichier.contenu is None else EtatFichier.REFUSE
    FichierSignalements.objects.filter(pk=fichier.pk, etat=EtatFichier.RETRAIT).update(
        etat=avant, motif_refus=refus[:300], motif_defait=""
    )


def _faits(fichier: FichierSignalements) -> SignalementQuerySet:
    crees = fichier.lignes.filter(resultat__in=LIGNES_CREEES).values("signalement")
    return Signalement.objects.comptent().filter(uuid__in=crees)


def _refuser_les_traites(fichier: FichierSignalements) -> None:
    """Every act on a signalement writes its line in the journal.

    The transfers that the import asked for by itself are withdrawn with it.
    """
    faits = _faits(fichier)
    modifies = Journal.objects.filter(
        objet="signalement", objet_uuid__in=faits.values("uuid"), action=ActionJournal.MODIFICATION
    ).exclude(precision=TRANSFERT_DEMANDE)
    touches = set(modifies.values_list("objet_uuid", flat=True))
    touches |= set(Contact.objects.filter(signalement__in=faits).values_list("signalement__uuid", flat=True))
    if touches:
        raise RefusMetier(
            f"{len(touches)} des {faits.count()} signalements de ce fichier ont déjà été traités : "
            "annulez-les un par un, ou gardez le fichier.",
            code="touches",
        )
