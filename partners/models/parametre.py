"""Dated parameters: delays, limits and thresholds, with their source."""

import datetime
from collections.abc import Collection
from decimal import Decimal

from django.db import models

from partners.enums import TypeParametre
from servicesocial.champs import parmi


class Parametre(models.Model):
    """The value of a parameter from a day on. The latest row in effect applies; a former value is kept."""

    code = models.SlugField("code", max_length=60)
    libelle = models.CharField("libellé", max_length=200)
    unite = models.CharField("unité", max_length=10, choices=TypeParametre)
    valeur = models.DecimalField("valeur", max_digits=10, decimal_places=2)
    du = models.DateField("à partir du")
    source = models.CharField("source", max_length=200, blank=True)

    class Meta:
        verbose_name = "paramètre"
        ordering = ["code", "-du"]
        constraints = [
            parmi("unite", TypeParametre, "parametre"),
            models.UniqueConstraint(
                fields=["code", "du"],
                name="parametre_code_du",
                violation_error_message="Ce paramètre a déjà une valeur à cette date.",
            ),
        ]

    def __str__(self) -> str:
        return self.libelle

    @classmethod
    def valeur_le(cls, code: str, jour: datetime.date) -> Decimal:
        """Value in effect that day. Raises Parametre.DoesNotExist when the parameter has none yet."""
        return cls.objects.filter(code=code, du__lte=jour).latest("du").valeur

    @classmethod
    def valeurs_le(cls, codes: Collection[str], jour: datetime.date) -> dict[str, Decimal]:
        """Values in effect that day, in one query; a code that has none yet is left out."""
        lignes = cls.objects.filter(code__in=codes, du__lte=jour).order_by("code", "-du").distinct("code")
        return {ligne.code: ligne.valeur for ligne in lignes}
