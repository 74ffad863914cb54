from typing import Any

from django.core.management.commands.flush import Command as FlushDjango

from servicesocial.roles import comme_proprietaire


class Command(FlushDjango):
    """Django's `flush`, run by the owner: the runtime role may not TRUNCATE."""

    def handle(self, **options: Any) -> None:
        with comme_proprietaire():
            super().handle(**options)
