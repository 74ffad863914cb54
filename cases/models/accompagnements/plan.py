"""What was agreed in an accompagnement: what the person undertakes, what the service does (DOS-4)."""

from django.conf import settings
from django.db import models

from cases.models.accompagnements.accompagnement import Accompagnement
from cases.models.socle.base import ActeQuerySet, Annulable, Identifiee, Territoriale


class Preconisation(Identifiee, Territoriale, Annulable):
    """What the person will do herself (« actions ou démarches à effectuer par ses soins »)."""

    vers_assure = "accompagnement__assure"

    accompagnement = models.ForeignKey(Accompagnement, models.PROTECT, related_name="preconisations")
    type = models.ForeignKey("partners.TypePreconisation", models.PROTECT, related_name="+")
    le = models.DateField("le")
    precision = models.CharField("précision", max_length=300, blank=True)
    realisee_le = models.DateField("réalisée le", null=True, blank=True)

    objects = ActeQuerySet.as_manager()

    class Meta:
        verbose_name = "préconisation"
        ordering = ["-le", "-id"]
        constraints = [*Annulable.Meta.constraints]

    def __str__(self) -> str:
        return str(self.type)


class Demarche(Identifiee, Territoriale, Annulable):
    """What the service does for the person, alone or with a partenaire."""

    vers_assure = "accompagnement__assure"

    accompagnement = models.ForeignKey(Accompagnement, models.PROTECT, related_name="demarches")
    type = models.ForeignKey("partners.TypeDemarche", models.PROTECT, related_name="+")
    partenaire = models.ForeignKey(
        "partners.Partenaire", models.PROTECT, null=True, blank=True, related_name="+"
    )
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    le = models.DateField("le")
    precision = models.CharField("précision", max_length=300, blank=True)

    objects = ActeQuerySet.as_manager()

    class Meta:
        verbose_name = "démarche"
        ordering = ["-le", "-id"]
        constraints = [*Annulable.Meta.constraints]

    def __str__(self) -> str:
        return str(self.type)
