"""Long jobs: PostgreSQL is the truth, a Celery message only wakes a worker (docs/securite.md R1).

A worker claims a job by a conditional UPDATE that sets a new token and a lease; it renews the lease while
it works; it may write its result only in a transaction that still finds that token.
"""

import datetime
import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from kombu.exceptions import OperationalError

from servicesocial.enums import EtatTravail, GenreTravail
from servicesocial.models import Travail
from servicesocial.registre import Registre

RENVOI = datetime.timedelta(seconds=20)
# Above what ten kills in a row cost: only a job that kills or fails every worker ends as a failure.
TENTATIVES_MAX = 15
TACHE = "servicesocial.tasks.faire"
journal = logging.getLogger(__name__)


class BailPerdu(Exception):
    """Another worker holds the job now: whatever was prepared must not be written."""


# Ends a job with a sentence; False when another worker holds it, or ended it.
Fin = Callable[[Travail, str], bool]


@dataclass(frozen=True)
class Conduite:
    """How the jobs of a genre are done, and how their object says that they cannot be done."""

    genre: GenreTravail
    faire: Callable[[Travail], object]
    echouer: Callable[[Travail, Fin], None]


# Registered by the applications whose jobs they are: the foundation knows none of them.
CONDUITES = Registre[Conduite]("genre")


def conduite_de(travail: Travail) -> Conduite:
    return CONDUITES[GenreTravail(travail.genre)]


def _disponibles(maintenant: datetime.datetime) -> Q:
    return Q(etat=EtatTravail.DEMANDE) | Q(etat=EtatTravail.EN_COURS, bail_jusqua__lt=maintenant)


def _fin_du_bail() -> datetime.datetime:
    return timezone.now() + datetime.timedelta(seconds=settings.SSAM_BAIL_SECONDES)


def prendre(travail_uuid: uuid.UUID | str) -> Travail | None:
    """Claims a job that waits, or whose lease has expired. Returns None when there is nothing to do."""
    maintenant = timezone.now()
    jeton = uuid.uuid4()
    with transaction.atomic():
        pris = Travail.objects.filter(
            _disponibles(maintenant), uuid=travail_uuid, tentatives__lt=TENTATIVES_MAX
        ).update(
            etat=EtatTravail.EN_COURS,
            jeton=jeton,
            bail_jusqua=_fin_du_bail(),
            tentatives=F("tentatives") + 1,
            progression=0,
            etape="",
            envoye_le=None,
        )
    return Travail.objects.get(uuid=travail_uuid) if pris else None


def avancer(travail: Travail, progression: int, etape: str) -> None:
    """Shows progress and renews the lease. Raises BailPerdu when another worker took over."""
    with transaction.atomic():
        tenu = _tenu(travail).update(progression=progression, etape=etape, bail_jusqua=_fin_du_bail())
    if not tenu:
        raise BailPerdu


def terminer(travail: Travail) -> None:
    """Ends a job. It must be called in the transaction that writes the result.

    Raises BailPerdu when another worker has it.
    """
    tenu = _tenu(travail).update(
        etat=EtatTravail.PRODUIT,
        progression=100,
        etape="",
        termine_le=timezone.now(),
        jeton=None,
        bail_jusqua=None,
    )
    if not tenu:
        raise BailPerdu


def echouer(travail: Travail, erreur: str) -> bool:
    """Ends a job that cannot succeed. Returns False when another worker holds it."""
    with transaction.atomic():
        return bool(
            _tenu(travail).update(
                etat=EtatTravail.ECHEC, erreur=erreur, termine_le=timezone.now(), jeton=None, bail_jusqua=None
            )
        )


def rendre(travail: Travail) -> None:
    """Puts a job back in the queue after an error that may pass, unless another worker holds it."""
    with transaction.atomic():
        _tenu(travail).update(etat=EtatTravail.DEMANDE, jeton=None, bail_jusqua=None)


def _tenu(travail: Travail) -> QuerySet[Travail]:
    """Returns the row of the job as long as this process holds it, otherwise no row."""
    return Travail.objects.filter(pk=travail.pk, jeton=travail.jeton, etat=EtatTravail.EN_COURS)


def a_renvoyer(maintenant: datetime.datetime) -> list[Travail]:
    """Returns the jobs whose message was lost: they have waited for a while, or their worker has died."""
    return list(
        Travail.objects.filter(_disponibles(maintenant))
        .filter(Q(envoye_le__isnull=True) | Q(envoye_le__lt=maintenant - RENVOI))
        .order_by("demande_le")[:100]
    )


def epuises(maintenant: datetime.datetime) -> list[Travail]:
    """Returns the jobs that used all their attempts and that nobody holds any more."""
    return list(Travail.objects.filter(_disponibles(maintenant), tentatives__gte=TENTATIVES_MAX))


def abandonner(travail: Travail, erreur: str) -> bool:
    """Ends an exhausted job. Returns False when it was ended or claimed in the meantime."""
    return bool(
        Travail.objects.filter(
            _disponibles(timezone.now()), pk=travail.pk, tentatives__gte=TENTATIVES_MAX
        ).update(
            etat=EtatTravail.ECHEC, erreur=erreur, termine_le=timezone.now(), jeton=None, bail_jusqua=None
        )
    )


def reveiller(travail: Travail) -> None:
    """Wakes a worker. Without broker the job waits in the database, and the sweeper sends it again."""
    with transaction.atomic():
        Travail.objects.filter(pk=travail.pk).update(envoye_le=timezone.now())
    try:
        current_app.send_task(TACHE, [str(travail.uuid)], retry=False)
    except OperationalError as erreur:
        journal.warning("File injoignable, le travail %s attendra le balayage : %s", travail.uuid, erreur)
