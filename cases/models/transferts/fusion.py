"""Two dossiers of one person made one: what each of them said, and what came with the absorbed one."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.models.personnes.assure import Assure
from cases.models.personnes.nir import PorteNir
from cases.models.socle.base import Identifiee, Territoriale, TerritorialeQuerySet


class Fusion(Identifiee, Territoriale, PorteNir):
    """A merge. `assure` was kept; `absorbe` stays with its whole identity, and is read only through this row.

    `rattaches` is what came from the absorbed dossier: the identifiers of its rows, by model. `remplaces` is what the
    dossier kept said before, field by field, where the other one was believed. `ecartes` are the situations and
    arrêts that contradicted those kept. The NIR, if there is one, is the one set aside because the two differed;
    `motif_nir` says why.
    """

    assure = models.ForeignKey(Assure, models.PROTECT, related_name="fusions", verbose_name="dossier gardé")
    absorbe = models.OneToOneField(
        Assure, models.PROTECT, related_name="fusion", verbose_name="dossier absorbé"
    )
    le = models.DateTimeField("le")
    par = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    motif_nir = models.CharField("pourquoi ce NIR est écarté", max_length=200, blank=True)
    rattaches = models.JSONField(default=dict, blank=True, editable=False)
    remplaces = models.JSONField(default=list, blank=True, editable=False)
    ecartes = models.JSONField(default=list, blank=True, editable=False)

    objects = TerritorialeQuerySet.as_manager()

    class Meta:
        verbose_name = "fusion"
        ordering = ["-le", "-id"]
        constraints = [
            *PorteNir.Meta.constraints,
            models.CheckConstraint(
                name="fusion_deux_dossiers",
                condition=~Q(assure=F("absorbe")),
                violation_error_message="Un dossier ne se fusionne pas avec lui-même.",
            ),
            models.CheckConstraint(
                name="fusion_nir_motive",
                condition=Q(nir_index__isnull=True) | ~Q(motif_nir=""),
                violation_error_message="Dites pourquoi un des deux NIR est écarté.",
            ),
        ]

    def __str__(self) -> str:
        return f"Fusion du {self.le:%d/%m/%Y}"
