"""Checks of the folder as a whole, in SQL over the staging tables: nothing is written to the records here."""

from collections.abc import Iterable
from typing import Any

from django.db.backends.utils import CursorWrapper

from cases.reprise.cellules import proche
from cases.reprise.effectif import construire
from cases.reprise.format import Colonne, Genre, Regle, Type
from cases.reprise.preparation import table
from cases.reprise.rapport import Rapport
from cases.reprise.regles import regles_de_ligne
from cases.reprise.regles_dossier import DOSSIER
from cases.reprise.requetes import expression_cle, meme_enregistrement

# Above this, suggesting the nearest value costs more than it helps (communes, companies).
_LISTE_COURTE = 2_000

# kind, columns that say whose period it is, table, joins that give the same columns in the base
_PERIODES = (
    ("arrets", ("assure",), "cases_arrettravail b JOIN cases_assure x ON x.id = b.assure_id", ("x.uuid",)),
    (
        "remplacements",
        ("remplace",),
        "cases_remplacement b JOIN partners_agent x ON x.id = b.remplace_id",
        ("lower(x.email)",),
    ),
    (
        "affectations",
        ("agent", "profil", "site", "departement", "region"),
        (
            "partners_affectation b JOIN partners_agent x ON x.id = b.agent_id "
            "LEFT JOIN partners_site y ON y.id = b.site_id"
        ),
        ("lower(x.email)", "b.profil", "y.code", "b.departement_id", "b.region_id"),
    ),
)

_AXES_OUVERTS = """
WITH courants AS (
    SELECT DISTINCT ON (accompagnement) accompagnement, axe FROM reprise_axes
    WHERE du IS NOT NULL ORDER BY accompagnement, du DESC
), nouveaux AS (
    SELECT s.ligne, s.assure, c.axe FROM reprise_accompagnements s JOIN courants c ON c.accompagnement = s.reference
    WHERE NOT s.deja AND s.sain AND s.clos_le IS NULL AND s.annule_le IS NULL
), tous AS (
    SELECT * FROM nouveaux
    UNION ALL
    SELECT 0, p.uuid, (SELECT x.axe FROM cases_axeaccompagnement x
                       WHERE x.accompagnement_id = b.id ORDER BY x.du DESC LIMIT 1)
    FROM cases_accompagnement b JOIN cases_assure p ON p.id = b.assure_id
    WHERE b.clos_le IS NULL AND b.annule_le IS NULL AND p.uuid IN (SELECT assure FROM nouveaux)
)
SELECT ligne FROM (
    SELECT ligne, row_number() OVER (PARTITION BY assure, axe ORDER BY ligne) AS rang FROM tous
) classes WHERE rang > 1 AND ligne > 0 ORDER BY ligne
"""


class Controle:
    """The checks of one reprise.

    `genres` are all the kinds, `presents` those whose file is in the folder, `illisibles` those whose file could not
    be read to its end.
    """

    def __init__(
        self,
        curseur: CursorWrapper,
        genres: tuple[Genre, ...],
        rapport: Rapport,
        *,
        presents: frozenset[str],
        illisibles: frozenset[str],
    ) -> None:
        self._curseur = curseur
        self._genres = genres
        self._par_nom = {genre.nom: genre for genre in genres}
        self._presents = [genre for genre in genres if genre.nom in presents]
        self._rapport = rapport
        self._illisibles = illisibles

    def lignes(self) -> None:
        """Marks what the base already holds, then checks each line by itself and against its namesakes."""
        for genre in self._presents:
            self._marquer_presents(genre)
        for genre in self._presents:
            for cle in (genre.cle, *genre.uniques):
                self._doublons(genre, cle)
            for cle in genre.uniques:
                self._pris_dans_la_base(genre, cle)
            for regle in regles_de_ligne(genre):
                self._appliquer(genre, regle)
            for colonne in genre.colonnes:
                if colonne.est_renvoi and colonne.genre_cible not in self._illisibles:
                    self._renvois(genre, colonne)
                if colonne.cible == "cases_assure":
                    self._fusionnes(genre, colonne)
        self._nir()

    def dossiers(self) -> None:
        """Checks that need several records. Without meaning when a file could not be read."""
        construire(self._curseur, self._genres)
        for genre in self._presents:
            for regle in DOSSIER.get(genre.nom, ()):
                self._appliquer(genre, regle, "NOT s.deja AND ")
            for colonne in genre.colonnes:
                if colonne.type is Type.RENVOI and colonne.genre_cible == genre.nom:
                    self._boucles(genre, colonne)
        for nom, cle, base, valeurs in _PERIODES:
            self._chevauchements(nom, cle, base, valeurs)
        self._signaler(
            "accompagnements",
            "assure",
            _AXES_OUVERTS,
            "Cette personne a déjà un accompagnement ouvert sur le même axe.",
        )

    def _signaler(
        self, genre: str, colonne: str, requete: str, phrase: str, *, avertir: bool = False
    ) -> None:
        """One remark for each row of `requete`: its line, and what « {} » stands for in the sentence, if any."""
        self._curseur.execute(requete)
        dire = self._rapport.avertir if avertir else self._rapport.erreur
        for ligne, *details in _lignes(self._curseur):
            dire(phrase.format(*details), fichier=f"{genre}.csv", ligne=ligne, colonne=colonne)

    def _appliquer(self, genre: Genre, regle: Regle, portee: str = "") -> None:
        self._signaler(
            genre.nom,
            regle.colonne,
            f"SELECT s.ligne FROM {table(genre.nom)} s {regle.jointure} "
            f"WHERE s.sain AND {portee}({regle.condition}) ORDER BY s.ligne",
            regle.phrase,
            avertir=regle.avertissement,
        )

    def _marquer_presents(self, genre: Genre) -> None:
        sources, conditions = meme_enregistrement(genre, genre.cle)
        self._curseur.execute(
            f"UPDATE {table(genre.nom)} s SET deja = true FROM {sources} WHERE {conditions}"
        )
        if self._curseur.rowcount:
            self._curseur.execute(f"ANALYZE {table(genre.nom)}")

    def _doublons(self, genre: Genre, cle: tuple[str, ...]) -> None:
        colonnes = ", ".join(f'"{nom}"' for nom in cle)
        presentes = " AND ".join(["sain", *(f'"{nom}" IS NOT NULL' for nom in cle if cle in genre.uniques)])
        self._signaler(
            genre.nom,
            cle[0],
            f"SELECT ligne, premiere FROM (SELECT ligne, min(ligne) OVER (PARTITION BY {colonnes}) AS premiere "
            f"FROM {table(genre.nom)} WHERE {presentes}) x WHERE ligne <> premiere ORDER BY ligne",
            f"Déjà donné à la ligne {{}} : une seule ligne par {' + '.join(cle)}.",
        )

    def _pris_dans_la_base(self, genre: Genre, cle: tuple[str, ...]) -> None:
        sources, conditions = meme_enregistrement(genre, cle)
        self._signaler(
            genre.nom,
            cle[0],
            f"SELECT s.ligne FROM {sources} JOIN {table(genre.nom)} s ON {conditions} "
            "WHERE NOT s.deja ORDER BY s.ligne",
            f"La base contient déjà un autre enregistrement pour {' + '.join(cle)}.",
        )

    def _renvois(self, genre: Genre, colonne: Colonne) -> None:
        valeur, source = f's."{colonne.nom}"', f"{table(genre.nom)} s"
        if colonne.type is Type.CODES:
            valeur, source = "u.code", f'{source}, unnest(s."{colonne.nom}") AS u(code)'
        absents = (
            f"NOT EXISTS (SELECT FROM {colonne.cible} c WHERE {expression_cle(colonne, 'c')} = {valeur})"
        )
        if cible := self._par_nom.get(colonne.genre_cible):
            nom_cle = cible.cle[0]
            absents += f' AND NOT EXISTS (SELECT FROM {table(cible.nom)} d WHERE d."{nom_cle}" = {valeur})'
        self._curseur.execute(
            f"SELECT s.ligne, {valeur}::text FROM {source} WHERE {valeur} IS NOT NULL AND {absents} ORDER BY s.ligne"
        )
        inconnus = list(_lignes(self._curseur))
        suggestions = self._suggestions(colonne, {code for _, code in inconnus})
        for ligne, code in inconnus:
            if colonne.type is Type.RENVOI:
                phrase, montree = (
                    f"Référence absente du dossier ({colonne.genre_cible}.csv) comme de la base.",
                    None,
                )
            else:
                phrase, montree = f"Code inconnu.{suggestions.get(code, '')}", code
            self._rapport.erreur(
                phrase, fichier=genre.fichier, ligne=ligne, colonne=colonne.nom, valeur=montree
            )

    def _suggestions(self, colonne: Colonne, codes: set[str]) -> dict[str, str]:
        if not codes or colonne.type is Type.RENVOI:
            return {}
        requete = f"SELECT {expression_cle(colonne, 'c')} FROM {colonne.cible} c"
        if cible := self._par_nom.get(colonne.genre_cible):
            requete += f' UNION SELECT "{cible.cle[0]}" FROM {table(cible.nom)}'
        self._curseur.execute(f"{requete} LIMIT {_LISTE_COURTE + 1}")
        connus = [connu for (connu,) in self._curseur.fetchall() if connu]
        if len(connus) > _LISTE_COURTE:
            return {}
        return {code: proche(code, connus) for code in sorted(codes)[:100]}

    def _fusionnes(self, genre: Genre, colonne: Colonne) -> None:
        """Nothing new hangs on a dossier that another one has absorbed."""
        self._signaler(
            genre.nom,
            colonne.nom,
            f'SELECT s.ligne FROM {table(genre.nom)} s JOIN cases_assure a ON a.uuid = s."{colonne.nom}" '
            "WHERE a.fusionne_dans_id IS NOT NULL AND NOT s.deja ORDER BY s.ligne",
            "Ce dossier a été fusionné avec un autre : désignez celui qui a été gardé.",
        )

    def _nir(self) -> None:
        self._signaler(
            "assures",
            "nir",
            "SELECT ligne, premiere FROM (SELECT ligne, min(ligne) OVER (PARTITION BY nir_index) AS premiere "
            "FROM reprise_assures WHERE nir_index IS NOT NULL) x WHERE ligne <> premiere ORDER BY ligne",
            "Ce NIR est déjà celui de la personne de la ligne {}.",
        )
        self._signaler(
            "assures",
            "nir",
            "SELECT s.ligne FROM reprise_assures s JOIN cases_assure b ON b.nir_index = s.nir_index "
            "WHERE b.uuid <> s.reference AND NOT s.deja AND b.fusionne_dans_id IS NULL ORDER BY s.ligne",
            "Ce NIR est déjà celui d'une autre personne de la base.",
        )

    def _boucles(self, genre: Genre, colonne: Colonne) -> None:
        nouvelles = f"{table(genre.nom)} s WHERE NOT s.deja AND s.sain"
        self._signaler(
            genre.nom,
            colonne.nom,
            f"""
            WITH RECURSIVE ordonnees AS (
                SELECT s.reference FROM {nouvelles} AND (s.{colonne.nom} IS NULL OR NOT EXISTS (
                    SELECT FROM {table(genre.nom)} p WHERE p.reference = s.{colonne.nom} AND NOT p.deja))
                UNION
                SELECT s.reference FROM {table(genre.nom)} s JOIN ordonnees o ON s.{colonne.nom} = o.reference
                WHERE NOT s.deja
            )
            SELECT s.ligne FROM {nouvelles} AND s.{colonne.nom} <> s.reference
                AND NOT EXISTS (SELECT FROM ordonnees o WHERE o.reference = s.reference) ORDER BY s.ligne
            """,
            "Ces enregistrements se désignent l'un l'autre en boucle.",
        )

    def _chevauchements(self, nom: str, cle: tuple[str, ...], base: str, valeurs: Iterable[str]) -> None:
        """Two periods of the same key that share a day, both days included; an open end lasts for ever."""
        groupe = ", ".join(f'"{colonne}"' for colonne in cle)
        self._signaler(
            nom,
            "du",
            f"""SELECT ligne FROM (
                SELECT ligne, du, max(coalesce(au, 'infinity')) OVER (
                    PARTITION BY {groupe} ORDER BY du, ligne ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                ) AS fin_precedente FROM {table(nom)} WHERE sain AND NOT deja
            ) x WHERE du <= fin_precedente ORDER BY ligne""",
            "Cette période chevauche celle d'une autre ligne du fichier.",
        )
        declare = self._par_nom[nom]
        memes = " AND ".join(
            f'{valeur} = s."{colonne}"'
            if declare.colonne(colonne).obligatoire
            else f"coalesce({valeur}, '') = coalesce(s.\"{colonne}\", '')"
            for colonne, valeur in zip(cle, valeurs, strict=True)
        )
        self._signaler(
            nom,
            "du",
            f"""SELECT DISTINCT s.ligne FROM {base} JOIN {table(nom)} s ON {memes}
            WHERE s.sain AND NOT s.deja AND s.du <= coalesce(b.au, 'infinity') AND coalesce(s.au, 'infinity') >= b.du
            ORDER BY s.ligne""",
            "Cette période chevauche celle d'un enregistrement de la base.",
        )


def _lignes(curseur: CursorWrapper) -> Iterable[tuple[Any, ...]]:
    while lignes := curseur.fetchmany(1_000):
        yield from lignes
