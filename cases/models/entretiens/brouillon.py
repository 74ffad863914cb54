"""Entretiens being written."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from cases.models.accompagnements.accompagnement import Accompagnement
from cases.models.entretiens.entretien import Entretien
from cases.models.socle.base import Identifiee, Territoriale, TerritorialeQuerySet
from partners.models import Agent


class BrouillonQuerySet(TerritorialeQuerySet):
    def visible_to(self, agent: Agent) -> Self:
        """A draft is its author's alone, while he may read the dossier."""
        return super().visible_to(agent).filter(agent=agent)


class Brouillon(Identifiee, Territoriale):
    """The draft of an entretien or, when it names one, of its correction.

    Only its author reads it. It counts in no figure, and it is deleted when the entretien is recorded.
    """

    vers_assure = "accompagnement__assure"

    accompagnement = models.ForeignKey(Accompagnement, models.PROTECT, related_name="brouillons")
    entretien = models.ForeignKey(
        Entretien, models.PROTECT, null=True, blank=True, related_name="brouillons", verbose_name="corrige"
    )
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="brouillons")
    contenu = models.JSONField("contenu")
    version = models.PositiveIntegerField("version", default=1)
    modifie_le = models.DateTimeField("modifié le", auto_now=True)

    objects = BrouillonQuerySet.as_manager()

    class Meta:
        verbose_name = "brouillon"
        ordering = ["-modifie_le"]
        constraints = [
            models.UniqueConstraint(
                fields=["accompagnement", "agent", "entretien"],
                name="brouillon_un_par_texte",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"Brouillon du {timezone.localtime(self.modifie_le):%d/%m/%Y}"
