"""What dated records share: a list row or a unit is closed by a date, never deleted."""

import datetime

from django.db import models
from django.db.models import Q

DEBUT_DES_TEMPS = datetime.date(2000, 1, 1)


class DateeQuerySet(models.QuerySet):
    def valables_le(self, jour: datetime.date) -> "DateeQuerySet":
        return self.filter(Q(valide_au__isnull=True) | Q(valide_au__gte=jour), valide_du__lte=jour)


class Datee(models.Model):
    """Valid from `valide_du` to `valide_au`, both days included."""

    valide_du = models.DateField("valide du", default=DEBUT_DES_TEMPS)
    valide_au = models.DateField("valide au", null=True, blank=True)

    objects = DateeQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_validite_ordre",
                condition=Q(valide_au__isnull=True) | Q(valide_au__gte=models.F("valide_du")),
                violation_error_message="La fin de validité précède son début.",
            )
        ]


class ListeDatee(Datee):
    """A reference list that people choose from and administrators extend.

    A form offers the rows valid on the date of the act; a row is closed by date, never deleted.
    """

    code = models.SlugField("code", max_length=60, unique=True)
    libelle = models.CharField("libellé", max_length=160)
    ordre = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta(Datee.Meta):
        abstract = True
        ordering = ["ordre", "libelle"]

    def __str__(self) -> str:
        return self.libelle
