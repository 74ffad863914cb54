"""The moments agreed with a person."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cases.enums import EtatRendezVous, ModeEntretien
from cases.models.accompagnements.accompagnement import Accompagnement
from cases.models.entretiens.entretien import Entretien
from cases.models.personnes.assure import Assure
from cases.models.socle.base import Identifiee, Territoriale, TerritorialeQuerySet
from servicesocial.champs import parmi


class RendezVous(Identifiee, Territoriale):
    """A moment agreed with the person. Honoured, it points to its entretien; an absence stays a rendez-vous.

    While the person has no dossier, it hangs on the signalement; it joins the dossier with it. `creneau` is the slot
    in which it was booked. `remplace` is the rendez-vous that it moved.
    """

    vers_signalement = "signalement"

    assure = models.ForeignKey(Assure, models.PROTECT, null=True, blank=True, related_name="rendez_vous")
    signalement = models.ForeignKey(
        "cases.Signalement", models.PROTECT, null=True, blank=True, related_name="rendez_vous"
    )
    accompagnement = models.ForeignKey(
        Accompagnement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rendez_vous",
    )
    site = models.ForeignKey("partners.Site", models.PROTECT, related_name="+")
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="avec")
    debut = models.DateTimeField("date et heure")
    mode = models.CharField("modalité", max_length=15, choices=ModeEntretien)
    etat = models.CharField("état", max_length=10, choices=EtatRendezVous, default=EtatRendezVous.PREVU)
    motif = models.CharField("motif du changement", max_length=300, blank=True)
    creneau = models.ForeignKey("cases.Creneau", models.PROTECT, null=True, blank=True, related_name="+")
    remplace = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="remplace"
    )
    entretien = models.OneToOneField(
        Entretien,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rendez_vous",
        editable=False,
    )

    objects = TerritorialeQuerySet.as_manager()

    class Meta:
        verbose_name = "rendez-vous"
        verbose_name_plural = "rendez-vous"
        ordering = ["debut"]
        constraints = [
            parmi("mode", ModeEntretien, "rendezvous"),
            parmi("etat", EtatRendezVous, "rendezvous"),
            models.CheckConstraint(
                name="rendezvous_de_quelqu_un",
                condition=Q(assure__isnull=False) | Q(signalement__isnull=False),
                violation_error_message="Un rendez-vous concerne un dossier ou un signalement.",
            ),
            models.UniqueConstraint(
                fields=["creneau"],
                condition=Q(etat=EtatRendezVous.PREVU),
                name="rendezvous_un_par_creneau",
                violation_error_message="Ce créneau vient d'être pris.",
            ),
            models.CheckConstraint(
                name="rendezvous_honore_entretien",
                condition=Q(etat=EtatRendezVous.HONORE, entretien__isnull=False)
                | (~Q(etat=EtatRendezVous.HONORE) & Q(entretien__isnull=True)),
                violation_error_message="Un rendez-vous honoré désigne son entretien.",
            ),
        ]
        indexes = [
            models.Index(fields=["agent", "debut"], name="rendezvous_agent"),
            models.Index(fields=["site", "debut"], name="rendezvous_site"),
        ]

    def __str__(self) -> str:
        return f"Rendez-vous du {timezone.localtime(self.debut):%d/%m/%Y à %H:%M}"
