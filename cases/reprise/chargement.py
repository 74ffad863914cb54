"""From the staging tables to the records: one INSERT … SELECT per kind, the parents found by their keys.

COPY itself cannot write to a table under a row-level policy; the identity columns number the rows.
"""

from django.db.backends.utils import CursorWrapper

from cases.reprise.format import MAINTENANT, Colonne, Genre, Type
from cases.reprise.preparation import table
from cases.reprise.rapport import Compte
from cases.reprise.requetes import expression_cle, nomme_sa_cible

# Column of several codes -> join table, its column for the record, its column for the code, further columns.
_LIAISONS = {
    ("partenaires", "departements"): (
        "partners_partenaire_departements",
        "partenaire_id",
        "departement_id",
        False,
    ),
    ("entretiens", "themes"): ("cases_themeaborde", "entretien_id", "theme_id", True),
}


class ChargementIncomplet(Exception):
    """Fewer or more rows written than the checks had announced: the transaction is to be undone."""


def compter(curseur: CursorWrapper, genre: Genre) -> Compte:
    curseur.execute(
        f"SELECT count(*) FILTER (WHERE NOT deja), count(*) FILTER (WHERE deja) FROM {table(genre.nom)}"
    )
    nouveaux, presents = curseur.fetchone()
    return Compte(genre.nom, nouveaux, presents)


def charger(curseur: CursorWrapper, genre: Genre, attendus: int) -> None:
    """Writes the new lines of a kind. Raises ChargementIncomplet when their number is not `attendus`."""
    insertion = _insertion(genre)
    if soi := next((c for c in genre.colonnes if c.genre_cible == genre.nom), None):
        ecrits = _charger_par_vagues(curseur, genre, insertion, soi)
    else:
        curseur.execute(f"{insertion} ORDER BY s.ligne")
        ecrits = curseur.rowcount
    if ecrits != attendus:
        raise ChargementIncomplet(
            f"{genre.nom} : {ecrits} enregistrements écrits pour {attendus} lignes nouvelles."
        )
    for colonne in genre.colonnes:
        if colonne.type is Type.CODES:
            _lier(curseur, genre, colonne)
    # Now and not at the next autovacuum: the keys are checked, and often a bilan produced, right after.
    liaisons = [valeur[0] for (nom, _), valeur in _LIAISONS.items() if nom == genre.nom]
    curseur.execute(f"ANALYZE {', '.join([genre.table, *liaisons])}")


def _charger_par_vagues(curseur: CursorWrapper, genre: Genre, insertion: str, soi: Colonne) -> int:
    """Records that name one of their own kind come after it: a constraint may ask for it at once."""
    total = 0
    while True:
        curseur.execute(
            f"{insertion} AND (s.{soi.nom} IS NULL OR p_{soi.nom}.uuid IS NOT NULL) "
            f"AND NOT EXISTS (SELECT FROM {genre.table} f WHERE f.uuid = s.reference) ORDER BY s.ligne"
        )
        if not curseur.rowcount:
            return total
        total += curseur.rowcount


def _insertion(genre: Genre) -> str:
    champs: list[str] = []
    valeurs: list[str] = []
    jointures: list[str] = []
    for colonne in genre.colonnes:
        if not colonne.champ:
            continue
        champs.append(colonne.champ)
        if colonne.est_renvoi and not nomme_sa_cible(colonne):
            alias = f"p_{colonne.nom}"
            valeurs.append(f'{alias}."{colonne.cible_id}"')
            jointures.append(
                f'LEFT JOIN {colonne.cible} {alias} ON {expression_cle(colonne, alias)} = s."{colonne.nom}"'
            )
        elif colonne.defaut == MAINTENANT:
            valeurs.append(
                f's."{colonne.nom}"' if colonne.obligatoire else f'coalesce(s."{colonne.nom}", now())'
            )
        else:
            valeurs.append(f's."{colonne.nom}"')
    for nom, _ in genre.calculees:
        champs.append(nom)
        valeurs.append(f's."{nom}"')
    for champ, expression in genre.constantes:
        champs.append(champ)
        valeurs.append(expression)
    noms = ", ".join(f'"{champ}"' for champ in champs)
    return (
        f"INSERT INTO {genre.table} ({noms}) SELECT {', '.join(valeurs)} "
        f"FROM {table(genre.nom)} s {' '.join(jointures)} WHERE NOT s.deja"
    )


def _lier(curseur: CursorWrapper, genre: Genre, colonne: Colonne) -> None:
    liaison, champ, champ_cible, avec_unite = _LIAISONS[genre.nom, colonne.nom]
    unite, valeur_unite = (", departement_id", ", b.departement_id") if avec_unite else ("", "")
    curseur.execute(
        f"INSERT INTO {liaison} ({champ}, {champ_cible}{unite}) "
        f'SELECT b.id, c."{colonne.cible_id}"{valeur_unite} '
        f'FROM {table(genre.nom)} s CROSS JOIN unnest(s."{colonne.nom}") AS u(code) '
        f"JOIN {genre.table} b ON b.uuid = s.reference JOIN {colonne.cible} c ON c.code = u.code WHERE NOT s.deja"
    )
