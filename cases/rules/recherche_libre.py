"""What an agent types to find a person: a name, a birth date, a NIR, a telephone, in one field and in any order."""

import datetime
import re
from dataclasses import dataclass

from cases.rules.nir import NirInvalide, normaliser_nir
from cases.rules.noms import normaliser_nom
from servicesocial.telephone import normaliser_telephone

LONGUEUR = 200
MOTS = 6
LETTRES = 2  # under that, a word finds everybody
# A shorter word is too near of too many others for a letter to be wrong in it.
LETTRES_POUR_UNE_FAUTE = 4
PLUS_ANCIENNE = 120  # years

_JOUR_MOIS_AN = re.compile(r"(?<!\d)(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?!\d)")
_AN_MOIS_JOUR = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_AN = re.compile(r"(?<![\d+])(?:19|20)\d{2}(?!\d)")
_NUMERO = re.compile(r"[+(]?\d[\dABab\s.\-()\u00a0\u202f/]*\d")
_SEXE = "12"


class RechercheRefusee(ValueError):
    """The search is refused. The message is a sentence for the agent who types."""


@dataclass(frozen=True)
class Cherche:
    """What was understood. `annee` is the year of birth, when no whole date was given; `nir` has 13 characters."""

    mots: tuple[str, ...] = ()
    naissance: datetime.date | None = None
    annee: int | None = None
    nir: str = ""
    telephone: str = ""


def comprendre(texte: str, aujourdhui: datetime.date) -> Cherche:
    """Reads what was typed. Raises RechercheRefusee when it holds nothing to look for, too little or too much."""
    if len(texte) > LONGUEUR:
        raise RechercheRefusee(f"Écrivez moins de {LONGUEUR} caractères : un nom, une date ou un numéro.")
    naissance, reste = _lire_date(texte, aujourdhui)
    nir, reste = _lire_nir(reste)
    annee, reste = (None, reste) if naissance or nir else _lire_annee(reste, aujourdhui)
    telephone, reste = _lire_telephone(reste)
    mots = tuple(dict.fromkeys(normaliser_nom(reste).split()))
    if not mots and annee and not telephone:
        raise RechercheRefusee("Ajoutez un nom à l'année de naissance, ou donnez la date entière.")
    if not (mots or naissance or nir or telephone):
        raise RechercheRefusee("Écrivez un nom, une date de naissance, un NIR ou un numéro de téléphone.")
    if mots and not any(len(mot) >= LETTRES for mot in mots):
        raise RechercheRefusee(f"Écrivez au moins {LETTRES} lettres d'un nom.")
    if len(mots) > MOTS:
        raise RechercheRefusee(f"Écrivez {MOTS} mots au plus.")
    return Cherche(mots, naissance, annee, nir, telephone)


def a_une_faute(mot: str, autre: str) -> bool:
    """Says whether the two words differ by one letter at most: wrong, missing, added, or swapped with its neighbour.

    The order of the two words does not matter.
    """
    if mot == autre:
        return True
    if abs(len(mot) - len(autre)) > 1:
        return False
    debut = 0
    while debut < min(len(mot), len(autre)) and mot[debut] == autre[debut]:
        debut += 1
    fin, autre_fin = mot[debut:], autre[debut:]
    if len(fin) == len(autre_fin):
        return fin[1:] == autre_fin[1:] or (fin[:2] == autre_fin[1::-1] and fin[2:] == autre_fin[2:])
    plus_long, plus_court = (fin, autre_fin) if len(fin) > len(autre_fin) else (autre_fin, fin)
    return plus_long[1:] == plus_court


def moities(mot: str) -> tuple[str, str]:
    """Returns the first half of a word and its second half, backwards: one fault leaves at least one of them whole.

    The two letters of the middle are left out, because two swapped letters may sit astride the halves.
    """
    milieu = len(mot) // 2
    return mot[: max(milieu - 1, 1)], mot[milieu + 1 :][::-1]


def _lire_date(texte: str, aujourdhui: datetime.date) -> tuple[datetime.date | None, str]:
    for motif, ordre in ((_JOUR_MOIS_AN, (2, 1, 0)), (_AN_MOIS_JOUR, (0, 1, 2))):
        trouve = motif.search(texte)
        if trouve is None:
            continue
        nombres = [int(n) for n in trouve.groups()]
        try:
            date = datetime.date(*(nombres[rang] for rang in ordre))
        except ValueError:
            raise RechercheRefusee(f"« {trouve[0]} » n'est pas une date.") from None
        if not _possible(date.year, aujourdhui) or date > aujourdhui:
            raise RechercheRefusee(f"« {trouve[0]} » ne peut pas être une date de naissance.")
        return date, f"{texte[: trouve.start()]} {texte[trouve.end() :]}"
    return None, texte


def _possible(annee: int, aujourdhui: datetime.date) -> bool:
    return aujourdhui.year - PLUS_ANCIENNE <= annee <= aujourdhui.year


def _lire_nir(texte: str) -> tuple[str, str]:
    """Reads a NIR.

    Thirteen characters or more that begin as a NIR does are one; RechercheRefusee says what is wrong in it.
    """
    for trouve in _NUMERO.finditer(texte):
        compact = re.sub(r"[^0-9A-Za-z]", "", trouve[0]).upper()
        if len(compact) < 13 or compact[0] not in _SEXE:
            continue
        try:
            nir = normaliser_nir(compact)
        except NirInvalide as erreur:
            raise RechercheRefusee(str(erreur)) from None
        return nir, f"{texte[: trouve.start()]} {texte[trouve.end() :]}"
    return "", texte


def _lire_annee(texte: str, aujourdhui: datetime.date) -> tuple[int | None, str]:
    """Reads a year of birth. No digit may stand beside it, so that a telephone number is not cut."""
    for trouve in _AN.finditer(texte):
        voisins = (
            re.sub(r"\s", "", texte[: trouve.start()])[-1:],
            re.sub(r"\s", "", texte[trouve.end() :])[:1],
        )
        if not any(v.isdigit() for v in voisins) and _possible(int(trouve[0]), aujourdhui):
            return int(trouve[0]), f"{texte[: trouve.start()]} {texte[trouve.end() :]}"
    return None, texte


def _lire_telephone(texte: str) -> tuple[str, str]:
    for trouve in _NUMERO.finditer(texte):
        telephone = normaliser_telephone(trouve[0])
        if telephone:
            return telephone, f"{texte[: trouve.start()]} {texte[trouve.end() :]}"
    return "", texte
