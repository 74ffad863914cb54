"""What hangs on a signalement joins the dossier with it, and leaves the dossier with it."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.models import (
    Assure,
    Contact,
    Information,
    Opposition,
    RendezVous,
    Signalement,
    SituationUrgence,
)


def suivre_la_personne(signalement: Signalement, assure: Assure | None) -> None:
    """Moves with the signalement the contacts, rendez-vous, information given, refusals and urgencies noted on it."""
    avant = SituationUrgence.objects.filter(signalement=signalement, assure__isnull=False).values("assure")
    touches = [ligne["assure"] for ligne in avant]
    for modele in (Contact, RendezVous, Information, Opposition, SituationUrgence):
        modele.objects.filter(signalement=signalement).update(assure=assure)
    touches += [assure.pk] if assure is not None else []
    actualiser_urgence(Signalement.objects.filter(Q(pk=signalement.pk) | Q(assure__in=touches)))


def actualiser_urgence(signalements: QuerySet[Signalement]) -> None:
    """Recomputes `urgent`: an urgency not lifted is marked on the signalement or on the dossier it designates."""
    en_cours = SituationUrgence.objects.en_cours()
    de_la_personne = Exists(
        en_cours.filter(Q(signalement=OuterRef("pk")) | Q(assure=OuterRef("assure"), assure__isnull=False))
    )
    signalements.order_by().update(urgent=de_la_personne)
