"""The passage of a dossier from one unit to another: when, by whose decision, why."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.models.personnes.assure import Assure
from cases.models.socle.base import Identifiee, Territoriale, TerritorialeQuerySet


class Transfert(Identifiee, Territoriale):
    """A transfer.

    It follows the person, as everything about the person does: `departement` is the unit that follows now. The unit
    that the person left reads only that a dossier went, and where (queries/transferts.dossiers_partis).
    """

    assure = models.ForeignKey(Assure, models.PROTECT, related_name="transferts")
    depuis = models.ForeignKey(
        "partners.Departement", models.PROTECT, related_name="+", verbose_name="unité quittée"
    )
    vers = models.ForeignKey(
        "partners.Departement", models.PROTECT, related_name="+", verbose_name="unité qui suit désormais"
    )
    le = models.DateTimeField("le")
    par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="décidé par"
    )
    motif = models.CharField("motif", max_length=300)

    objects = TerritorialeQuerySet.as_manager()

    class Meta:
        verbose_name = "transfert"
        ordering = ["-le", "-id"]
        constraints = [
            models.CheckConstraint(
                name="transfert_deux_unites",
                condition=~Q(depuis=F("vers")),
                violation_error_message="Un transfert va d'une unité à une autre.",
            )
        ]
        indexes = [models.Index(fields=["depuis", "-le"], name="transfert_partis")]

    def __str__(self) -> str:
        return f"Transfert {self.depuis_id} → {self.vers_id}"
