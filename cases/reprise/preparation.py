"""Every file is copied, cell by checked cell, into a temporary table: the checks and the load are then SQL.

A line with a wrong cell is copied too, without that cell and marked as such: what refers to it is not reported
as an error of its own.
"""

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

from django.db.backends.utils import CursorWrapper

from cases.reprise.cellules import CelluleInvalide, lecteur
from cases.reprise.format import MAINTENANT, Colonne, Genre, Type
from cases.reprise.lecture import ListeIllisible, Source, lire_entete, lire_lignes
from cases.reprise.rapport import Rapport
from cases.reprise.suivi import Suivi

_LONGUEUR_MONTREE = 60
_FORMULE = "=@"


def table(genre: str) -> str:
    """Name of the staging table of a kind."""
    return f"reprise_{genre}"


def creer_table(curseur: CursorWrapper, genre: Genre) -> None:
    """The empty staging table: the cells, the computed columns, and what the checks find out."""
    colonnes = [f'"{c.nom}" {c.type_sql}' for c in genre.colonnes if c.type is not Type.NIR]
    colonnes += [f'"{nom}" {type_sql}' for nom, type_sql in genre.calculees]
    curseur.execute(
        f"CREATE TEMPORARY TABLE {table(genre.nom)} (ligne integer, sain boolean, {', '.join(colonnes)}, "
        "deja boolean NOT NULL DEFAULT false) ON COMMIT DROP"
    )


def copier(curseur: CursorWrapper, source: Source, rapport: Rapport, suivi: Suivi) -> bool:
    """Copies a file into its staging table; false when the file could not be read to its end."""
    genre = source.genre
    noms = [c.nom for c in genre.colonnes if c.type is not Type.NIR] + [nom for nom, _ in genre.calculees]
    colonnes = ", ".join(f'"{nom}"' for nom in noms)
    lecture = _Lecture(source, rapport)
    etape = f"Lecture de {genre.fichier}"
    # The lines are read while they are copied: a file never stands in memory.
    with curseur.copy(f"COPY {table(genre.nom)} (ligne, sain, {colonnes}) FROM STDIN") as copie:
        for nombre_lu, ligne in enumerate(lecture.lignes(), start=1):
            copie.write_row(ligne)
            if nombre_lu % 500 == 0:
                suivi.avancer(etape, nombre_lu)
    curseur.execute(f"ANALYZE {table(genre.nom)}")
    suivi.terminer(etape, lecture.nombre)
    return lecture.entiere


@dataclasses.dataclass(frozen=True, slots=True)
class _Champ:
    """A column ready to be read: its place in the file (-1: not there), and what an empty cell gives."""

    colonne: Colonne
    place: int
    lire: Callable[[str], Any]
    vide: Any


class _Lecture:
    """The lines of one file as rows of its staging table. An error is reported and never raised."""

    def __init__(self, source: Source, rapport: Rapport) -> None:
        self.entiere = True
        self.nombre = 0
        self._source = source
        self._genre = source.genre
        self._rapport = rapport
        self._montrees = [i for i, c in enumerate(self._genre.colonnes) if c.type is not Type.NIR]
        self._sans_nir = len(self._montrees) < len(self._genre.colonnes)
        self._sans_calcul = (None,) * len(self._genre.calculees)

    def lignes(self) -> Iterator[tuple[Any, ...]]:
        try:
            enregistrements = lire_lignes(self._source.chemin)
            entete = next(enregistrements, None)
            if entete is None:
                raise ListeIllisible("Ce fichier est vide : il manque la ligne des noms de colonnes.")
            places = lire_entete(self._source, entete[1])
            largeur = len(entete[1])
            champs = [
                _champ(c, place, self._genre.nom)
                for c, place in zip(self._genre.colonnes, places, strict=True)
            ]
            for ligne, cellules in enregistrements:
                self.nombre += 1
                if len(cellules) == largeur:
                    yield self._ranger(ligne, *self._lire(champs, ligne, cellules))
                elif (reste := self._sauver(champs, ligne, cellules, largeur)) is not None:
                    yield reste
        except ListeIllisible as erreur:
            self.entiere = False
            self._rapport.erreur(str(erreur), fichier=self._genre.fichier, ligne=erreur.ligne)

    def _lire(self, champs: list[_Champ], ligne: int, cellules: list[str]) -> tuple[bool, list[Any]]:
        sain = True
        valeurs = []
        for champ in champs:
            texte = cellules[champ.place].strip() if champ.place >= 0 else ""
            if not texte:
                if champ.colonne.obligatoire:
                    sain = False
                    self._signaler(ligne, champ.colonne, "Cette cellule est obligatoire.", None)
                valeurs.append(champ.vide)
                continue
            try:
                valeurs.append(champ.lire(texte))
                if texte[0] in _FORMULE and champ.colonne.type is Type.TEXTE:
                    self._avertir_formule(ligne, champ.colonne, texte)
            except CelluleInvalide as erreur:
                sain = False
                self._signaler(ligne, champ.colonne, str(erreur), texte)
                valeurs.append(None)
        return sain, valeurs

    def _avertir_formule(self, ligne: int, colonne: Colonne, texte: str) -> None:
        self._rapport.avertir(
            "Ce texte a la forme d'une formule de tableur : il est repris tel quel, comme un texte.",
            fichier=self._genre.fichier,
            ligne=ligne,
            colonne=colonne.nom,
            valeur=montrer(colonne, texte),
        )

    def _ranger(self, ligne: int, sain: bool, valeurs: list[Any]) -> tuple[Any, ...]:
        calculees = self._sans_calcul
        if sain and self._genre.calculer is not None:
            calculees, messages = self._genre.calculer(dict(zip(self._genre.entete, valeurs, strict=True)))
            for colonne, message in messages:
                self._rapport.avertir(message, fichier=self._genre.fichier, ligne=ligne, colonne=colonne)
        if self._sans_nir:
            valeurs = [valeurs[i] for i in self._montrees]
        return (ligne, sain, *valeurs, *calculees)

    def _sauver(
        self, champs: list[_Champ], ligne: int, cellules: list[str], largeur: int
    ) -> tuple[Any, ...] | None:
        """The reference of a line whose cells cannot be told apart, so that what names it is not in error too."""
        self._rapport.erreur(
            f"Cette ligne compte {len(cellules)} cellules, pour {largeur} colonnes.",
            fichier=self._genre.fichier,
            ligne=ligne,
        )
        premier = champs[0]
        if not self._genre.a_reference or premier.place != 0 or not cellules[0].strip():
            return None
        try:
            reference = premier.lire(cellules[0].strip())
        except CelluleInvalide:
            return None
        return self._ranger(ligne, False, [reference, *[None] * (len(champs) - 1)])

    def _signaler(self, ligne: int, colonne: Colonne, phrase: str, texte: str | None) -> None:
        self._rapport.erreur(
            phrase,
            fichier=self._genre.fichier,
            ligne=ligne,
            colonne=colonne.nom,
            valeur=montrer(colonne, texte),
        )


def montrer(colonne: Colonne, texte: str | None) -> str | None:
    """A cell as a report may show it: short, on one line. A NIR or a note is never shown."""
    if texte is None or colonne.sensible:
        return None
    visible = "".join(signe if signe.isprintable() or signe.isspace() else "\ufffd" for signe in texte[:200])
    une_ligne = " ".join(visible.split())
    return une_ligne if len(une_ligne) <= _LONGUEUR_MONTREE else f"{une_ligne[:_LONGUEUR_MONTREE]}…"


def _champ(colonne: Colonne, place: int, genre: str) -> _Champ:
    lire = lecteur(colonne, genre)
    vide: Any = None
    if colonne.defaut is not None and colonne.defaut != MAINTENANT:
        vide = lire(colonne.defaut) if colonne.defaut else ""
    elif (
        not colonne.vide_est_null
        and not colonne.est_renvoi
        and colonne.type in _TEXTES
        and not colonne.obligatoire
    ):
        vide = ""
    return _Champ(colonne, place, lire, vide)


_TEXTES = frozenset({Type.TEXTE, Type.COURRIEL, Type.CHOIX, Type.SLUG})
