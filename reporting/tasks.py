"""Celery tasks: thin. The row in PostgreSQL says what is to be done (servicesocial/travaux.py)."""

import logging
from typing import Any

from celery import shared_task, signals
from django.utils import timezone

from reporting import bilans
from servicesocial import travaux
from servicesocial.models import Travail

journal = logging.getLogger(__name__)

ECHEC = (
    "Le bilan n'a pas pu être produit. Demandez-le à nouveau ; si l'échec se répète, prévenez l'exploitation."
)


@shared_task(ignore_result=True)
def produire(travail_uuid: str) -> None:
    """Produces the bilan of a job, if it is still to be done."""
    travail = travaux.prendre(travail_uuid)
    if travail is not None:
        executer(travail)


def executer(travail: Travail) -> None:
    """Produces the bilan of a job this process holds; an error that repeats ends as a failure."""
    try:
        bilans.produire_bilan(travail)
    except travaux.BailPerdu:
        journal.info("Travail %s repris par un autre travailleur.", travail.uuid)
    except Exception:  # noqa: BLE001 – whatever the cause: tried again, then said to have failed
        journal.exception("Travail %s : tentative %s en échec.", travail.uuid, travail.tentatives)
        if travail.tentatives >= travaux.TENTATIVES_MAX:
            bilans.echouer_bilan(travail, ECHEC)
        else:
            travaux.rendre(travail)


@shared_task(ignore_result=True)
def balayer_travaux() -> None:
    """Sends again the wake-ups that were lost, and ends the jobs that used all their attempts."""
    maintenant = timezone.now()
    for travail in travaux.epuises(maintenant):
        bilans.abandonner_epuise(travail, ECHEC)
    for travail in travaux.a_renvoyer(maintenant):
        travaux.reveiller(travail)


@signals.worker_ready.connect
def reprendre_au_demarrage(**_: Any) -> None:
    """A worker that starts looks at once for what the one before left."""
    balayer_travaux.delay()
