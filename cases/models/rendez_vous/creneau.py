"""The slots in which the ASS receive. They are declared, then booked while the person is on the line."""

import datetime
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from cases.enums import EtatRendezVous, ModeEntretien
from cases.models.socle.base import LECTEURS_DOSSIER
from partners.models import Agent
from servicesocial.champs import parmi


class CreneauQuerySet(models.QuerySet):
    def visible_to(self, agent: Agent) -> Self:
        """Of the units where the agent reads dossiers: a slot names nobody but who receives."""
        return self.filter(site__departement__in=agent.unites(*LECTEURS_DOSSIER))

    def proposes(self) -> Self:
        return self.filter(retire_le__isnull=True)

    def libres(self) -> Self:
        from cases.models.rendez_vous.rendez_vous import RendezVous  # noqa: PLC0415 (a rendez-vous knows its slot)

        pris = RendezVous.objects.filter(creneau=OuterRef("pk"), etat=EtatRendezVous.PREVU)
        return self.proposes().filter(~Exists(pris))


class Creneau(models.Model):
    """An ASS receives on a site, from a time on, for some minutes.

    A slot withdrawn stays, with the date of its withdrawal.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="avec")
    site = models.ForeignKey("partners.Site", models.PROTECT, related_name="+")
    debut = models.DateTimeField("date et heure")
    duree_minutes = models.PositiveSmallIntegerField("durée (minutes)")
    mode = models.CharField("modalité", max_length=15, choices=ModeEntretien)
    retire_le = models.DateTimeField("retiré le", null=True, editable=False)

    objects = CreneauQuerySet.as_manager()

    class Meta:
        verbose_name = "créneau"
        verbose_name_plural = "créneaux"
        ordering = ["debut", "id"]
        constraints = [
            parmi("mode", ModeEntretien, "creneau"),
            models.CheckConstraint(
                name="creneau_duree", condition=Q(duree_minutes__gte=5, duree_minutes__lte=480)
            ),
            models.UniqueConstraint(
                fields=["agent", "debut"],
                condition=Q(retire_le__isnull=True),
                name="creneau_un_a_la_fois",
                violation_error_message="Cet agent a déjà un créneau à cette heure.",
            ),
        ]
        indexes = [
            models.Index(fields=["site", "debut"], name="creneau_site", condition=Q(retire_le__isnull=True))
        ]

    def __str__(self) -> str:
        debut = timezone.localtime(self.debut)
        return f"{debut:%d/%m/%Y à %H:%M}, {self.agent}"

    @property
    def fin(self) -> datetime.datetime:
        return self.debut + datetime.timedelta(minutes=self.duree_minutes)
