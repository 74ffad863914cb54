"""The two logins of the database: the owner, who migrates, and the runtime role, who owns nothing.

There is one Django alias. It is always open as the runtime role, except inside `comme_proprietaire()`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

ROLE_PROPRIETAIRE = "ssam_proprietaire"
ROLE_APPLICATION = "ssam_app"


def devenir_proprietaire() -> dict[str, object]:
    """Reopens the default connection as the owner. Returns what `redevenir` needs to come back."""
    from django.conf import settings  # imported late: the settings read the constants above
    from django.db import connection

    reglages = connection.settings_dict
    avant = {cle: reglages.get(cle) for cle in ("USER", "PASSWORD", "OPTIONS")}
    _fermer()
    reglages["USER"] = settings.PROPRIETAIRE["USER"]
    reglages["PASSWORD"] = settings.PROPRIETAIRE["PASSWORD"]
    # No pool: its connections would still be the owner's after the return. No time limit: a migration is long.
    reglages["OPTIONS"] = {
        cle: valeur for cle, valeur in reglages["OPTIONS"].items() if cle not in {"pool", "options"}
    }
    return avant


def redevenir(avant: dict[str, object]) -> None:
    """Closes the owner's connection and puts back the login held before `devenir_proprietaire`."""
    from django.db import connection

    _fermer()
    connection.settings_dict.update(avant)


def _fermer() -> None:
    from django.db import connection

    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()


@contextmanager
def comme_proprietaire() -> Iterator[None]:
    """Makes the default connection the owner's inside the block.

    It closes the connection: never use it in a transaction.
    """
    avant = devenir_proprietaire()
    try:
        yield
    finally:
        redevenir(avant)
