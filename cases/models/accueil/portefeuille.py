"""What an ASS keeps about the list of the persons followed: the filters named, and the lists exported."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cases.models.socle.base import Identifiee
from partners.models import Agent


class SienQuerySet(models.QuerySet):
    def visible_to(self, agent: Agent) -> Self:
        """Each reads his own."""
        return self.filter(agent=agent)


class FiltreEnregistre(Identifiee):
    """A name given to the filters of a portefeuille. `adresse` holds filters and their values, never a person."""

    agent = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="filtres")
    nom = models.CharField("nom", max_length=60)
    adresse = models.CharField(max_length=500, editable=False)

    objects = SienQuerySet.as_manager()

    class Meta:
        verbose_name = "filtre enregistré"
        verbose_name_plural = "filtres enregistrés"
        ordering = ["nom", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agent", "nom"],
                name="filtreenregistre_nom",
                violation_error_message="Vous avez déjà un filtre de ce nom.",
            )
        ]

    def __str__(self) -> str:
        return self.nom


class ExportListe(Identifiee):
    """A list exported as a workbook. Only its author reads it; it is encrypted, and erased when it expires.

    It holds persons of several units at once, so no policy by unit can guard it. The encryption binds it to its
    author and to its row, and the journal says who made it and who took it.
    """

    agent = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="exports")
    cree_le = models.DateTimeField("créé le")
    expire_le = models.DateTimeField("expire le")
    filtres = models.CharField("filtres", max_length=500, blank=True)
    lignes = models.PositiveIntegerField("personnes")
    contenu = models.BinaryField(null=True, editable=False)

    objects = SienQuerySet.as_manager()

    class Meta:
        verbose_name = "export d'une liste"
        verbose_name_plural = "exports de listes"
        ordering = ["-cree_le", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="exportliste_expire",
                condition=Q(expire_le__gt=F("cree_le")),
                violation_error_message="Un export a une fin.",
            )
        ]

    def __str__(self) -> str:
        return f"Export du {timezone.localtime(self.cree_le):%d/%m/%Y}"

    @property
    def disponible(self) -> bool:
        return self.contenu is not None and self.expire_le > timezone.now()
