"""Telephone numbers: the one place that reads, compares, checks and writes them (library phonenumbers).

A number without its country is French. What was recorded stays readable, whatever it is: a number that the library
does not recognise is compared by its digits and shown as it was written.
"""

import re

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType

# A number written as in France, 0692…, is one of another country for the telephone: +262 692…
OUTRE_MER = ("GP", "GF", "MQ", "RE", "YT")
_INDICATIFS_FRANCAIS = frozenset(
    phonenumbers.country_code_for_region(region) for region in ("FR", *OUTRE_MER)
)
_FIXE_OU_MOBILE = (PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
CHIFFRES_D_UN_NUMERO = 8
_ORDINAIRE = re.compile(r"^0[1-9]\d{8}$", re.ASCII)


def normaliser_telephone(texte: str) -> str:
    """The digits by which two numbers are compared: 0612345678, 0692123456, 0041221234567 abroad.

    Empty when they are not those of a number.
    """
    chiffres = re.sub(r"[^0-9]", "", texte)
    if len(chiffres) < CHIFFRES_D_UN_NUMERO or _inconnu(chiffres):
        return ""
    if _ORDINAIRE.match(chiffres) and not texte.lstrip().startswith("+"):
        # Nearly all of them, and the library takes a hundred times longer: a list compares thousands.
        return chiffres
    numero = _lire(texte)
    if numero is None:
        return f"00{chiffres}" if texte.strip().startswith("+") else chiffres
    national = phonenumbers.national_significant_number(numero)
    francais = numero.country_code in _INDICATIFS_FRANCAIS
    return f"0{national}" if francais else f"00{numero.country_code}{national}"


def ecrire_telephone(texte: str) -> str:
    """As it is read: 06 12 34 56 78, 0692 12 34 56, +41 22 123 45 67. One that is not recognised, as it was written."""
    numero = _lire(texte)
    if numero is None:
        return texte
    francais = numero.country_code in _INDICATIFS_FRANCAIS
    forme = PhoneNumberFormat.NATIONAL if francais else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(numero, forme)


def adresse_telephone(texte: str) -> str:
    """For a link that calls: tel:+33612345678. One that is not recognised keeps its digits, a short number too."""
    numero = _lire(texte)
    if numero is None:
        return "tel:" + re.sub(r"[^0-9+]", "", texte)
    return "tel:" + phonenumbers.format_number(numero, PhoneNumberFormat.E164)


def est_un_telephone(texte: str) -> bool:
    """Whether it may be called from a site: its country is known, and its length is of that country.

    Nothing is said of whether somebody answers: ranges open every year, and those of fiction are allowed.
    """
    return not _inconnu(re.sub(r"[^0-9]", "", texte)) and _lire(texte) is not None


def _inconnu(chiffres: str) -> bool:
    """One digit repeated stands for an unknown number."""
    return len(set(chiffres)) < 2


def _lire(texte: str) -> PhoneNumber | None:
    if re.search(r"[^\W\d_]", texte):
        # The library would dial letters as the digits of their keys.
        return None
    try:
        numero = phonenumbers.parse(texte, "FR")
        if numero.country_code == phonenumbers.country_code_for_region("FR"):
            numero = _d_outre_mer(phonenumbers.national_significant_number(numero)) or numero
    except phonenumbers.NumberParseException:
        return None
    return numero if phonenumbers.is_possible_number(numero) else None


def _d_outre_mer(national: str) -> PhoneNumber | None:
    for region in OUTRE_MER:
        numero = phonenumbers.parse(national, region)
        if (
            phonenumbers.is_valid_number_for_region(numero, region)
            and phonenumbers.number_type(numero) in _FIXE_OU_MOBILE
        ):
            return numero
    return None
