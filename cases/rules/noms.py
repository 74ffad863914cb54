"""Names as people search them: no accent, no case, one space."""

import re
import unicodedata

_SEPARATEURS = re.compile(r"[^a-z0-9]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})


def normaliser_nom(nom: str) -> str:
    """Lower case ASCII words separated by one space; also the French order of names."""
    sans_accent = unicodedata.normalize("NFKD", nom.lower().translate(_LIGATURES))
    return _SEPARATEURS.sub(" ", "".join(c for c in sans_accent if not unicodedata.combining(c))).strip()
