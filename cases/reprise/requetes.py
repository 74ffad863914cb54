"""Pieces of SQL made from the declarations: names come from the format, never from a file."""

from cases.reprise.format import Colonne, Genre, Type
from cases.reprise.preparation import table


def expression_cle(colonne: Colonne, alias: str) -> str:
    """The column of the target that a cell names. E-mails are compared in lower case, as cells are read."""
    expression = f'{alias}."{colonne.cible_cle}"'
    return f"lower({expression})" if colonne.type is Type.AGENT else expression


def nomme_sa_cible(colonne: Colonne) -> bool:
    """Whether the cell holds the primary key itself (région, unité, commune): no join is needed."""
    return colonne.est_renvoi and colonne.cible_cle == colonne.cible_id


def meme_enregistrement(genre: Genre, cle: tuple[str, ...]) -> tuple[str, str]:
    """(FROM, WHERE) that match a line `s` with the row of the base `b` that has the same key."""
    sources = [f"{genre.table} b"]
    conditions = []
    for nom in cle:
        colonne = genre.colonne(nom)
        if not colonne.est_renvoi or nomme_sa_cible(colonne):
            valeur = f'b."{colonne.champ}"'
            if colonne.nom == "email":
                valeur = f"lower({valeur})"
        else:
            jointure = "JOIN" if colonne.obligatoire or genre.uniques else "LEFT JOIN"
            sources.append(
                f'{jointure} {colonne.cible} c_{nom} ON c_{nom}."{colonne.cible_id}" = b."{colonne.champ}"'
            )
            valeur = expression_cle(colonne, f"c_{nom}")
        if colonne.obligatoire or (cle in genre.uniques):
            conditions.append(f'{valeur} = s."{nom}"')
        elif colonne.type_sql == "text":
            # An absent part of a key equals another: IS NOT DISTINCT FROM would forbid a hash join.
            conditions.append(f"coalesce({valeur}, '') = coalesce(s.\"{nom}\", '')")
        else:
            conditions.append(f'{valeur} IS NOT DISTINCT FROM s."{nom}"')
    return " ".join(sources), " AND ".join(conditions)


def references_vers(cible: str, genres: tuple[Genre, ...]) -> list[str]:
    """One SELECT for each column of the folder that names records of the kind `cible` by reference."""
    return [
        f'SELECT "{colonne.nom}" FROM {table(genre.nom)}'
        for genre in genres
        for colonne in genre.colonnes
        if colonne.type is Type.RENVOI and colonne.genre_cible == cible
    ]
