"""The calls of the conseillers, as counts, without person, agent or hour."""

from typing import Self

from django.db import models
from django.db.models import Q

from cases.enums import SensAppel
from partners.enums import Profil
from partners.models import Agent
from servicesocial.champs import parmi

# Who reads the counts of a site: those who make them, and those who answer for the unit.
LECTEURS_APPELS = (Profil.CSAM, Profil.MANAGER, Profil.REGION)


class CompteAppelsQuerySet(models.QuerySet):
    def visible_to(self, agent: Agent) -> Self:
        return self.filter(site__departement__in=agent.unites(*LECTEURS_APPELS))


class CompteAppels(models.Model):
    """How many calls of one kind a site had on a day, for a campaign or outside any.

    It is a count and not a row for each call: nothing can say afterwards who had a call, nor when in the day.
    """

    site = models.ForeignKey("partners.Site", models.PROTECT, related_name="+")
    jour = models.DateField("jour")
    sens = models.CharField("sens", max_length=10, choices=SensAppel)
    traite = models.BooleanField("traité")
    campagne = models.ForeignKey(
        "partners.CampagneAppels", models.PROTECT, null=True, blank=True, related_name="+"
    )
    nombre = models.PositiveIntegerField("nombre", default=0)

    objects = CompteAppelsQuerySet.as_manager()

    class Meta:
        verbose_name = "compte d'appels"
        verbose_name_plural = "comptes d'appels"
        constraints = [
            parmi("sens", SensAppel, "compteappels"),
            models.UniqueConstraint(
                fields=["site", "jour", "sens", "traite", "campagne"],
                name="compteappels_unique",
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="compteappels_positif", condition=Q(nombre__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.nombre} {self.get_sens_display()} le {self.jour:%d/%m/%Y}"
