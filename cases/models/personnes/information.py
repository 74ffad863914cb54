"""What the person was told of the use of her data, and what she refused (D-10)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.enums import FormeInformation, NatureOpposition, VoieOpposition
from cases.models.personnes.assure import Assure
from cases.models.socle.base import Identifiee, Territoriale, TerritorialeQuerySet
from servicesocial.champs import parmi


class DePersonne(models.Model):
    """A fact about a person who has a dossier, or who is only signalled (it joins the dossier with the signalement)."""

    assure = models.ForeignKey(Assure, models.PROTECT, null=True, blank=True, related_name="+")
    signalement = models.ForeignKey(
        "cases.Signalement", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_de_quelqu_un",
                condition=Q(assure__isnull=False) | Q(signalement__isnull=False),
                violation_error_message="Indiquez un dossier ou un signalement.",
            )
        ]


class Information(Identifiee, Territoriale, DePersonne):
    """The person was given this version of the notice, in this form, that day (RGPD, art. 13 and 14)."""

    vers_signalement = "signalement"

    forme = models.CharField("forme", max_length=10, choices=FormeInformation)
    version = models.ForeignKey("partners.VersionNotice", models.PROTECT, related_name="+")
    le = models.DateField("le")
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par")

    objects = TerritorialeQuerySet.as_manager()

    class Meta:
        verbose_name = "information sur les données"
        verbose_name_plural = "informations sur les données"
        ordering = ["-le", "-id"]
        constraints = [*DePersonne.Meta.constraints, parmi("forme", FormeInformation, "information")]

    def __str__(self) -> str:
        return f"Information du {self.le:%d/%m/%Y}"


class OppositionQuerySet(TerritorialeQuerySet):
    def en_cours(self) -> "OppositionQuerySet":
        return self.filter(levee_le__isnull=True)


class Opposition(Identifiee, Territoriale, DePersonne):
    """The person refuses the offer of the service, or objects to the use of her data (RGPD, art. 21).

    The lists received do not signal the person again until the delay in effect has passed (`delai-apres-refus`).
    """

    vers_signalement = "signalement"

    nature = models.CharField("nature", max_length=10, choices=NatureOpposition)
    voie = models.CharField("reçu", max_length=10, choices=VoieOpposition)
    le = models.DateField("le")
    precision = models.CharField("précision", max_length=300, blank=True)
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="noté par"
    )
    levee_le = models.DateField("levée le", null=True, blank=True)
    motif_levee = models.CharField("pourquoi elle est levée", max_length=300, blank=True)

    objects = OppositionQuerySet.as_manager()

    class Meta:
        verbose_name = "opposition"
        ordering = ["-le", "-id"]
        constraints = [
            *DePersonne.Meta.constraints,
            parmi("nature", NatureOpposition, "opposition"),
            parmi("voie", VoieOpposition, "opposition"),
            models.CheckConstraint(
                name="opposition_levee_motivee",
                condition=Q(levee_le__isnull=True, motif_levee="")
                | (Q(levee_le__isnull=False) & ~Q(motif_levee="")),
                violation_error_message="La levée d'une opposition porte sa date et son motif.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_nature_display()} ({self.le:%d/%m/%Y})"
