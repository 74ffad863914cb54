"""The entretiens held, and their themes."""

from django.conf import settings
from django.db import models

from cases.enums import (
    ModeEntretien,
)
from cases.models.accompagnements.accompagnement import Accompagnement
from cases.models.socle.base import ActeQuerySet, Annulable, Identifiee, Territoriale, TerritorialeQuerySet
from servicesocial.champs import parmi


class Entretien(Identifiee, Territoriale, Annulable):
    """An individual act held and finished: the only thing that « entretiens » counts (F0).

    Drafts, absences and attempts are other models. `date` is a day. `site` is where it counts, and never changes
    (F1).
    """

    vers_assure = "accompagnement__assure"

    accompagnement = models.ForeignKey(Accompagnement, models.PROTECT, related_name="entretiens")
    site = models.ForeignKey("partners.Site", models.PROTECT, related_name="+")
    date = models.DateField("date")
    mode = models.CharField("modalité", max_length=15, choices=ModeEntretien)
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="mené par",
    )
    themes = models.ManyToManyField(
        "partners.ThemeEntretien",
        through="ThemeAborde",
        blank=True,
        related_name="+",
        verbose_name="thèmes",
    )
    duree_minutes = models.PositiveSmallIntegerField("durée (minutes)", null=True, blank=True)
    prochaine_etape = models.CharField("prochaine étape", max_length=300, blank=True)
    saisi_le = models.DateTimeField("saisi le", auto_now_add=True)

    objects = ActeQuerySet.as_manager()

    class Meta:
        verbose_name = "entretien"
        ordering = ["-date", "-id"]
        constraints = [
            *Annulable.Meta.constraints,
            parmi("mode", ModeEntretien, "entretien"),
        ]
        indexes = [
            models.Index(fields=["date", "site"], name="entretien_annee"),
            models.Index(fields=["accompagnement", "-date"], name="entretien_dossier"),
        ]

    def __str__(self) -> str:
        return f"Entretien du {self.date:%d/%m/%Y}"


class ThemeAborde(Territoriale):
    """A theme of an entretien. It is a row of its own, so that the policy of the unit covers it."""

    vers_assure = "entretien__accompagnement__assure"

    entretien = models.ForeignKey(Entretien, models.PROTECT, related_name="+")
    theme = models.ForeignKey("partners.ThemeEntretien", models.PROTECT, related_name="+")

    objects = TerritorialeQuerySet.as_manager()

    class Meta:
        verbose_name = "thème abordé"
        verbose_name_plural = "thèmes abordés"
        constraints = [models.UniqueConstraint(fields=["entretien", "theme"], name="themeaborde_unique")]

    def __str__(self) -> str:
        return str(self.theme)
