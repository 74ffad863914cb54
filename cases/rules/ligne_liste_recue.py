"""One line of a list of the CPAM or of the Service médical: what it says, or why it is refused (SLA-3)."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from cases.enums import Sexe
from cases.enums_liste_recue import ColonneListeRecue
from cases.rules.nir import NirInvalide, incoherences, normaliser_nir
from cases.rules.noms import normaliser_nom
from cases.rules.texte_libre import sur_une_ligne
from servicesocial.telephone import normaliser_telephone

AGE_MAXIMAL = 120
LONGUEURS = {ColonneListeRecue.NOM: 80, ColonneListeRecue.PRENOM: 80}
CELLULE_MAXIMALE = 200
# What is shown as it was written: nothing in it may turn or hide the rest of a page.
ECRITES = (ColonneListeRecue.NOM, ColonneListeRecue.PRENOM, ColonneListeRecue.COMMUNE)
_SEXES = {
    **dict.fromkeys(("F", "2", "FEMME", "MME", "MADAME"), Sexe.FEMME),
    **dict.fromkeys(("H", "M", "1", "HOMME", "MR", "M.", "MONSIEUR"), Sexe.HOMME),
    **dict.fromkeys(("", "N", "0"), Sexe.NON_RENSEIGNE),
}
_ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?$", re.ASCII)
_FRANCAISE = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: 00:00(?::00)?)?$", re.ASCII)
_COLLEE = re.compile(r"^(\d{2})(\d{2})(\d{4})$", re.ASCII)
_TABLEUR = re.compile(r"^\d[.,]?\d*[eE]\+?\d+$", re.ASCII)
_FORMULE = ("=", "@", "\t", "\r", "＝", "＠")
_TELEPHONE = re.compile(r"^(?:\+|00)?\d{9,14}$", re.ASCII)


class LigneRejetee(ValueError):
    """The line is refused. The message says why without repeating what the line holds, since others read the report."""


@dataclass(frozen=True)
class LigneLue:
    """What is kept of a line. `commune` is (INSEE code, postal code, name), each as written or empty."""

    nir: str
    nom: str
    prenom: str
    sexe: Sexe
    date_naissance: datetime.date | None
    telephone: str
    commune: tuple[str, str, str]
    arret_depuis: datetime.date | None
    remarque: str

    @property
    def nom_normalise(self) -> str:
        return normaliser_nom(f"{self.nom} {self.prenom}")


def lire_ligne(
    cellules: Mapping[ColonneListeRecue, str], *, recu_le: datetime.date, arret_minimal: int | None
) -> LigneLue:
    """Checks everything that a line can tell by itself, and returns what it says.

    `arret_minimal` is the number of days of arrêt on `recu_le`, both days included, that the list is about (90 for
    the request of a CPAM); None when the list is about something else. A NIR whose key is wrong, or that contradicts
    the sex or the birth date, refuses the line: columns that have shifted look like that (NIR-3). Raises LigneRejetee
    with all the reasons.
    """
    fautes: list[str] = []
    lu = {colonne: cellules.get(colonne, "").strip() for colonne in ColonneListeRecue}
    for colonne in ECRITES:
        lu[colonne] = sur_une_ligne(lu[colonne])
    _refuser_les_formules(lu)
    nir = _essayer(fautes, _lire_nir, lu[ColonneListeRecue.NIR]) or ""
    for colonne, longueur in LONGUEURS.items():
        if not normaliser_nom(lu[colonne]) or any(c.isdigit() for c in lu[colonne]):
            fautes.append(f"{colonne.label} absent ou illisible.")
        elif len(lu[colonne]) > longueur:
            fautes.append(f"{colonne.label} de plus de {longueur} caractères.")
    naissance = _essayer(fautes, _lire_date, lu[ColonneListeRecue.DATE_NAISSANCE], "La date de naissance")
    arret = _essayer(fautes, _lire_date, lu[ColonneListeRecue.ARRET_DEPUIS], "La date de l'arrêt")
    sexe = _SEXES.get(lu[ColonneListeRecue.SEXE].upper())
    if sexe is None:
        fautes.append("Le sexe n'est pas reconnu (F ou H).")
    if not fautes:
        fautes += _dates(naissance, arret, recu_le, arret_minimal)
        fautes += incoherences(nir, sexe=sexe or "", naissance=naissance) if nir else []
        if not nir and naissance is None:
            fautes.append("Ni NIR ni date de naissance : la personne ne peut pas être reconnue.")
    if fautes:
        raise LigneRejetee(" ".join(fautes))
    if sexe == Sexe.NON_RENSEIGNE and nir:
        sexe = {"1": Sexe.HOMME, "2": Sexe.FEMME}[nir[0]]
    telephone, remarque = _lire_telephone(lu[ColonneListeRecue.TELEPHONE])
    commune = (
        _completer(lu[ColonneListeRecue.CODE_COMMUNE]),
        _completer(lu[ColonneListeRecue.CODE_POSTAL]),
        lu[ColonneListeRecue.COMMUNE],
    )
    return LigneLue(
        nir,
        lu[ColonneListeRecue.NOM],
        lu[ColonneListeRecue.PRENOM],
        sexe or Sexe.NON_RENSEIGNE,
        naissance,
        telephone,
        commune,
        arret,
        remarque,
    )


def _refuser_les_formules(lu: Mapping[ColonneListeRecue, str]) -> None:
    for colonne, texte in lu.items():
        if texte.startswith(_FORMULE):
            raise LigneRejetee(f"La cellule « {colonne.label} » contient une formule.")
        if len(texte) > CELLULE_MAXIMALE:
            raise LigneRejetee(f"La cellule « {colonne.label} » dépasse {CELLULE_MAXIMALE} caractères.")


def _essayer(fautes: list[str], lire, *args):  # type: ignore[no-untyped-def]
    try:
        return lire(*args)
    except LigneRejetee as faute:
        fautes.append(str(faute))
        return None


def _lire_nir(texte: str) -> str:
    if not texte:
        return ""
    if _TABLEUR.match(texte):
        raise LigneRejetee("Le NIR a été abîmé par un tableur (écriture scientifique).")
    try:
        return normaliser_nir(texte)
    except NirInvalide as faute:
        raise LigneRejetee(str(faute)) from None


def _lire_date(texte: str, quoi: str) -> datetime.date | None:
    if not texte:
        return None
    if trouve := _ISO.match(texte):
        annee, mois, jour = trouve.groups()
    elif trouve := _FRANCAISE.match(texte) or _COLLEE.match(texte):
        jour, mois, annee = trouve.groups()
    else:
        raise LigneRejetee(f"{quoi} n'est pas lisible (JJ/MM/AAAA).")
    try:
        return datetime.date(int(annee), int(mois), int(jour))
    except ValueError:
        raise LigneRejetee(f"{quoi} n'existe pas.") from None


def _dates(
    naissance: datetime.date | None,
    arret: datetime.date | None,
    recu_le: datetime.date,
    arret_minimal: int | None,
) -> list[str]:
    fautes = []
    if naissance is not None and not recu_le.year - AGE_MAXIMAL <= naissance.year:
        fautes.append(f"La date de naissance donne plus de {AGE_MAXIMAL} ans.")
    if naissance is not None and naissance > recu_le:
        fautes.append("La date de naissance est à venir.")
    if arret is not None and arret > recu_le:
        fautes.append("L'arrêt commence après la réception de la liste.")
    if arret is not None and arret < (naissance or datetime.date(recu_le.year - AGE_MAXIMAL, 1, 1)):
        fautes.append("L'arrêt commence avant la naissance.")
    if arret_minimal is not None:
        if arret is None:
            fautes.append("La date de début de l'arrêt manque.")
        elif not fautes and (duree := (recu_le - arret).days + 1) < arret_minimal:
            fautes.append(f"En arrêt depuis {duree} jours : la requête porte sur {arret_minimal} et plus.")
    return fautes


def _lire_telephone(texte: str) -> tuple[str, str]:
    """Returns the number, and a remark.

    A number that cannot be read is left out with a remark: it does not refuse the line.
    """
    if not texte:
        return "", ""
    chiffres = re.sub(r"[\s.\-()/]", "", texte)
    if not _TELEPHONE.match(chiffres):
        return "", "Le téléphone, illisible, est laissé vide."
    if len(chiffres) == 9:
        chiffres = normaliser_telephone(chiffres) or chiffres  # a workbook has taken the first zero away
    return chiffres, ""


def _completer(code: str) -> str:
    """Gives back the first zero that a workbook removed from a code of five digits."""
    return f"0{code}" if len(code) == 4 and code.isdigit() else code.upper()
