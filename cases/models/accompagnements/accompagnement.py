"""Following a person on one axis, with the dated histories of axis and référent."""

import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, OuterRef, Q, Subquery, Value

from cases.enums import Axe
from cases.models.personnes.assure import Assure
from cases.models.socle.base import ActeQuerySet, Annulable, Identifiee, Territoriale, TerritorialeQuerySet
from cases.models.socle.lecture import accompagnements_suivis
from partners.models import Agent
from servicesocial.champs import parmi, periode_ordonnee, verifier_periode


class AccompagnementQuerySet(ActeQuerySet):
    def ouverts(self) -> Self:
        return self.filter(clos_le__isnull=True)

    def avec_axe_le(self, jour: datetime.date) -> Self:
        """Annotates `axe_du_jour`: the axis in force that day."""
        axes = AxeAccompagnement.objects.filter(accompagnement=OuterRef("pk"), du__lte=jour).order_by("-du")
        return self.annotate(axe_du_jour=Subquery(axes.values("axe")[:1]))

    def avec_referent_le(self, jour: datetime.date) -> Self:
        """Annotates `referent_du_jour`: id of the référent in charge that day."""
        referents = ReferentAccompagnement.objects.filter(accompagnement=OuterRef("pk"), du__lte=jour)
        return self.annotate(referent_du_jour=Subquery(referents.order_by("-du").values("agent")[:1]))

    def suivis_par(self, agent: Agent, jour: datetime.date) -> Self:
        """Whose référent that day is the agent, or somebody the agent replaces that day."""
        return self.filter(pk__in=accompagnements_suivis(agent, jour))


class Accompagnement(Identifiee, Territoriale, Annulable):
    """From opening to closing, on one axis at a time. `site` is where it was opened and where it counts."""

    assure = models.ForeignKey(Assure, models.PROTECT, related_name="accompagnements")
    site = models.ForeignKey("partners.Site", models.PROTECT, related_name="+")
    ouvert_le = models.DateField("ouvert le")
    risque = models.ForeignKey("partners.TypeRisque", models.PROTECT, null=True, blank=True, related_name="+")
    clos_le = models.DateField("clos le", null=True, blank=True)
    site_cloture = models.ForeignKey("partners.Site", models.PROTECT, null=True, blank=True, related_name="+")
    situation_cloture = models.ForeignKey(
        "partners.SituationCloture",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="situation à la clôture",
    )
    relais = models.ForeignKey(
        "partners.Partenaire",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="relais",
    )
    precedent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="suivants",
        verbose_name="accompagnement précédent",
    )

    objects = AccompagnementQuerySet.as_manager()

    class Meta:
        verbose_name = "accompagnement"
        ordering = ["-ouvert_le", "-id"]
        constraints = [
            *Annulable.Meta.constraints,
            periode_ordonnee("accompagnement", "ouvert_le", "clos_le"),
            models.CheckConstraint(
                name="accompagnement_cloture_complete",
                condition=Q(
                    clos_le__isnull=True,
                    situation_cloture__isnull=True,
                    site_cloture__isnull=True,
                )
                | Q(
                    clos_le__isnull=False,
                    situation_cloture__isnull=False,
                    site_cloture__isnull=False,
                ),
                violation_error_message="Une clôture comporte une date, une situation et un site.",
            ),
        ]
        indexes = [
            models.Index(fields=["clos_le", "site_cloture"], name="accompagnement_clotures"),
            models.Index(
                fields=["departement", "clos_le", "-ouvert_le"],
                name="accompagnement_unite",
            ),
        ]

    def __str__(self) -> str:
        return f"Accompagnement ouvert le {self.ouvert_le:%d/%m/%Y}"


class AxeAccompagnement(Territoriale):
    """The axis from a date on: a passage from SPS to PDP is a new row, the history stays."""

    vers_assure = "accompagnement__assure"

    accompagnement = models.ForeignKey(Accompagnement, models.PROTECT, related_name="axes")
    du = models.DateField("à partir du")
    axe = models.CharField("axe", max_length=3, choices=Axe)

    objects = TerritorialeQuerySet.as_manager()

    class Meta:
        verbose_name = "axe de l'accompagnement"
        ordering = ["du"]
        constraints = [
            parmi("axe", Axe, "axeaccompagnement"),
            models.UniqueConstraint(
                fields=["accompagnement", "du"],
                name="axeaccompagnement_du",
                violation_error_message="L'axe a déjà été fixé à cette date.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.axe} depuis le {self.du:%d/%m/%Y}"


class ReferentAccompagnement(Territoriale):
    """The référent from a date on."""

    vers_assure = "accompagnement__assure"

    accompagnement = models.ForeignKey(Accompagnement, models.PROTECT, related_name="referents")
    du = models.DateField("à partir du")
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = TerritorialeQuerySet.as_manager()

    class Meta:
        verbose_name = "référent"
        ordering = ["du"]
        constraints = [
            models.UniqueConstraint(
                fields=["accompagnement", "du"],
                name="referentaccompagnement_du",
                violation_error_message="Un référent a déjà été désigné à cette date.",
            )
        ]
        indexes = [models.Index(fields=["agent", "du"], name="referent_agent")]

    def __str__(self) -> str:
        return f"{self.agent} depuis le {self.du:%d/%m/%Y}"


class RemplacementQuerySet(models.QuerySet):
    def en_cours(self, jour: datetime.date) -> Self:
        return self.filter(du__lte=jour, au__gte=jour)


class Remplacement(models.Model):
    """A dated replacement: the replacing ASS reads and writes what the absent one follows, then no more."""

    remplace = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="absences")
    remplacant = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="remplacements")
    du = models.DateField("du")
    au = models.DateField("au")

    objects = RemplacementQuerySet.as_manager()

    class Meta:
        verbose_name = "remplacement"
        constraints = [
            periode_ordonnee("remplacement"),
            models.CheckConstraint(
                name="remplacement_deux_personnes",
                condition=~Q(remplace=F("remplacant")),
                violation_error_message="Un agent ne se remplace pas lui-même.",
            ),
            ExclusionConstraint(
                name="remplacement_sans_chevauchement",
                expressions=[
                    (
                        Func(
                            F("remplace"),
                            F("remplace"),
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
                violation_error_message="Cet agent est déjà remplacé sur une partie de cette période.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.remplacant} remplace {self.remplace}"

    def clean(self) -> None:
        verifier_periode(self.du, self.au)
