"""Whether a person who is signalled is one already known: it helps the eye of the agent, who decides.

The certainty is low on purpose, because a wrong match opens the dossier of somebody else. Either the name or the
birth date may differ a little, never both, and a page shows the reasons.
"""

import datetime
import enum
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

from cases.rules.noms import normaliser_nom
from servicesocial.telephone import normaliser_telephone

RESSEMBLANCE = 0.85  # of the whole names: one typo in a name of usual length
RESSEMBLANCE_DU_RESTE = 0.5  # of the words that differ: « Ana » and « Eva » behind a long name are two people


class Certitude(enum.IntEnum):
    POSSIBLE = 1
    PROBABLE = 2
    CERTAINE = 3

    @property
    def libelle(self) -> str:
        return {1: "Possible", 2: "Très probable", 3: "Même NIR"}[self]


@dataclass(frozen=True)
class Personne:
    nom: str
    prenom: str
    date_naissance: datetime.date | None
    telephone: str
    # The keyed index of the NIR (cases/chiffrement.py): equal for equal numbers, and that is all a rule needs.
    nir_index: str | None = None


@dataclass(frozen=True)
class Rapprochement:
    """How sure the match is, and why. `raisons` are short sentences for the page."""

    certitude: Certitude
    raisons: tuple[str, ...]


class _Dates(enum.Enum):
    EGALES = "Même date de naissance"
    INVERSEES = "Jour et mois de naissance inversés"
    UN_CHIFFRE = "Date de naissance à un chiffre près"
    INCONNUE_D_UN_COTE = "Date de naissance inconnue d'un côté"
    INCONNUES = "Dates de naissance inconnues"
    DIFFERENTES = "Dates de naissance différentes"


def rapprocher(signalee: Personne, connue: Personne) -> Rapprochement | None:
    """Returns what brings the two persons together, or None.

    The order of the two, case, accents and order of words do not matter. CERTAINE: the NIR is the same, whatever else
    differs (the differences are said). Two different NIR are two people: the match is at most POSSIBLE. PROBABLE:
    same name and same birth date. POSSIBLE: the same name and a birth date that is unknown or differs slightly; or a
    near name and the same birth date; or the same telephone, whatever the rest (a household shares one). A birth date
    alone is no match.
    """
    mots, autres = _mots(signalee), _mots(connue)
    meme_nom = bool(mots) and mots == autres
    nom_proche = not meme_nom and _proches(mots, autres)
    dates = _comparer_dates(signalee.date_naissance, connue.date_naissance)
    telephone = normaliser_telephone(signalee.telephone)
    meme_telephone = bool(telephone) and telephone == normaliser_telephone(connue.telephone)

    nir, autre_nir = signalee.nir_index, connue.nir_index
    if nir and nir == autre_nir:
        ecarts = [] if meme_nom else ["nom différent"]
        ecarts += ["date de naissance différente"] if dates is _Dates.DIFFERENTES else []
        return Rapprochement(Certitude.CERTAINE, (", ".join(["Même NIR", *ecarts]),))
    if nir and autre_nir:
        return _malgre_deux_nir(meme_nom=meme_nom, dates=dates, meme_telephone=meme_telephone)
    if meme_nom and dates is _Dates.EGALES:
        raisons = ["Même nom et même date de naissance", *(["Même téléphone"] if meme_telephone else [])]
        return Rapprochement(Certitude.PROBABLE, tuple(raisons))
    par_le_nom = (meme_nom and dates is not _Dates.DIFFERENTES) or (nom_proche and dates is _Dates.EGALES)
    if not (par_le_nom or meme_telephone):
        return None
    raisons = []
    if meme_nom:
        raisons.append("Même nom")
    elif nom_proche:
        raisons.append(_phrase_nom_proche(mots, autres))
    if meme_telephone:
        raisons.append("Même téléphone" if raisons else "Même téléphone, autre nom")
    if meme_nom or nom_proche or dates is _Dates.EGALES:
        raisons.append(dates.value)
    return Rapprochement(Certitude.POSSIBLE, tuple(raisons))


def _malgre_deux_nir(*, meme_nom: bool, dates: _Dates, meme_telephone: bool) -> Rapprochement | None:
    """Two NIR are two people, unless one was mistyped: a match is shown only when name and birth date are equal."""
    if not (meme_nom and dates is _Dates.EGALES):
        return None
    raisons = [
        "NIR différents",
        "Même nom et même date de naissance",
        *(["Même téléphone"] if meme_telephone else []),
    ]
    return Rapprochement(Certitude.POSSIBLE, tuple(raisons))


def inverser(date: datetime.date) -> datetime.date | None:
    """Swaps the day and the month. Returns None when that gives no other date."""
    if date.day > 12 or date.day == date.month:
        return None
    return datetime.date(date.year, date.day, date.month)


def _mots(personne: Personne) -> Counter[str]:
    return Counter(normaliser_nom(f"{personne.nom} {personne.prenom}").split())


def _en_texte(mots: Counter[str]) -> str:
    return " ".join(sorted(mots.elements()))


def _proches(mots: Counter[str], autres: Counter[str]) -> bool:
    communs, reste, autre_reste = mots & autres, mots - autres, autres - mots
    if not reste or not autre_reste:
        return False
    if Counter("".join(mots.elements())) == Counter("".join(autres.elements())):
        # Letters in another place, or « Le Gall » written « Legall ».
        return True
    # The common words first: a typo in a first letter must not change the order of what is compared.
    debut = _en_texte(communs)
    return (
        _ressemblance(_en_texte(reste), _en_texte(autre_reste)) >= RESSEMBLANCE_DU_RESTE
        and _ressemblance(f"{debut} {_en_texte(reste)}", f"{debut} {_en_texte(autre_reste)}") >= RESSEMBLANCE
    )


def _ressemblance(texte: str, autre: str) -> float:
    # Sorted, because the measure of difflib depends on the order of the two.
    premier, second = sorted((texte, autre))
    return SequenceMatcher(None, premier, second, autojunk=False).ratio()


def _phrase_nom_proche(mots: Counter[str], autres: Counter[str]) -> str:
    formes = sorted(_en_texte(reste).title() for reste in (mots - autres, autres - mots))
    return f"Nom proche ({' / '.join(formes)})"


def _comparer_dates(date: datetime.date | None, autre: datetime.date | None) -> _Dates:
    if date is None or autre is None:
        return _Dates.INCONNUES if date is autre else _Dates.INCONNUE_D_UN_COTE
    if date == autre:
        return _Dates.EGALES
    if inverser(date) == autre:
        return _Dates.INVERSEES
    ecarts = sum(a != b for a, b in zip(date.isoformat(), autre.isoformat(), strict=True))
    return _Dates.UN_CHIFFRE if ecarts == 1 else _Dates.DIFFERENTES
