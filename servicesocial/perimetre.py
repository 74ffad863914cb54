"""The scope: the codes of the managing units whose rows the database shows to this transaction.

The policies of the nominative tables (servicesocial/politiques.py) read the setting `ssam.departements`. Outside
any scope they raise, so a forgotten scope is an error and never an empty list. « Tout » is the list of all the
codes, not a special value: an OR in the policies would cost the use of every index.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from psycopg.pq import TransactionStatus

REGLAGE = "ssam.departements"

AUCUN: tuple[str, ...] = ()
_METROPOLE = tuple(f"{numero:02}" for numero in range(1, 96) if numero != 20)
# INSEE codes of départements and collectivities: a unit has the code of its département as its primary key.
TOUT: tuple[str, ...] = tuple(
    sorted(
        (*_METROPOLE, "2A", "2B", "971", "972", "973", "974", "975", "976", "977", "978", "986", "987", "988")
    )
)
_CONNUS = frozenset(TOUT)


class PerimetreInvalide(ValueError):
    """The code names no managing unit."""


@contextmanager
def perimetre(codes: Iterable[str]) -> Iterator[None]:
    """Shows and lets write the rows of these units, and no others, inside the block.

    It opens a transaction when there is none, because the setting lives and dies with one. The former scope comes
    back at the end, except when the transaction is already broken: it is about to be undone, and one more statement
    would only hide the cause. Raises PerimetreInvalide on an unknown code.
    """
    voulus = tuple(dict.fromkeys(codes))
    inconnus = [code for code in voulus if code not in _CONNUS]
    if inconnus:
        raise PerimetreInvalide(f"Codes de département inconnus : {', '.join(map(repr, inconnus))}")
    if not connection.in_atomic_block:
        with transaction.atomic(), perimetre(voulus):
            yield
        return
    avant = _changer("{" + ",".join(voulus) + "}")
    try:
        yield
    finally:
        if _transaction_utilisable():
            _changer(avant)


def ouvrir_tout_pour_la_session() -> None:
    """Opens every unit until the connection is closed, for the owner who migrates.

    Each migration has a transaction of its own, and what it adds (a constraint, a key) is checked against the rows
    that are there: without a scope the policies would refuse that check.
    """
    with connection.cursor() as curseur:
        curseur.execute("SELECT set_config(%s, %s, false)", [REGLAGE, "{" + ",".join(TOUT) + "}"])


def perimetre_courant() -> tuple[str, ...] | None:
    """Returns the codes of the scope in force, or None outside any scope."""
    with connection.cursor() as curseur:
        curseur.execute("SELECT current_setting(%s, true)", [REGLAGE])
        valeur = curseur.fetchone()[0]
    # Once set in a session, the setting comes back as an empty text after the transaction, not as null.
    if not valeur:
        return None
    return tuple(code for code in valeur.strip("{}").split(",") if code)


def _transaction_utilisable() -> bool:
    """Says whether the transaction still takes statements. Django does not always know of an error of SQL."""
    if connection.needs_rollback or connection.connection is None:
        return False
    return connection.connection.info.transaction_status == TransactionStatus.INTRANS


def _changer(valeur: str) -> str:
    """Sets the scope. Returns the former value, empty when there was none."""
    with connection.cursor() as curseur:
        # Local to the transaction: a pooled connection must never carry a scope to the next request.
        curseur.execute(
            "SELECT coalesce(current_setting(%s, true), ''), set_config(%s, %s, true)",
            [REGLAGE, REGLAGE, valeur],
        )
        return curseur.fetchone()[0]
