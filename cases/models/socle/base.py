"""What nominative records share."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from cases.models.socle.lecture import DossierLisible
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
    """What everything nominative is read through: a model with stricter rules adds them to these."""

    def visible_to(self, agent: Agent) -> Self:
        """The rows of the units where the agent reads dossiers, and of a dossier that is read (docs/regles.md, ACC).

        A dossier in accès restreint is read by whoever follows it today, as référent or replacing him, and by the
        manager whom it names, while he is one. A dossier that another one absorbed is read by nobody: what was its own
        hangs on the one kept. A row that has no person yet is read by those who read its signalement.
        """
        return self.filter(_lisible(self.model, agent), departement__in=agent.unites(*LECTEURS_DOSSIER))


def _lisible(modele: "type[Territoriale]", agent: Agent) -> Q:
    """The condition on the dossier; on the signalement while there is no person."""
    vers, vers_signalement = modele.vers_assure, modele.vers_signalement
    if vers is None:
        return Q()
    dossier = Q(DossierLisible(vers, agent))
    if vers_signalement is None:
        return dossier
    sans_personne = Q(**{f"{vers}__isnull": True})
    if vers_signalement:
        signalements = modele._meta.get_field(vers_signalement).related_model.objects.visible_to(agent)
        sans_personne &= Q(Exists(signalements.filter(pk=OuterRef(vers_signalement))))
    return sans_personne | dossier


class Territoriale(models.Model):
    """A record that carries the unit that follows the person now; row-level policies read it (DOS-7).

    A composite foreign key with ON UPDATE CASCADE holds it equal to the parent's, so that transferring a dossier
    changes one row.

    `vers_assure` is the way to the person: "" for the person herself, None for what is of nobody.
    `vers_signalement` is set where the person may not be known yet: the way to the signalement that stands for her,
    "" for the signalement itself.
    """

    vers_assure: ClassVar[str | None] = "assure"
    vers_signalement: ClassVar[str | None] = None

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
