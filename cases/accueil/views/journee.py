"""« Ma journée » : what awaits an ASS. Each tile is the query of the list that it opens."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Window
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.access.base import exiger
from cases.accueil.views.taches import Ligne, Tache, entretien_de, taches
from cases.models import RendezVous
from cases.rendez_vous.queries.listes import mes_rendez_vous
from partners.enums import Profil
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.typographie import JOURS_DE_LA_SEMAINE, date_longue

EXTRAIT = 6
RENDEZ_VOUS_MONTRES = 60
PAR_PAGE = 50


@dataclass(frozen=True)
class Extrait:
    """The first things to do of a kind, and how many there are."""

    tache: Tache
    lignes: list[Ligne]
    total: int
    adresse: str

    @property
    def reste(self) -> int:
        return self.total - len(self.lignes)


def section(request: HttpRequest) -> dict[str, Any]:
    """The home of an ASS: the day's rendez-vous, then what waits. One query for each kind."""
    agent, jour = request.user, timezone.localdate()
    extraits = [_extraire(tache) for tache in taches(request)]
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
    tache = next((tache for tache in taches(request) if tache.cle == cle), None)
    if tache is None:
        raise Http404
    page = Paginator(tache.lire, PAR_PAGE).get_page(request.GET.get("page"))
    journaliser(request.user, ActionJournal.LISTE, ("assure", None), precision=f"Ma journée : {tache.titre}")
    contexte = {"tache": tache, "page": page, "lignes": [tache.dire(ligne) for ligne in page]}
    return render(request, "cases/accueil/journee.html", contexte)


def _extraire(tache: Tache) -> Extrait:
    """The beginning and the length of a list in one query."""
    debut = list(tache.lire.annotate(total_des_lignes=Window(Count("pk")))[:EXTRAIT])
    total = debut[0].total_des_lignes if debut else 0
    adresse = tache.adresse or reverse("cases:journee", args=[tache.cle])
    return Extrait(tache, [tache.dire(ligne) for ligne in debut], total, adresse)


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
            [(rdv, entretien_de(rdv) if date == jour else [], rdv.debut <= maintenant) for rdv in groupe],
        )
        for date, groupe in ({jour: []} | jours).items()
    ]


def libelle_du_jour(date: datetime.date, jour: datetime.date) -> str:
    """« Aujourd'hui », « Demain », then the day without its year: they are days of this week."""
    proches = {0: "Aujourd’hui", 1: "Demain"}
    return (
        proches.get((date - jour).days)
        or f"{JOURS_DE_LA_SEMAINE[date.weekday()].capitalize()} {date_longue(date)[:-5]}"
    )
