"""The Celery application: `celery -A servicesocial worker` and `celery -A servicesocial beat`."""

import os
from typing import Any

from celery import Celery, signals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servicesocial.settings.dev")

app = Celery("servicesocial")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@signals.celeryd_init.connect
@signals.beat_init.connect
def demarrer_les_serveurs(**_: Any) -> None:
    """Starts the embedded servers before the worker or beat connects, when no address is given."""
    from servicesocial.embarque import serveurs

    serveurs.demarrer_si_besoin()
