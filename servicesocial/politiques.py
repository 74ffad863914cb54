"""Row-level policies and the composite keys that go with them, as operations of migrations."""

from django.db.migrations import RunSQL
from django.db.migrations.operations.base import Operation

from servicesocial.perimetre import REGLAGE

COLONNE = "departement_id"


class _SQL(RunSQL):
    """RunSQL with a reverse that is always given, under a readable name in `migrate --plan`."""

    def __init__(self, sql: str, reverse_sql: str, titre: str) -> None:
        super().__init__(sql, reverse_sql, elidable=False)
        self.titre = titre

    def describe(self) -> str:
        return self.titre


def politique(table: str, colonne: str = COLONNE) -> Operation:
    """Lets only the rows of the current scope be read or written, by the owner too.

    The setting is read in a sub-select, once a statement (bare, it is read for each row: 80 times slower), and cast
    outside its parentheses (inside, `= ANY` would be taken as a sub-query). Without `missing_ok`: no scope raises.
    """
    condition = f"{colonne} = ANY ((SELECT current_setting('{REGLAGE}'))::text[])"
    return _SQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY perimetre ON {table} USING ({condition}) WITH CHECK ({condition});
        """,
        f"""
        DROP POLICY perimetre ON {table};
        ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """,
        f"Politique de périmètre sur {table}",
    )


def cle_parent(table: str) -> Operation:
    """Makes (id, departement_id) unique: the composite foreign keys of the children refer to it."""
    nom = f"{table}_id_departement"
    return _SQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {nom} UNIQUE (id, {COLONNE});",
        f"ALTER TABLE {table} DROP CONSTRAINT {nom};",
        f"Clé (id, {COLONNE}) de {table}",
    )


def cle_active(table: str, fin: str) -> Operation:
    """Adds a key that is the id while the column `fin` is null: rows that may only hang on a record in use refer to
    it.
    """
    return _SQL(
        f"""
        ALTER TABLE {table} ADD COLUMN id_actif bigint GENERATED ALWAYS AS
            (CASE WHEN {fin} IS NULL THEN id END) STORED;
        ALTER TABLE {table} ADD CONSTRAINT {table}_actif UNIQUE (id_actif);
        """,
        f"ALTER TABLE {table} DROP COLUMN id_actif;",
        f"Clé des lignes en usage de {table}",
    )


def cle_vers_actif(table: str, colonne: str, parent: str) -> Operation:
    """Refuses a row of `table` that hangs on a `parent` out of use, and a parent put out of use while a row hangs on
    it.

    The database holds it: of an act that adds a row and of one that ends the parent, at once, one is refused.
    """
    nom = f"{table}_{colonne}_actif"
    return _SQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {nom} FOREIGN KEY ({colonne}) REFERENCES {parent} (id_actif);",
        f"ALTER TABLE {table} DROP CONSTRAINT {nom};",
        f"Clé de {table} vers {parent} en usage",
    )


def cle_composite(table: str, colonne: str, parent: str) -> Operation:
    """Keeps a row of `table` in the same unit as its `parent`, and moves it when the parent moves.

    Foreign keys ignore policies: without this one, a row could be attached to a parent that its author may not see. A
    null `colonne` is not checked.
    """
    nom = f"{table}_{colonne}_departement"
    return _SQL(
        f"""
        ALTER TABLE {table} ADD CONSTRAINT {nom}
            FOREIGN KEY ({colonne}, {COLONNE}) REFERENCES {parent} (id, {COLONNE})
            ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
        """,
        f"ALTER TABLE {table} DROP CONSTRAINT {nom};",
        f"Clé composite de {table} vers {parent}",
    )
