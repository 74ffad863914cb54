"""The person's situation over time, and the chain of arrêts de travail."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Value

from cases.enums import NaturePiece
from cases.models.personnes.assure import Assure
from cases.models.socle.base import Territoriale, TerritorialeQuerySet
from servicesocial.champs import parmi, periode_ordonnee, verifier_periode


class Situation(Territoriale):
    """The situation of the person from a day on. « Corriger » edits the row, « a changé le » adds one."""

    assure = models.ForeignKey(Assure, models.PROTECT, related_name="situations")
    du = models.DateField("à partir du")
    menage = models.ForeignKey(
        "partners.TypeMenage",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ménage",
    )
    emploi = models.ForeignKey(
        "partners.SituationEmploi",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="emploi",
    )
    profession = models.CharField("profession", max_length=120, blank=True)
    employeur = models.CharField("employeur", max_length=160, blank=True)
    rqth_jusquau = models.DateField("RQTH jusqu'au", null=True, blank=True)

    objects = TerritorialeQuerySet.as_manager()

    class Meta:
        verbose_name = "situation"
        ordering = ["-du"]
        constraints = [
            models.UniqueConstraint(
                fields=["assure", "du"],
                name="situation_assure_du",
                violation_error_message="Une situation existe déjà à cette date : corrigez-la.",
            )
        ]

    def __str__(self) -> str:
        return f"Situation au {self.du:%d/%m/%Y}"


class ArretTravail(Territoriale):
    """One piece of the chain of an arrêt: the avis initial, then the prolongations, each with its risk (DOS-5)."""

    assure = models.ForeignKey(Assure, models.PROTECT, related_name="arrets")
    nature = models.CharField("nature", max_length=15, choices=NaturePiece)
    risque = models.ForeignKey("partners.TypeRisque", models.PROTECT, related_name="+")
    du = models.DateField("du")
    au = models.DateField("au")

    objects = TerritorialeQuerySet.as_manager()

    class Meta:
        verbose_name = "arrêt de travail"
        verbose_name_plural = "arrêts de travail"
        ordering = ["du"]
        constraints = [
            parmi("nature", NaturePiece, "arrettravail"),
            periode_ordonnee("arrettravail"),
            ExclusionConstraint(
                name="arrettravail_sans_chevauchement",
                expressions=[
                    (
                        Func(
                            F("assure"),
                            F("assure"),
                            Value("[]"),
                            function="int8range",
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(F("du"), F("au"), Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="Un autre arrêt couvre déjà une partie de cette période.",
            ),
        ]

    def __str__(self) -> str:
        return f"Arrêt du {self.du:%d/%m/%Y} au {self.au:%d/%m/%Y}"

    def clean(self) -> None:
        verifier_periode(self.du, self.au)
