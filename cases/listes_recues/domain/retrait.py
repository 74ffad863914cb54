"""Undoing a list that was a wrong one: an agent asks for it, a worker does it entirely or not at all."""

from django.db import transaction
from django.utils import timezone

from cases.access.base import exiger
from cases.access.signalements import peut_traiter_signalement
from cases.enums_liste_recue import LIGNES_CREEES, EtatListeRecue
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
def demander_retrait(*, agent: Agent, liste_recue: FichierSignalements, motif: str) -> None:
    """Asks that every signalement made by the list be annulled; the same list can then be imported again.

    Refused as a whole as soon as something was done with one of them: taken on, contacted, given an outcome.
    """
    exiger(peut_traiter_signalement(agent, liste_recue.site))
    motif = exiger_motif(motif)
    _refuser_les_traites(liste_recue)
    travail = Travail(
        genre=GenreTravail.RETRAIT, cle=f"{GenreTravail.RETRAIT}:{liste_recue.uuid}", demande_par=agent
    )
    modifier_si(
        liste_recue,
        # One whose import failed on the way may be undone too: nothing stays half done.
        FichierSignalements.objects.filter(
            etat__in=[EtatListeRecue.IMPORTE, EtatListeRecue.REFUSE],
            pk__in=liste_recue.lignes.values("fichier"),
        ),
        "Ce fichier n'est pas importé, ou il est déjà défait.",
        etat=EtatListeRecue.RETRAIT,
        motif_defait=motif,
        motif_refus="",
    )
    travail.save()
    FichierSignalements.objects.filter(pk=liste_recue.pk).update(travail=travail)
    liste_recue.travail = travail
    journaliser(agent, ActionJournal.MODIFICATION, liste_recue, precision="Annulation demandée")
    transaction.on_commit(lambda: travaux.reveiller(travail))


def defaire_liste_recue(travail: Travail) -> None:
    """Undoes the list in the transaction that ends the job. Raises BailPerdu when another worker took over.

    When a signalement was acted on since the demand, the undoing is refused: the list stays as it was and says why.
    """
    with perimetre(TOUT):
        liste_recue = FichierSignalements.objects.select_related("travail__demande_par").get(travail=travail)
    travaux.avancer(travail, 10, "Annulation des signalements")
    with transaction.atomic(), perimetre([liste_recue.departement_id]):
        # Two people: who takes one on now waits, and then meets a signalement that no longer counts.
        signalements = list(_faits(liste_recue).only("uuid", "departement").select_for_update(no_key=True))
        try:
            _refuser_les_traites(liste_recue)
        except RefusMetier as refus:
            _rendre(liste_recue, " ".join(refus.messages))
        else:
            _annuler(liste_recue, signalements)
        travaux.terminer(travail)


def echouer_retrait(travail: Travail, clore: travaux.Fin) -> None:
    """Ends an undoing that cannot be done. Nothing was changed, and the list says so."""
    with perimetre(TOUT):
        liste_recue = FichierSignalements.objects.get(travail=travail)
        if clore(travail, ECHEC):
            _rendre(liste_recue, ECHEC)


def _annuler(liste_recue: FichierSignalements, signalements: list[Signalement]) -> None:
    agent = liste_recue.travail.demande_par if liste_recue.travail else None
    if agent is None:
        raise TypeError("An undoing is asked by somebody.")
    for demande in _faits(liste_recue).transfert_attendu():
        retirer_demande(agent=agent, signalement=demande)
    motif = f"Fichier défait : {liste_recue.motif_defait}"[:300]
    _faits(liste_recue).update(annule_le=timezone.now(), annule_par=agent, motif_annulation=motif)
    FichierSignalements.objects.filter(pk=liste_recue.pk).update(etat=EtatListeRecue.DEFAIT, contenu=None)
    journaliser(agent, ActionJournal.ANNULATION, liste_recue, precision=f"{len(signalements)} signalements")
    journaliser_plusieurs(agent, ActionJournal.ANNULATION, signalements, precision="Fichier défait")


def _rendre(liste_recue: FichierSignalements, refus: str) -> None:
    """Puts the list back in its state before the demand. A list imported to its end has no content any more."""
    avant = EtatListeRecue.IMPORTE if liste_recue.contenu is None else EtatListeRecue.REFUSE
    FichierSignalements.objects.filter(pk=liste_recue.pk, etat=EtatListeRecue.RETRAIT).update(
        etat=avant, motif_refus=refus[:300], motif_defait=""
    )


def _faits(liste_recue: FichierSignalements) -> SignalementQuerySet:
    crees = liste_recue.lignes.filter(resultat__in=LIGNES_CREEES).values("signalement")
    return Signalement.objects.comptent().filter(uuid__in=crees)


def _refuser_les_traites(liste_recue: FichierSignalements) -> None:
    """Refuses when a signalement of the list was acted on: every act on one writes its line in the journal.

    A transfer that the import asked for by itself does not count as an act: it is withdrawn with the list.
    """
    faits = _faits(liste_recue)
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
