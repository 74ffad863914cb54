"""Names as agents search them: without accent, case or punctuation."""

import re
import unicodedata

_SEPARATEURS = re.compile(r"[^a-z0-9]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})


def normaliser_nom(nom: str) -> str:
    """Returns the words in lower-case ASCII, separated by one space.

    Sorting by this text gives the French order of names.
    """
    sans_accent = unicodedata.normalize("NFKD", nom.lower().translate(_LIGATURES))
    return _SEPARATEURS.sub(" ", "".join(c for c in sans_accent if not unicodedata.combining(c))).strip()
