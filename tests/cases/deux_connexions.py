"""Two agents at once, each on his own connection, in an order that the test chooses."""

import queue
import threading
import time
from collections.abc import Callable

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction

from servicesocial.perimetre import perimetre

Page = Callable[[], Callable[[], object]]
PATIENCE = 30  # seconds: a busy machine takes its time, a deadlock is found by PostgreSQL in one
FAUTES = (ValidationError, PermissionDenied, ObjectDoesNotExist, DatabaseError)


def pendant(
    premier: Page,
    page: Page,
    *,
    attend: bool = True,
    ensuite: Callable[[], object] | None = None,
) -> object:
    """What came of the act of `page`, its refusal or what it returned, while that of `premier` is not committed yet.

    Each page reads what it needs and returns its act. With `attend`, the second act must wait for the first one, which
    goes on with `ensuite` and only then commits; without, it must end before.
    """
    serveurs: queue.Queue[int] = queue.Queue()
    issues: list[object] = []

    def faire() -> None:
        try:
            with transaction.atomic(), perimetre(["01"]):
                serveurs.put(connection.connection.info.backend_pid)
                issues.append(page()())
        except FAUTES as faute:
            issues.append(faute)
        finally:
            connection.close()

    fil = threading.Thread(target=faire, daemon=True)
    with transaction.atomic(), perimetre(["01"]):
        premier()()
        fil.start()
        serveur = serveurs.get(timeout=PATIENCE)
        if attend:
            _voir_attendre(serveur, issues)
        else:
            fil.join(timeout=PATIENCE)
            assert issues, "il attend ce que le premier tient"
        if ensuite is not None:
            ensuite()
    fil.join(timeout=PATIENCE)
    (issue,) = issues
    return issue


def _voir_attendre(serveur: int, issues: list[object]) -> None:
    fin = time.monotonic() + PATIENCE
    while time.monotonic() < fin:
        with connection.cursor() as curseur:
            curseur.execute("SELECT cardinality(pg_blocking_pids(%s))", [serveur])
            if curseur.fetchone()[0]:
                return
        assert not issues, f"il n'a pas attendu : {issues}"
        time.sleep(0.02)
    raise AssertionError("il n'a ni attendu, ni fini")
