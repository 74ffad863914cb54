"""Checks of what people type, shared by models and forms."""

from django.core.exceptions import ValidationError
from stdnum.fr import siret as stdnum_siret

from cases.rules.texte_libre import contient_nir
from servicesocial.telephone import est_un_telephone


def valider_siret(valeur: str) -> None:
    """Refuses a SIRET that is not 14 digits with a valid key (La Poste has its own rule)."""
    if not stdnum_siret.is_valid(valeur):
        raise ValidationError(
            "Ce SIRET n'est pas valide : 14 chiffres attendus, clé comprise.",
            code="siret",
        )


def valider_telephone(valeur: str) -> None:
    """French, of overseas, or foreign with its country (servicesocial/telephone.py)."""
    if not est_un_telephone(valeur):
        raise ValidationError(
            "Écrivez un numéro de téléphone entier : dix chiffres, ou « + » et l'indicatif du pays.",
            code="telephone",
        )


def refuser_nir(valeur: str) -> None:
    """Refuses a text from outside the service that holds a NIR (NIR-5). The sentence does not repeat it."""
    if contient_nir(valeur):
        raise ValidationError(
            "Ce texte contient un nombre qui ressemble à un numéro de sécurité sociale. Retirez-le : "
            "le service social ne le demande pas ici.",
            code="nir",
        )
