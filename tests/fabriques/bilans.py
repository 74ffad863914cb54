"""Bilans asked for, the jobs that make them, declared figures."""

from decimal import Decimal

import factory

from reporting import models
from servicesocial.enums import GenreTravail
from servicesocial.models import Travail
from tests.fabriques.annuaire import DepartementFactory
from tests.fabriques.base import Fabrique


class TravailFactory(Fabrique):
    class Meta:
        model = Travail

    genre = GenreTravail.BILAN
    cle = factory.Sequence(lambda n: f"bilan-{n}")


class BilanFactory(Fabrique):
    """Asked for, not produced yet."""

    class Meta:
        model = models.Bilan

    departement = factory.SubFactory(DepartementFactory)
    annee = 2023
    version = factory.Sequence(lambda n: n + 1)
    travail = factory.SubFactory(TravailFactory)


class ChiffreDeclareFactory(Fabrique):
    class Meta:
        model = models.ChiffreDeclare

    departement = factory.SubFactory(DepartementFactory)
    annee = 2023
    cle = "satisfaction_pct"
    valeur = Decimal(95)
    source = "Enquête d'essai"
