"""Where the service is: région, unit, site, points d'accueil, sectors, communes."""

import uuid

from django.db import models

from partners.enums import TypePointAccueil
from partners.models.base import Datee
from servicesocial.champs import parmi


class Region(Datee):
    """Circonscription of a Carsat or CGSS, with its own code (not the INSEE region)."""

    code = models.CharField("code", max_length=10, primary_key=True)
    nom = models.CharField("nom", max_length=80)
    organisme = models.CharField("organisme", max_length=80)

    class Meta(Datee.Meta):
        verbose_name = "région"
        ordering = ["nom"]

    def __str__(self) -> str:
        return self.nom


class Departement(Datee):
    """Managing and reporting unit. Its code is the key that the row-level policies read."""

    code = models.CharField("code", max_length=3, primary_key=True)
    nom = models.CharField("nom publié", max_length=80)
    region = models.ForeignKey(Region, models.PROTECT, related_name="departements", verbose_name="région")

    class Meta(Datee.Meta):
        verbose_name = "département"
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.nom} ({self.code})"


class Commune(models.Model):
    """Official commune (code officiel géographique), for addresses, sectors and public holidays."""

    code = models.CharField("code officiel géographique", max_length=5, primary_key=True)
    nom = models.CharField("nom", max_length=80)
    departement_insee = models.CharField("département", max_length=3, db_index=True)
    codes_postaux = models.CharField("codes postaux", max_length=250, blank=True)

    class Meta:
        verbose_name = "commune"
        ordering = ["nom"]

    def __str__(self) -> str:
        return self.nom


class Site(Datee):
    """A team's place. It belongs to one unit, whatever its commune; acts count where their site is (F1)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField("code", max_length=40, unique=True)
    nom = models.CharField("nom", max_length=120)
    departement = models.ForeignKey(Departement, models.PROTECT, related_name="sites", verbose_name="unité")
    commune = models.ForeignKey(Commune, models.PROTECT, null=True, blank=True, related_name="+")
    adresse = models.CharField("adresse", max_length=200, blank=True)
    telephone = models.CharField("téléphone", max_length=20, blank=True)
    courriel = models.EmailField("courriel", blank=True)

    class Meta(Datee.Meta):
        verbose_name = "site"
        ordering = ["departement_id", "nom"]

    def __str__(self) -> str:
        return self.nom


class PointAccueil(Datee):
    """A place where persons are received: the site itself, a CPAM counter, a permanence."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="points_accueil")
    nom = models.CharField("nom", max_length=120)
    type = models.CharField("type", max_length=20, choices=TypePointAccueil)
    commune = models.ForeignKey(Commune, models.PROTECT, null=True, blank=True, related_name="+")
    adresse = models.CharField("adresse", max_length=200, blank=True)

    class Meta(Datee.Meta):
        verbose_name = "point d'accueil"
        verbose_name_plural = "points d'accueil"
        ordering = ["nom"]
        constraints = [
            *Datee.Meta.constraints,
            parmi("type", TypePointAccueil, "pointaccueil"),
        ]

    def __str__(self) -> str:
        return self.nom


class Secteur(models.Model):
    """A commune that a site serves from a day on. The latest row in effect applies."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="secteurs")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="secteurs")
    du = models.DateField("à partir du")

    class Meta:
        verbose_name = "secteur"
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "du"],
                name="secteur_commune_du",
                violation_error_message="Cette commune a déjà un site à cette date.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.commune} → {self.site}"
