"""What the factories share."""

from contextvars import ContextVar
from typing import Any

from django.db.models import Model
from factory import enums
from factory.django import DjangoModelFactory

from servicesocial.perimetre import TOUT, perimetre

_ouvert: ContextVar[bool] = ContextVar("ouvert", default=False)


class Fabrique(DjangoModelFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True


class FabriqueNominative(Fabrique):
    """Inserts within a scope of its own, whatever the scope of the test: one for a record and all that it hangs on."""

    class Meta:
        abstract = True

    @classmethod
    def _generate(cls, strategy: str, params: dict[str, Any]) -> Model:
        if strategy != enums.CREATE_STRATEGY or _ouvert.get():
            return super()._generate(strategy, params)
        jeton = _ouvert.set(True)
        try:
            with perimetre(TOUT):
                return super()._generate(strategy, params)
        finally:
            _ouvert.reset(jeton)
