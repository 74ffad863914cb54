"""What a CSAM leaves for the référent of a person who asked to be called back."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models.accompagnements.accompagnement import Accompagnement
from cases.models.socle.base import Identifiee, Territoriale, TerritorialeQuerySet


class MessageReferentQuerySet(TerritorialeQuerySet):
    def ouverts(self) -> Self:
        return self.filter(clos_le__isnull=True)


class MessageReferent(Identifiee, Territoriale):
    """A request to call the person back. It hangs on the accompagnement, and is administrative, as the identity is.

    It names no addressee: the référent, or the replacement, of the day on which it is read answers it. The attempts
    are contacts. The one that reached the person closes it, or a reason not to call.
    """

    vers_assure = "accompagnement__assure"

    accompagnement = models.ForeignKey(Accompagnement, models.PROTECT, related_name="messages")
    auteur = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="laissé par"
    )
    laisse_le = models.DateTimeField("laissé le", auto_now_add=True)
    raison = models.ForeignKey(
        "partners.RaisonMessage", models.PROTECT, related_name="+", verbose_name="raison"
    )
    texte = models.CharField("message", max_length=300, blank=True)
    telephone = models.CharField("téléphone", max_length=20)
    rappeler_avant = models.DateField("rappeler au plus tard le")
    clos_le = models.DateTimeField("clos le", null=True, blank=True, editable=False)
    clos_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name="clos par",
    )
    rappel_inutile = models.CharField("rappel inutile", max_length=300, blank=True, editable=False)

    objects = MessageReferentQuerySet.as_manager()

    class Meta:
        verbose_name = "message au référent"
        verbose_name_plural = "messages au référent"
        ordering = ["rappeler_avant", "id"]
        constraints = [
            models.CheckConstraint(
                name="messagereferent_cloture_complete",
                condition=Q(clos_le__isnull=True, clos_par__isnull=True, rappel_inutile="")
                | Q(clos_le__isnull=False, clos_par__isnull=False),
                violation_error_message="La clôture d'un message porte son auteur et son heure.",
            )
        ]
        indexes = [
            models.Index(
                fields=["departement", "rappeler_avant"],
                name="messagereferent_ouverts",
                condition=Q(clos_le__isnull=True),
            ),
            models.Index(fields=["auteur", "-laisse_le"], name="messagereferent_auteur"),
        ]

    def __str__(self) -> str:
        return f"Message au référent : {self.raison}"
