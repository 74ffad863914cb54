"""The attempts to reach a person."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.enums import MoyenContact, ResultatContact
from cases.models.personnes.assure import Assure
from cases.models.socle.base import Identifiee, Territoriale, TerritorialeQuerySet
from servicesocial.champs import parmi


class Contact(Identifiee, Territoriale):
    """An attempt to reach the person, or something sent to the person. It is work, but no entretien (F0).

    While the person has no dossier, it hangs on the signalement; it joins the dossier when the signalement does. One
    that answers a message left for the référent designates that message.
    """

    vers_signalement = "signalement"

    assure = models.ForeignKey(Assure, models.PROTECT, null=True, blank=True, related_name="contacts")
    signalement = models.ForeignKey(
        "cases.Signalement", models.PROTECT, null=True, blank=True, related_name="contacts"
    )
    message = models.ForeignKey(
        "cases.MessageReferent", models.PROTECT, null=True, blank=True, related_name="contacts"
    )
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    le = models.DateTimeField("le")
    moyen = models.CharField("moyen", max_length=10, choices=MoyenContact)
    resultat = models.CharField("résultat", max_length=12, choices=ResultatContact)
    precision = models.CharField("précision", max_length=300, blank=True)

    objects = TerritorialeQuerySet.as_manager()

    class Meta:
        verbose_name = "contact"
        ordering = ["-le"]
        constraints = [
            parmi("moyen", MoyenContact, "contact"),
            parmi("resultat", ResultatContact, "contact"),
            models.CheckConstraint(
                name="contact_de_quelqu_un",
                condition=Q(assure__isnull=False) | Q(signalement__isnull=False),
                violation_error_message="Un contact concerne un dossier ou un signalement.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_moyen_display()} – {self.get_resultat_display()}"
