"""What nominative records share."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from partners.enums import Profil
from partners.models import Agent

# Profiles that read identity and administrative facts in their units (ACC-2).
LECTEURS_DOSSIER = (Profil.ASS, Profil.CSAM, Profil.SECRETARIAT, Profil.MANAGER)


class Identifiee(models.Model):
    """A record known by a uuid before insert.

    Only the uuid appears in addresses, file names, the journal and exports.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class TerritorialeQuerySet(models.QuerySet):
    """Reached by those whose affectations cover the unit that follows the person."""

    def visible_to(self, agent: Agent) -> Self:
        return self.filter(departement__in=agent.unites(*LECTEURS_DOSSIER))


class Territoriale(models.Model):
    """A record that carries the unit that follows the person now; row-level policies read it (DOS-7).

    A composite foreign key with ON UPDATE CASCADE holds it equal to the parent's, so that transferring a dossier
    changes one row.
    """

    departement = models.ForeignKey(
        "partners.Departement",
        models.PROTECT,
        related_name="+",
        verbose_name="unité",
        db_index=False,
    )

    class Meta:
        abstract = True


class ActeQuerySet(TerritorialeQuerySet):
    def comptent(self) -> Self:
        """Keeps the acts that were not annulled: lists of acts and figures read no others (DOS-9)."""
        return self.filter(annule_le__isnull=True)


class Annulable(models.Model):
    """An act that is never deleted: annulling it keeps the row, with a reason (DOS-9)."""

    annule_le = models.DateTimeField("annulé le", null=True, editable=False)
    annule_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name="annulé par",
    )
    motif_annulation = models.CharField("motif d'annulation", max_length=300, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_annulation_motivee",
                condition=Q(annule_le__isnull=True) | ~Q(motif_annulation=""),
                violation_error_message="Une annulation demande un motif.",
            )
        ]
