"""Saving a row of the annuaire: validated before the database would refuse it."""

from collections.abc import Mapping
from typing import TypeVar

from django.db.models import Model

from partners.models.base import Datee

Fiche = TypeVar("Fiche", bound=Datee)


def enregistrer(objet: Fiche) -> Fiche:
    """Validates then saves. Raises ValidationError with French sentences, before the database would."""
    objet.full_clean()
    objet.save()
    return objet


def appliquer(objet: Model, champs: Mapping[str, object]) -> str:
    """Sets the fields; returns the names of those that changed in the database, for the journal."""
    avant = type(objet)._default_manager.get(pk=objet.pk)
    for nom, valeur in champs.items():
        setattr(objet, nom, valeur)
    return ", ".join(sorted(nom for nom, valeur in champs.items() if getattr(avant, nom) != valeur))
