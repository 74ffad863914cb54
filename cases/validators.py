"""Checks of what people type, shared by models and forms."""

from django.core.exceptions import ValidationError
from stdnum.fr import siret as stdnum_siret


def valider_siret(valeur: str) -> None:
    """14 digits with a valid key (La Poste included)."""
    if not stdnum_siret.is_valid(valeur):
        raise ValidationError(
            "Ce SIRET n'est pas valide : 14 chiffres attendus, clé comprise.",
            code="siret",
        )
