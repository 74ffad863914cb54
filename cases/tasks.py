"""Celery tasks of the dossiers: thin."""

from celery import shared_task
from django.utils import timezone

from cases.accueil.domain.portefeuille import effacer_les_exports
from cases.listes_recues.domain.depot import oublier_les_listes_recues


@shared_task(ignore_result=True)
def oublier_les_listes() -> None:
    """Erases the content of the lists that nobody imported within the delay."""
    oublier_les_listes_recues(jour=timezone.localdate())


@shared_task(ignore_result=True)
def effacer_exports() -> None:
    """Erases the lists that were exported and have expired."""
    effacer_les_exports(maintenant=timezone.now())
