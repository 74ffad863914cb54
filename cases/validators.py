"""Checks of what people type, shared by models and forms."""

from django.core.exceptions import ValidationError
from stdnum.fr import siret as stdnum_siret

from cases.rules.nir import NirInvalide, normaliser_nir


def valider_nir(valeur: str) -> None:
    """A NIR of 13 or 15 characters whose key, when given, is right (domaine.md §10)."""
    try:
        normaliser_nir(valeur)
    except NirInvalide as erreur:
        raise ValidationError(str(erreur), code="nir") from None


def valider_siret(valeur: str) -> None:
    """14 digits with a valid key (La Poste included)."""
    if not stdnum_siret.is_valid(valeur):
        raise ValidationError(
            "Ce SIRET n'est pas valide : 14 chiffres attendus, clé comprise.",
            code="siret",
        )
