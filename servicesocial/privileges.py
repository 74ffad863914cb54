"""What the runtime role may do on each table, recomputed from the models after every `migrate`.

Deny by default: a table that no model declares gives it nothing, and no migration can forget a GRANT. A model
may hold less than everything: `privileges_application = ("SELECT", "INSERT")` makes it append-only.
"""

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

from servicesocial.roles import ROLE_APPLICATION

# MAINTAIN: what loads a table in one go refreshes its statistics (ANALYZE) at once, else the figures that
# follow are computed with the plans of an empty table.
TOUS = ("SELECT", "INSERT", "UPDATE", "DELETE", "MAINTAIN")
# Filled by Django's own migrations, never by the application.
APPLICATIONS_EN_LECTURE = frozenset({"auth", "contenttypes"})
TABLES_EN_LECTURE = frozenset({"django_migrations"})


class PrivilegeInconnu(ValueError):
    """A model declares a right that is not one of those that the application may hold."""


def privileges_du_modele(modele: type[Model]) -> tuple[str, ...]:
    """The rights of the runtime role on the table of this model."""
    par_defaut = ("SELECT",) if modele._meta.app_label in APPLICATIONS_EN_LECTURE else TOUS
    droits = tuple(getattr(modele, "privileges_application", par_defaut))
    if inconnus := set(droits) - set(TOUS):
        raise PrivilegeInconnu(f"{modele._meta.label} : {', '.join(sorted(inconnus))}")
    return droits


def privileges_par_table() -> dict[str, tuple[str, ...]]:
    """Table -> rights, for every table the application uses."""
    droits = {
        modele._meta.db_table: privileges_du_modele(modele)
        for modele in apps.get_models(include_auto_created=True)
        if modele._meta.managed and not modele._meta.proxy
    }
    return droits | dict.fromkeys(TABLES_EN_LECTURE, ("SELECT",))


def accorder_privileges() -> None:
    """Take every right back, then give those of the models that have a table. As the owner only."""
    nommer = connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as curseur:
        existantes = set(connection.introspection.table_names(curseur))
        curseur.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {ROLE_APPLICATION}")
        for table, droits in privileges_par_table().items():
            if table in existantes and droits:
                curseur.execute(f"GRANT {', '.join(droits)} ON {nommer(table)} TO {ROLE_APPLICATION}")
