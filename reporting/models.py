"""A bilan as it was produced, and the figures that no record can give."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from partners.enums import Profil
from partners.models import Agent
from reporting.enums import EtatBilan, Gabarit
from servicesocial.champs import parmi
from servicesocial.models import Travail

LECTEURS_BILAN = (
    Profil.ASS,
    Profil.CSAM,
    Profil.SECRETARIAT,
    Profil.MANAGER,
    Profil.REGION,
)


class BilanQuerySet(models.QuerySet):
    def visible_to(self, agent: Agent) -> Self:
        """Bilans of the agent's units. Before publication, managers and région only (ACC-2)."""
        return self.filter(
            Q(departement__in=agent.unites(*LECTEURS_BILAN), etat=EtatBilan.PUBLIE)
            | Q(departement__in=agent.unites(Profil.MANAGER, Profil.REGION))
        )


class Bilan(models.Model):
    """The yearly report of a unit: figures frozen as JSON, the PDF itself, and who asked when.

    Figures, hash and PDF are written in the transaction that says `produit`: whole or not at all.
    Asking again makes version n+1; a published version never changes.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    departement = models.ForeignKey(
        "partners.Departement",
        models.PROTECT,
        related_name="bilans",
        verbose_name="unité",
    )
    annee = models.PositiveSmallIntegerField("année")
    gabarit = models.CharField("gabarit", max_length=20, choices=Gabarit, default=Gabarit.DEPARTEMENT)
    version = models.PositiveSmallIntegerField("version")
    etat = models.CharField("état", max_length=10, choices=EtatBilan, default=EtatBilan.DEMANDE)
    travail = models.OneToOneField(Travail, models.PROTECT, related_name="bilan", editable=False)
    demande_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="demandé par",
    )
    demande_le = models.DateTimeField("demandé le", auto_now_add=True)
    produit_le = models.DateTimeField("produit le", null=True, editable=False)
    publie_le = models.DateTimeField("publié le", null=True, editable=False)
    publie_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name="publié par",
    )
    texte = models.TextField("texte du manager", max_length=6_000, blank=True)
    figures = models.JSONField("chiffres figés", null=True, editable=False)
    empreinte = models.CharField("empreinte SHA-256 des chiffres", max_length=64, blank=True, editable=False)
    pdf = models.BinaryField(null=True, editable=False)

    objects = BilanQuerySet.as_manager()

    class Meta:
        verbose_name = "bilan"
        ordering = ["-annee", "departement_id", "-version"]
        constraints = [
            parmi("etat", EtatBilan, "bilan"),
            parmi("gabarit", Gabarit, "bilan"),
            models.UniqueConstraint(
                fields=["departement", "annee", "gabarit", "version"],
                name="bilan_version_unique",
                violation_error_message="Cette version du bilan existe déjà.",
            ),
            models.CheckConstraint(
                name="bilan_produit_entier",
                condition=Q(
                    etat__in=[EtatBilan.DEMANDE, EtatBilan.ECHEC],
                    pdf__isnull=True,
                    figures__isnull=True,
                )
                | Q(
                    etat__in=[EtatBilan.PRODUIT, EtatBilan.PUBLIE],
                    pdf__isnull=False,
                    figures__isnull=False,
                    produit_le__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="bilan_publie_date",
                condition=Q(etat=EtatBilan.PUBLIE, publie_le__isnull=False)
                | (~Q(etat=EtatBilan.PUBLIE) & Q(publie_le__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"Bilan {self.annee} – {self.departement_id} – version {self.version}"

    @property
    def nom_fichier(self) -> str:
        return f"bilan-{self.departement_id}-{self.annee}-v{self.version}"


class ChiffreDeclare(models.Model):
    """A figure that no case record can give, declared for a unit or a région and a year, with its source.

    `cle` is a key of the catalogue whose nature is « déclaré »; printed apart, never mixed with counts.
    """

    departement = models.ForeignKey(
        "partners.Departement", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="unité"
    )
    region = models.ForeignKey(
        "partners.Region", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="région"
    )
    annee = models.PositiveSmallIntegerField("année")
    cle = models.CharField("indicateur", max_length=80)
    valeur = models.DecimalField("valeur", max_digits=12, decimal_places=2)
    source = models.CharField("source", max_length=200)

    class Meta:
        verbose_name = "chiffre déclaré"
        verbose_name_plural = "chiffres déclarés"
        constraints = [
            models.UniqueConstraint(
                fields=["departement", "region", "annee", "cle"],
                name="chiffredeclare_unique",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="chiffredeclare_un_perimetre",
                condition=Q(departement__isnull=False, region__isnull=True)
                | Q(departement__isnull=True, region__isnull=False),
                violation_error_message="Un chiffre se déclare pour une unité ou pour une région.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cle} {self.annee}"
