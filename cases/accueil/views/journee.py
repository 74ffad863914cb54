"""« Ma journée » : what awaits an ASS, as the trades register it. Each tile is the query of the list that it opens."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Window
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.access.base import exiger
from cases.models import RendezVous
from cases.rendez_vous.queries.rendez_vous import mes_rendez_vous
from cases.rendez_vous.views.presentation import gestes_d_entretien, libelle_du_jour
from cases.socle.extrait import Extrait
from cases.socle.taches import TACHES, Ligne, Tache
from partners.enums import Profil
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser

EXTRAIT = 6
RENDEZ_VOUS_MONTRES = 60
PAR_PAGE = 50


@dataclass(frozen=True)
class ExtraitDeTache(Extrait):
    """The first things to do of a kind, and how many there are."""

    lignes: list[Ligne]
    tache: Tache


def section(request: HttpRequest) -> dict[str, Any]:
    """The home of an ASS: the day's rendez-vous, then what waits. One query for each kind."""
    agent, jour = request.user, timezone.localdate()
    extraits = [extrait for genre in TACHES if (extrait := _extraire(genre(agent, jour)))]
    rendez_vous = list(mes_rendez_vous(agent, jour)[:RENDEZ_VOUS_MONTRES])
    return {
        "jour": jour,
        "agenda": _agenda(rendez_vous, jour),
        "aujourdhui": sum(_jour(rdv) == jour for rdv in rendez_vous),
        "extraits": [extrait for extrait in extraits if extrait.total],
        "a_jour": [extrait.tache.titre for extrait in extraits if not extrait.total],
    }


@require_safe
def liste(request: HttpRequest, cle: str) -> HttpResponse:
    """Everything of one kind: the whole list behind a tile."""
    exiger(Profil.ASS in request.user.profils())
    tache = _tache(request, cle)
    lignes = tache.lire()
    if lignes is None:
        raise Http404
    page = Paginator(lignes, PAR_PAGE).get_page(request.GET.get("page"))
    journaliser(request.user, ActionJournal.LISTE, ("assure", None), precision=f"Ma journée : {tache.titre}")
    contexte = {"tache": tache, "page": page, "lignes": [tache.presenter(ligne) for ligne in page]}
    return render(request, "cases/accueil/journee.html", contexte)


def _tache(request: HttpRequest, cle: str) -> Tache:
    try:
        genre = TACHES[cle]
    except KeyError:
        raise Http404 from None
    return genre(request.user, timezone.localdate())


def _extraire(tache: Tache) -> ExtraitDeTache | None:
    """The beginning and the length of a list in one query."""
    lignes = tache.lire()
    if lignes is None:
        return None
    debut = list(lignes.annotate(total_des_lignes=Window(Count("pk")))[:EXTRAIT])
    total = debut[0].total_des_lignes if debut else 0
    return ExtraitDeTache([tache.presenter(ligne) for ligne in debut], total, tache)


def _jour(rendez_vous: RendezVous) -> datetime.date:
    return timezone.localdate(rendez_vous.debut)


def _agenda(
    lignes: Iterable[RendezVous], jour: datetime.date
) -> list[tuple[str, list[tuple[RendezVous, list[tuple[str, str]], bool]]]]:
    """The rendez-vous under the name of their day, with their gestures and whether absence may be said.

    Today is there even when it is free.
    """
    maintenant = timezone.now()
    jours = {date: list(groupe) for date, groupe in groupby(lignes, key=_jour)}
    return [
        (
            libelle_du_jour(date, jour),
            [
                (rdv, gestes_d_entretien(rdv) if date == jour else [], rdv.debut <= maintenant)
                for rdv in groupe
            ],
        )
        for date, groupe in ({jour: []} | jours).items()
    ]
