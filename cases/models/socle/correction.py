"""What was corrected in a dossier: what it said before, who changed it, when and why."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from cases.enums import ObjetCorrige
from cases.models.entretiens.entretien import Entretien
from cases.models.entretiens.note import Note
from cases.models.personnes.assure import Assure
from cases.models.socle.base import Identifiee, Territoriale, TerritorialeQuerySet
from partners.models import Agent
from servicesocial.champs import parmi


class CorrectionQuerySet(TerritorialeQuerySet):
    def visible_to(self, agent: Agent) -> Self:
        """What a note said before is read by those who read the note."""
        notes = Note.objects.visible_to(agent).filter(pk=OuterRef("note"))
        return super().visible_to(agent).filter(Q(note__isnull=True) | Exists(notes))


class Correction(Identifiee, Territoriale):
    """What a record said before it was corrected. `avant` holds [label, former value in words] pairs.

    It never holds a NIR in clear. It is the only history of what was written: the journal has who and when, never the
    content (CNIL 2021-122, D-6).
    """

    assure = models.ForeignKey(Assure, models.PROTECT, related_name="corrections")
    objet = models.CharField("objet", max_length=10, choices=ObjetCorrige)
    entretien = models.ForeignKey(
        Entretien, models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    note = models.ForeignKey(Note, models.PROTECT, null=True, blank=True, related_name="corrections")
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    le = models.DateTimeField("le")
    motif = models.CharField("motif", max_length=300, blank=True)
    avant = models.JSONField("avant")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = "correction"
        ordering = ["-le", "-id"]
        constraints = [
            parmi("objet", ObjetCorrige, "correction"),
            models.CheckConstraint(
                name="correction_de_note",
                condition=Q(objet=ObjetCorrige.NOTE, note__isnull=False)
                | (~Q(objet=ObjetCorrige.NOTE) & Q(note__isnull=True)),
                violation_error_message="La correction d'un texte désigne sa note.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_objet_display()}, {timezone.localtime(self.le):%d/%m/%Y}"
