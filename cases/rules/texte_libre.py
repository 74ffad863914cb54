"""Texts that come from outside the service: they are kept on one line, and never hold a NIR (NIR-5)."""

import re
import unicodedata

# Between two characters of a NIR: spaces of any kind, points, hyphens, slashes…, never a letter.
_E = r"[\W_]{0,4}"
_CHIFFRES = {n: _E.join([r"\d"] * n) for n in (2, 6)}
_NIR = re.compile(
    # Sex or provisional number, year, month, département (2A and 2B in Corsica), commune and order, then the key.
    rf"(?<!\d)[1-8]{_E}{_CHIFFRES[2]}{_E}(?P<mois>{_CHIFFRES[2]}){_E}(?:{_CHIFFRES[2]}|2{_E}[AB]){_E}"
    rf"{_CHIFFRES[6]}(?:{_E}{_CHIFFRES[2]})?(?!\d)",
    re.ASCII,
)
_MOIS_CONNUS = frozenset((*range(1, 13), *range(20, 43), *range(50, 100)))


def contient_nir(texte: str) -> bool:
    """Says whether 13 or 15 characters look like a NIR, in any usual form, whether the key is right or wrong.

    Spaces, punctuation and invisible characters inside are ignored; digits of other scripts count as digits. The
    month tells a NIR from a telephone number followed by another one (NIR-1).
    """
    lisible = _chiffres(texte)
    depart = 0
    while trouve := _NIR.search(lisible, depart):
        if int(re.sub(r"\D", "", trouve["mois"])) in _MOIS_CONNUS:
            return True
        depart = trouve.start() + 1
    return False


def _chiffres(texte: str) -> str:
    """Returns the text in upper case, with digits of any script as 0-9 and without invisible characters."""
    normal = unicodedata.normalize("NFKC", texte).upper()
    return "".join(
        str(unicodedata.decimal(c)) if c.isdecimal() else c for c in normal if unicodedata.category(c) != "Cf"
    )


def sur_une_ligne(texte: str) -> str:
    """Puts the text on one line, one space between words, without the invisible characters that turn or hide it."""
    visible = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in texte)
    return " ".join("".join(c for c in visible if unicodedata.category(c) != "Cf").split())
