"""The NIR: form, key, coherence with sex and birth date (docs/regles.md, NIR-1 to NIR-3)."""

import datetime
import re

from stdnum.fr import nir as stdnum_nir

# The library checks the length and the key. Ours are the sex and the month, which it takes as they come, and a number
# without its key.
_NIR = re.compile(r"^[12]\d{2}(0[1-9]|1[0-2]|[2-9]\d)(\d{2}|2A|2B)\d{3}\d{3}(9[0-7]|[0-8]\d)?$", re.ASCII)
_A_RETIRER = re.compile(r"[\s.\u00a0\u202f]")


class NirInvalide(ValueError):
    """The NIR is refused. The message is a French sentence for the agent who types."""


def calculer_cle(nir13: str) -> str:
    """Returns the key of a normalised 13-character NIR: 97 − (N mod 97), on two digits, from 01 to 97 (NIR-2)."""
    return str(stdnum_nir.calc_check_digits(nir13))


def normaliser_nir(valeur: str) -> str:
    """Returns the 13 characters in upper case, without spaces. When the key is given, it must be right.

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
    """Writes the NIR as it is read aloud, with its key: 2 84 05 88 321 025 32."""
    return str(stdnum_nir.format(nir13 + calculer_cle(nir13)))


def masquer_nir(nir13: str) -> str:
    """Hides the NIR: only the sex and the year of birth stay readable (NIR-6)."""
    return f"{nir13[0]} {nir13[1:3]} •• •• ••• •••"


def voiler(texte: str) -> str:
    """Hides all but the first three characters of a text that has 12 digits or more, since it may hold a NIR.

    It shows what somebody else wrote, just enough to recognise it.
    """
    return f"{texte[:3]}••••••••••" if sum(c.isdigit() for c in texte) >= 12 else texte


def incoherences(nir13: str, *, sexe: str, naissance: datetime.date | None) -> list[str]:
    """Returns what contradicts the sex and the birth date in the NIR. These are warnings, never a refusal (NIR-3)."""
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
