from typing import Any

from django.core.management.commands.migrate import Command as MigrateDjango

from servicesocial.perimetre import ouvrir_tout_pour_la_session
from servicesocial.privileges import accorder_privileges
from servicesocial.roles import comme_proprietaire


class Command(MigrateDjango):
    """Django's `migrate`, run by the owner in the scope of every unit, then the rights of the runtime role."""

    def handle(self, *args: Any, **options: Any) -> None:
        with comme_proprietaire():
            ouvrir_tout_pour_la_session()
            super().handle(*args, **options)
            if not (options["plan"] or options["check_unapplied"]):
                accorder_privileges()
