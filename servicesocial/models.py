"""Records that serve the three applications: the journal and the long jobs."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from servicesocial.champs import parmi
from servicesocial.enums import (
    ETATS_TRAVAIL_ACTIFS,
    ActionJournal,
    EtatTravail,
    GenreTravail,
)


class Journal(models.Model):
    """Who did or read what, when (CNIL 2021-122). Never the content read or written.

    Append-only: the runtime role may insert and read, not change nor delete. A consultation's line is
    written in the transaction that reads the data: no line, no data.
    """

    privileges_application = ("SELECT", "INSERT")

    horodatage = models.DateTimeField("date et heure", auto_now_add=True)
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="lignes_journal",
        verbose_name="agent",
    )
    action = models.CharField("action", max_length=20, choices=ActionJournal)
    objet = models.CharField("type d'objet", max_length=40)
    objet_uuid = models.UUIDField("objet", null=True)
    departement_code = models.CharField("unité", max_length=3, blank=True)
    precision = models.CharField("précision", max_length=200, blank=True)

    class Meta:
        verbose_name = "ligne de journal"
        verbose_name_plural = "journal"
        constraints = [parmi("action", ActionJournal, "journal")]
        indexes = [
            models.Index(fields=["objet_uuid", "-horodatage"], name="journal_objet"),
            models.Index(fields=["agent", "-horodatage"], name="journal_agent"),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} – {self.objet}"


class Travail(models.Model):
    """A long job. The row is the truth; the Celery message only wakes a worker (docs/securite.md R1).

    A worker claims it by a conditional UPDATE that sets a new `jeton` and a lease (`bail_jusqua`), and may
    write its result only while it still holds that token.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    genre = models.CharField("genre", max_length=20, choices=GenreTravail)
    etat = models.CharField("état", max_length=20, choices=EtatTravail, default=EtatTravail.DEMANDE)
    cle = models.CharField("clé d'unicité", max_length=120, help_text="Un seul travail actif par clé.")
    jeton = models.UUIDField("jeton du travailleur", null=True)
    bail_jusqua = models.DateTimeField("bail jusqu'à", null=True)
    tentatives = models.PositiveSmallIntegerField("tentatives", default=0)
    progression = models.PositiveSmallIntegerField("progression (%)", default=0)
    etape = models.CharField("étape", max_length=120, blank=True)
    erreur = models.TextField("erreur", blank=True)
    demande_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="travaux",
        verbose_name="demandé par",
    )
    demande_le = models.DateTimeField("demandé le", auto_now_add=True)
    envoye_le = models.DateTimeField("message envoyé le", null=True)
    termine_le = models.DateTimeField("terminé le", null=True)

    class Meta:
        verbose_name = "travail"
        verbose_name_plural = "travaux"
        constraints = [
            parmi("genre", GenreTravail, "travail"),
            parmi("etat", EtatTravail, "travail"),
            models.CheckConstraint(name="travail_progression_0_100", condition=Q(progression__lte=100)),
            models.UniqueConstraint(
                fields=["cle"],
                condition=Q(etat__in=ETATS_TRAVAIL_ACTIFS),
                name="travail_un_actif_par_cle",
                violation_error_message="Ce travail est déjà demandé.",
            ),
        ]
        indexes = [models.Index(fields=["etat", "bail_jusqua"], name="travail_a_reprendre")]

    def __str__(self) -> str:
        return f"{self.get_genre_display()} ({self.get_etat_display()})"
