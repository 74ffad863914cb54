"""What the factories share."""

from typing import Any

from django.db.models import Model
from factory.django import DjangoModelFactory

from servicesocial.perimetre import TOUT, perimetre


class Fabrique(DjangoModelFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True


class FabriqueNominative(Fabrique):
    """Inserts within a scope of its own, whatever the scope of the test."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: type[Model], *args: Any, **kwargs: Any) -> Model:
        with perimetre(TOUT):
            return super()._create(model_class, *args, **kwargs)
