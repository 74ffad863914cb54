"""Celery tasks of the dossiers: thin."""

from celery import shared_task
from django.utils import timezone

from cases.domain.fichier import oublier_les_fichiers


@shared_task(ignore_result=True)
def oublier_les_listes() -> None:
    """Erases the content of the lists that nobody imported in time."""
    oublier_les_fichiers(jour=timezone.localdate())
