"""Small model helpers shared by the three applications."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q


def parmi(champ: str, enum: type[models.TextChoices], modele: str) -> models.CheckConstraint:
    """Returns a CHECK that `champ` holds a value of `enum`. Django's `choices` alone do not bind the database."""
    return models.CheckConstraint(
        name=f"{modele}_{champ}_connu",
        condition=Q(**{f"{champ}__in": enum.values}),
        violation_error_message=f"Valeur inconnue pour « {champ} ».",
    )


def verifier_periode(du: datetime.date | None, au: datetime.date | None) -> None:
    """Raises the sentence of the constraint when a period ends before it starts, in the `clean` of a model.

    Django validates the exclusion constraint first. PostgreSQL refuses to build a range upside down, which would be
    an error 500 instead of that sentence.
    """
    if du is not None and au is not None and au < du:
        raise ValidationError({"au": "La date de fin précède la date de début."})


def periode_ordonnee(modele: str, debut: str = "du", fin: str = "au") -> models.CheckConstraint:
    """Returns a CHECK that a period, open or closed, does not end before it starts (both days included)."""
    return models.CheckConstraint(
        name=f"{modele}_{debut}_{fin}_ordre",
        condition=Q(**{f"{fin}__isnull": True}) | Q(**{f"{fin}__gte": models.F(debut)}),
        violation_error_message="La date de fin précède la date de début.",
    )
