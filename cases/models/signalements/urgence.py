"""A person is in danger: who was told, from when, until when."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models.personnes.information import DePersonne
from cases.models.socle.base import Identifiee, Territoriale, TerritorialeQuerySet
from partners.models import Agent


class SituationUrgenceQuerySet(TerritorialeQuerySet):
    def visible_to(self, agent: Agent) -> Self:
        """While there is no dossier: those of a signalement that counts."""
        comptent = Q(assure__isnull=False) | Q(signalement__annule_le__isnull=True)
        return super().visible_to(agent).filter(comptent)

    def en_cours(self) -> Self:
        return self.filter(levee_le__isnull=True)


class SituationUrgence(Identifiee, Territoriale, DePersonne):
    """A danger, marked in one act. Who was told may be completed later.

    It stays until an agent lifts it and says why. It puts the signalements of the person first in the queues, through
    `Signalement.urgent`, which personnes/domain/ce_qui_suit.py keeps.
    """

    vers_signalement = "signalement"

    marquee_le = models.DateTimeField("marquée le")
    marquee_par = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="marquée par"
    )
    prevenu = models.CharField("qui a été prévenu", max_length=200, blank=True)
    prevenu_le = models.DateTimeField("prévenu le", null=True, blank=True)
    levee_le = models.DateTimeField("levée le", null=True, blank=True)
    levee_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="levée par",
    )
    motif_levee = models.CharField("pourquoi elle est levée", max_length=300, blank=True)

    objects = SituationUrgenceQuerySet.as_manager()

    class Meta:
        verbose_name = "situation d'urgence"
        verbose_name_plural = "situations d'urgence"
        ordering = ["-marquee_le", "-id"]
        constraints = [
            *DePersonne.Meta.constraints,
            models.CheckConstraint(
                name="situationurgence_prevenu_date",
                condition=Q(prevenu="", prevenu_le__isnull=True)
                | (~Q(prevenu="") & Q(prevenu_le__isnull=False)),
                violation_error_message="Indiquez qui a été prévenu, et à quelle heure.",
            ),
            models.CheckConstraint(
                name="situationurgence_levee_motivee",
                condition=Q(levee_le__isnull=True, levee_par__isnull=True, motif_levee="")
                | (Q(levee_le__isnull=False, levee_par__isnull=False) & ~Q(motif_levee="")),
                violation_error_message="La levée d'une urgence porte son auteur, son heure et son motif.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["departement", "-marquee_le"],
                name="situationurgence_en_cours",
                condition=Q(levee_le__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return "Situation d'urgence"
