"""The NIR: form, key, coherence with sex and birth date (domaine.md §10, rules of the Cnam)."""

import datetime
import re

from stdnum.fr import nir as stdnum_nir

# The library checks the length and the key. Ours are the sex and the month, which it takes as they come, and a number
# without its key.
_NIR = re.compile(r"^[12]\d{2}(0[1-9]|1[0-2]|[2-9]\d)(\d{2}|2A|2B)\d{3}\d{3}(9[0-7]|[0-8]\d)?$", re.ASCII)
_A_RETIRER = re.compile(r"[\s.\u00a0\u202f]")


class NirInvalide(ValueError):
    """The message is a sentence for the person who types."""


def calculer_cle(nir13: str) -> str:
    """Key of a normalised 13-character NIR: 97 − (N mod 97), on two digits, 01 to 97."""
    return str(stdnum_nir.calc_check_digits(nir13))


def normaliser_nir(valeur: str) -> str:
    """13 characters, upper case, without spaces; a key that is given must be right.

    Raises NirInvalide with a French sentence.
    """
    nir = _A_RETIRER.sub("", valeur).upper()
    if len(nir) not in (13, 15):
        raise NirInvalide("Le NIR compte 13 caractères, ou 15 avec sa clé.")
    if not _NIR.match(nir):
        raise NirInvalide(
            "Ce NIR n'a pas la forme attendue (sexe, année, mois, département, commune, ordre)."
        )
    if len(nir) == 15 and nir[13:] != calculer_cle(nir[:13]):
        raise NirInvalide("La clé de ce NIR (deux derniers chiffres) ne correspond pas au numéro.")
    return nir[:13]


def ecrire_nir(nir13: str) -> str:
    """As it is read aloud, with its key: 2 84 05 88 321 025 32."""
    return str(stdnum_nir.format(nir13 + calculer_cle(nir13)))


def masquer_nir(nir13: str) -> str:
    """Only sex and year stay readable."""
    return f"{nir13[0]} {nir13[1:3]} •• •• ••• •••"


def voiler(texte: str) -> str:
    """What somebody else wrote, shown to be recognised: a text long enough to hold a NIR keeps only its beginning."""
    return f"{texte[:3]}••••••••••" if sum(c.isdigit() for c in texte) >= 12 else texte


def incoherences(nir13: str, *, sexe: str, naissance: datetime.date | None) -> list[str]:
    """What the NIR says against sex and birth date: warnings, never a refusal (domaine.md §10)."""
    messages = []
    if sexe in ("H", "F") and {"1": "H", "2": "F"}[nir13[0]] != sexe:
        messages.append("Le sexe enregistré diffère de celui du NIR.")
    if naissance is not None:
        if nir13[1:3] != f"{naissance.year % 100:02d}":
            messages.append("L'année de naissance diffère de celle du NIR.")
        mois = int(nir13[3:5])
        if mois <= 12 and mois != naissance.month:
            messages.append("Le mois de naissance diffère de celui du NIR.")
    return messages
