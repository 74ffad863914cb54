"""French typography of figures, dates and sentences, shared by pages, PDF and workbooks.

Pure functions without Django: the reporting exports and the templates call the same ones.
"""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

INSECABLE = "\u00a0"
FINE_INSECABLE = "\u202f"
ABSENT = "–"
# « 8 319 », not the year and the figure of « en 2023 450 dossiers »; ASCII digits only.
GROUPES_DE_TROIS = re.compile(r"(?<![0-9])[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?![0-9])")

JOURS_DE_LA_SEMAINE = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)

Nombre = int | float | Decimal


def _decimal(valeur: Nombre) -> Decimal:
    """A float goes through its shortest text, so that 0.15 is rounded as it is written."""
    return valeur if isinstance(valeur, Decimal) else Decimal(str(valeur))


def nombre(valeur: Nombre | None, decimales: int = 0) -> str:
    """`8319` -> `8 319`, groups of three parted by a narrow no-break space, decimal comma.

    Rounded half away from zero, as figures are published. `None` (not computable) gives a dash.
    """
    if valeur is None:
        return ABSENT
    arrondi = _decimal(valeur).quantize(Decimal(1).scaleb(-decimales), rounding=ROUND_HALF_UP)
    texte = f"{abs(arrondi):,.{decimales}f}".replace(",", FINE_INSECABLE).replace(".", ",")
    return f"\u2212{texte}" if arrondi < 0 else texte


def pourcent(valeur: Nombre | None, decimales: int = 0) -> str:
    """A value already in percent: `12.34` -> `12 %` (no-break space before the sign)."""
    if valeur is None:
        return ABSENT
    return f"{nombre(valeur, decimales)}{INSECABLE}%"


def mois(valeur: Nombre | None, decimales: int = 1) -> str:
    """A length in months: `8.94` -> `8,9 mois`."""
    if valeur is None:
        return ABSENT
    return f"{nombre(valeur, decimales)}{INSECABLE}mois"


def date_longue(jour: date | None) -> str:
    """For sentences: `15 mai 2026`, `1er mai 2026`; nothing breaks inside."""
    if jour is None:
        return ABSENT
    quantieme = "1er" if jour.day == 1 else str(jour.day)
    return INSECABLE.join((quantieme, MOIS[jour.month - 1], str(jour.year)))


def date_courte(jour: date | None) -> str:
    """For tables: `15/05/2026`."""
    return ABSENT if jour is None else f"{jour.day:02}/{jour.month:02}/{jour.year:04}"


def heure(instant: datetime | None) -> str:
    """`14 h 05`, in the time zone that the instant carries."""
    return ABSENT if instant is None else f"{instant.hour}{INSECABLE}h{INSECABLE}{instant.minute:02}"


def apostrophes(texte: str) -> str:
    """The apostrophe of French (’) between two letters, in plain text as in HTML; quotes are left alone."""
    return re.sub(r"(?<=[^\W\d_])(?:'|&#x27;|&#39;)(?=[^\W\d_])", "’", texte)


def insecable(phrase: str) -> str:
    """French spacing of a sentence: no-break spaces before `: » %` and after `«`, narrow before `; ! ?`.

    Spaces inside numbers become narrow no-break ones. A mark that has no space before it (an address,
    an hour such as 14:05) is left alone, and applying it twice changes nothing.
    """
    phrase = re.sub(r"«[ \u00a0\u202f]*", "«" + INSECABLE, phrase)
    phrase = re.sub(r"[ \u00a0\u202f]*»", INSECABLE + "»", phrase)
    phrase = re.sub(r"[ \u00a0\u202f]+([;!?])", FINE_INSECABLE + r"\1", phrase)
    phrase = re.sub(r"[ \u00a0\u202f]+([:%€])", INSECABLE + r"\1", phrase)
    return GROUPES_DE_TROIS.sub(lambda trouve: re.sub(r"\s", FINE_INSECABLE, trouve[0]), phrase)
