"""With whom the service works."""

import uuid

from django.db import models

from partners.models.base import Datee
from partners.models.listes import TypePartenaire
from partners.models.territoire import Commune, Departement


class Partenaire(Datee):
    """An organisation: it signals, receives an orientation or runs an action."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    nom = models.CharField("nom", max_length=160)
    type = models.ForeignKey(TypePartenaire, models.PROTECT, related_name="partenaires")
    departements = models.ManyToManyField(Departement, related_name="partenaires", verbose_name="unités")
    commune = models.ForeignKey(Commune, models.PROTECT, null=True, blank=True, related_name="+")
    telephone = models.CharField("téléphone", max_length=20, blank=True)
    courriel = models.EmailField("courriel", blank=True)

    class Meta(Datee.Meta):
        verbose_name = "partenaire"
        ordering = ["nom"]

    def __str__(self) -> str:
        return self.nom


class Interlocuteur(Datee):
    """A person in a partner organisation."""

    partenaire = models.ForeignKey(Partenaire, models.PROTECT, related_name="interlocuteurs")
    prenom = models.CharField("prénom", max_length=60, blank=True)
    nom = models.CharField("nom", max_length=60)
    fonction = models.CharField("fonction", max_length=100, blank=True)
    telephone = models.CharField("téléphone", max_length=20, blank=True)
    courriel = models.EmailField("courriel", blank=True)

    class Meta(Datee.Meta):
        verbose_name = "interlocuteur"
        ordering = ["nom", "prenom"]

    def __str__(self) -> str:
        return f"{self.prenom} {self.nom}".strip()
