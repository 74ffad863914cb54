"""A real Celery worker on a real Redis, on the test database: started, killed, started again."""

import base64
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from servicesocial.models import Travail

CELERY = [sys.executable, "-m", "celery", "-A", "servicesocial"]


class Travailleur:
    """`celery worker` with its beat, on the test database and a queue of its own."""

    def __init__(self, dossier: Path, file: str) -> None:
        self.dossier = dossier
        self.environnement = os.environ | {
            "DJANGO_SETTINGS_MODULE": "servicesocial.settings.dev",
            "SSAM_BASE": str(connection.settings_dict["NAME"]),
            "SSAM_FILE": file,
            "SSAM_BAIL_SECONDES": "2",
            "SSAM_CLE_NIR": base64.b64encode(settings.CLE_NIR).decode(),
            "SSAM_CLE_INDEX_NIR": base64.b64encode(settings.CLE_INDEX_NIR).decode(),
        }
        self.processus: subprocess.Popen[bytes] | None = None

    def demarrer(self) -> None:
        planification = self.dossier / f"beat-{time.monotonic_ns()}"
        options = ["--pool", "solo", "--beat", "--schedule", str(planification), "--loglevel", "WARNING"]
        with (self.dossier / "worker.log").open("ab") as journal:
            self.processus = subprocess.Popen(
                [*CELERY, "worker", *options],
                cwd=settings.BASE_DIR,
                env=self.environnement,
                stdin=subprocess.DEVNULL,
                stdout=journal,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def tuer(self) -> None:
        if self.processus is not None:
            os.killpg(self.processus.pid, signal.SIGKILL)
            self.processus.wait()


def attendre_la_fin_du_bail() -> None:
    """Whoever was killed no longer holds the job: another worker may claim it."""
    attendre(
        lambda: not Travail.objects.filter(bail_jusqua__gte=timezone.now()).exists(), "le bail est fini"
    )


def attendre(condition: Callable[[], bool], quoi: str, secondes: float = 300) -> None:
    limite = time.monotonic() + secondes
    while not condition():
        assert time.monotonic() < limite, f"Toujours pas : {quoi}"
        time.sleep(0.02)
