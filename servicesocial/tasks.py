"""Celery tasks of the long jobs: thin. The row in PostgreSQL says what is to be done (servicesocial/travaux.py)."""

import logging
from typing import Any

from celery import shared_task, signals
from django.utils import timezone

from servicesocial import travaux
from servicesocial.models import Travail

journal = logging.getLogger(__name__)


@shared_task(ignore_result=True)
def faire(travail_uuid: str) -> None:
    """Does a job, whatever its genre, if it is still to be done."""
    travail = travaux.prendre(travail_uuid)
    if travail is not None:
        executer(travail)


def executer(travail: Travail) -> None:
    """Does a job that this process holds. An error that repeats ends as a failure."""
    conduite = travaux.conduite_de(travail)
    try:
        conduite.faire(travail)
    except travaux.BailPerdu:
        journal.info("Travail %s repris par un autre travailleur.", travail.uuid)
    except Exception:  # noqa: BLE001 – whatever the cause: tried again, then said to have failed
        journal.exception("Travail %s : tentative %s en échec.", travail.uuid, travail.tentatives)
        if travail.tentatives >= travaux.TENTATIVES_MAX:
            conduite.echouer(travail, travaux.echouer)
        else:
            travaux.rendre(travail)


@shared_task(ignore_result=True)
def balayer_travaux() -> None:
    """Sends again the wake-ups that were lost, and ends the jobs that used all their attempts."""
    maintenant = timezone.now()
    for travail in travaux.epuises(maintenant):
        travaux.conduite_de(travail).echouer(travail, travaux.abandonner)
    for travail in travaux.a_renvoyer(maintenant):
        travaux.reveiller(travail)


@signals.worker_ready.connect
def reprendre_au_demarrage(**_: Any) -> None:
    """A worker that starts looks at once for what the one before left."""
    balayer_travaux.delay()
