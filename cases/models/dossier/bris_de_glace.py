"""A manager opens the syntheses of a dossier, for a time and a reason (D-8)."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cases.models.personnes.assure import Assure
from cases.models.socle.base import Identifiee, Territoriale, TerritorialeQuerySet
from partners.enums import Profil
from partners.models import Agent


class BrisDeGlaceQuerySet(TerritorialeQuerySet):
    def en_cours(self, agent: Agent) -> Self:
        """Those that open a dossier to this agent now, while he is a manager of the unit that follows the person."""
        return self.filter(
            agent=agent, expire_le__gt=timezone.now(), departement__in=agent.unites(Profil.MANAGER)
        )


class BrisDeGlace(Identifiee, Territoriale):
    """Opens the syntheses of one dossier to one manager until `expire_le`; never its notes de secret.

    `motif` is read by the référent, who is told of it until he has acknowledged (D-8).
    """

    assure = models.ForeignKey(Assure, models.PROTECT, related_name="bris_de_glace")
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    motif = models.CharField("motif", max_length=300)
    ouvert_le = models.DateTimeField("ouvert le")
    expire_le = models.DateTimeField("expire le")
    lu_le = models.DateTimeField("lu par le référent le", null=True, blank=True)

    objects = BrisDeGlaceQuerySet.as_manager()

    class Meta:
        verbose_name = "bris de glace"
        verbose_name_plural = "bris de glace"
        ordering = ["-ouvert_le", "-id"]
        constraints = [
            models.CheckConstraint(
                name="brisdeglace_motive",
                condition=~Q(motif=""),
                violation_error_message="Un bris de glace demande un motif.",
            ),
            models.CheckConstraint(
                name="brisdeglace_expire",
                condition=Q(expire_le__gt=F("ouvert_le")),
                violation_error_message="Un bris de glace a une fin.",
            ),
        ]
        indexes = [models.Index(fields=["agent", "expire_le"], name="brisdeglace_en_cours")]

    def __str__(self) -> str:
        return f"Bris de glace du {timezone.localtime(self.ouvert_le):%d/%m/%Y}"
