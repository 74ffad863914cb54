"""Reading the files of a folder as streams of lines, whatever they contain."""

import csv
import dataclasses
import difflib
import functools
from collections.abc import Iterator
from pathlib import Path

from cases.reprise.format import Genre
from cases.reprise.rapport import Rapport

SEPARATEUR = ";"
# A physical line: far above the longest text of the format, far below what would fill the memory.
LONGUEUR_DE_LIGNE = 1_000_000


class ListeIllisible(Exception):
    """The rest of the file cannot be read; the message is a sentence, `ligne` is 0 for the whole file."""

    def __init__(self, phrase: str, ligne: int = 0) -> None:
        super().__init__(phrase)
        self.ligne = ligne


@dataclasses.dataclass(frozen=True, slots=True)
class Source:
    """A file of the folder, with the kind that it brings."""

    genre: Genre
    chemin: Path


def inventorier(dossier: Path, genres: tuple[Genre, ...], rapport: Rapport) -> list[Source]:
    """The files of the folder in loading order; unknown ones and a folder without any are errors."""
    par_fichier = {genre.fichier: genre for genre in genres}
    presents: dict[str, Path] = {}
    try:
        entrees = sorted(dossier.iterdir())
    except OSError as erreur:
        rapport.erreur(f"Le dossier {dossier} ne peut pas être lu : {erreur.strerror}.")
        return []
    for chemin in entrees:
        if chemin.name.startswith(".") or chemin.suffix.casefold() != ".csv":
            continue
        if chemin.name not in par_fichier:
            proches = difflib.get_close_matches(chemin.name.casefold(), list(par_fichier), n=1)
            suite = f" Le plus proche : « {proches[0]} »." if proches else ""
            rapport.erreur(f"Ce fichier n'est pas du format.{suite}", fichier=chemin.name[:80])
        elif not chemin.is_file():
            rapport.erreur("Ce n'est pas un fichier ordinaire.", fichier=chemin.name)
        else:
            presents[chemin.name] = chemin
    if not presents and not rapport.total_erreurs:
        rapport.erreur("Le dossier ne contient aucun fichier du format, comme assures.csv.")
    return [Source(genre, presents[genre.fichier]) for genre in genres if genre.fichier in presents]


def lire_lignes(chemin: Path) -> Iterator[tuple[int, list[str]]]:
    """(line number, cells) of every record that is not blank, header included.

    The number is that of the first physical line of the record. Raises ListeIllisible.
    """
    try:
        with chemin.open(encoding="utf-8-sig", newline="") as fichier:
            yield from _enregistrements(iter(functools.partial(fichier.readline, LONGUEUR_DE_LIGNE), ""))
    except UnicodeDecodeError:
        ligne = _ligne_mal_codee(chemin)
        raise ListeIllisible(
            "Ce fichier n'est pas un texte codé en UTF-8 : l'enregistrer de nouveau en « CSV UTF-8 ».", ligne
        ) from None
    except OSError as erreur:
        raise ListeIllisible(f"Ce fichier ne peut pas être lu : {erreur.strerror}.") from None


def _enregistrements(lignes: Iterator[str]) -> Iterator[tuple[int, list[str]]]:
    lecteur = csv.reader(_verifier(lignes), delimiter=SEPARATEUR, strict=True)
    debut = 1
    try:
        for cellules in lecteur:
            if any(cellules):
                yield debut, cellules
            debut = lecteur.line_num + 1
    except csv.Error as erreur:
        if "field larger" in str(erreur):
            phrase = "Une cellule dépasse 131 072 caractères : guillemet non fermé, ou texte trop long."
        else:
            phrase = (
                "Les guillemets de cette ligne ne sont pas fermés, ou sont suivis d'autre chose que « ; ». "
                "Un guillemet dans un texte s'écrit deux fois."
            )
        raise ListeIllisible(phrase, debut) from None


def _verifier(lignes: Iterator[str]) -> Iterator[str]:
    for numero, ligne in enumerate(lignes, start=1):
        if "\0" in ligne:
            raise ListeIllisible("Ce fichier contient un octet nul : ce n'est pas un texte.", numero)
        if len(ligne) >= LONGUEUR_DE_LIGNE:
            raise ListeIllisible("Cette ligne dépasse un million de caractères.", numero)
        yield ligne


def _ligne_mal_codee(chemin: Path) -> int:
    with chemin.open("rb") as fichier:
        for numero, ligne in enumerate(
            iter(functools.partial(fichier.readline, LONGUEUR_DE_LIGNE), b""), start=1
        ):
            try:
                ligne.decode("utf-8")
            except UnicodeDecodeError:
                return numero
    return 0


def lire_entete(source: Source, cellules: list[str]) -> list[int]:
    """For each column of the format, its place in the file, -1 when an optional one is not there.

    Raises ListeIllisible when a column is unknown, given twice, or missing and obligatory.
    """
    noms = [cellule.strip() for cellule in cellules]
    declares = source.genre.entete
    connues = frozenset(declares)
    if len(noms) == 1 and len(declares) > 1 and any(signe in noms[0] for signe in ",\t"):
        raise ListeIllisible("Les colonnes sont à séparer par des points-virgules.", 1)
    if inconnues := [nom for nom in noms if nom not in connues]:
        raise ListeIllisible(_inconnues(inconnues, declares), 1)
    if doubles := sorted({nom for nom in noms if noms.count(nom) > 1}):
        raise ListeIllisible(f"Colonne donnée deux fois : {', '.join(doubles)}.", 1)
    manquantes = [c.nom for c in source.genre.colonnes if c.obligatoire and c.nom not in noms]
    if manquantes:
        raise ListeIllisible(f"Il manque une colonne obligatoire : {', '.join(manquantes)}.", 1)
    return [noms.index(nom) if nom in noms else -1 for nom in declares]


def _inconnues(inconnues: list[str], declares: tuple[str, ...]) -> str:
    premieres = ", ".join(f"« {nom[:40]} »" for nom in inconnues[:5])
    autres = f" et {len(inconnues) - 5} autres" if len(inconnues) > 5 else ""
    proches = difflib.get_close_matches(inconnues[0][:80].casefold(), declares, n=1)
    suite = f" La plus proche de la première : « {proches[0]} »." if proches else ""
    return f"Colonnes inconnues : {premieres}{autres}.{suite}"
