"""Calls: two keys from any page, taken back for a few minutes, and what was counted by site and campaign.

What the session remembers (the site, the campaign, the last press) is forgotten with it: it is nowhere else.
"""

import csv
import datetime
import time
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cases.access.base import exiger
from cases.access.messages import peut_lire_appels
from cases.access.signalements import peut_recevoir_signalements
from cases.messages.domain.appels import compter_appel, retirer_appel
from cases.messages.forms.appel import BOUTONS, LIBELLES, AppelForm, PeriodeAppelsForm, ReglageAppelsForm
from cases.messages.queries.appels import bornes, dernier_compte, lire_appels, totaliser
from cases.messages.views.tableaux import TableauAppels
from cases.signalements.queries.file_d_attente import sites_de_triage
from partners.models import Site
from servicesocial.pages.compteurs import compter as compter_envoi
from servicesocial.typographie import date_courte, heure

SESSION = "appels"
RETRAIT = 5 * 60
# Pressed twice in less time, it is one call.
DOUBLE_CLIC = 2.0
ENTETES = ("Site", "Campagne", "Reçus", "Reçus traités", "Passés", "Passés aboutis", "Total")


def outil(request: HttpRequest) -> dict[str, Any]:
    """The buttons of the header, and the last press while it may be taken back. Read from the session alone."""
    memoire = request.session.get(SESSION, {})
    contexte: dict[str, Any] = {"boutons": BOUTONS}
    if "dernier" in memoire and time.time() - memoire["a"] < RETRAIT:
        instant = timezone.localtime(datetime.datetime.fromtimestamp(memoire["a"], tz=datetime.UTC))
        contexte |= {"dernier": LIBELLES[memoire["appel"]], "a": heure(instant)}
    return contexte


def _choix(request: HttpRequest) -> tuple[dict[str, Any], QuerySet[Site]]:
    """What was chosen in this session, and among what; the agent's only site needs no choice."""
    sites = sites_de_triage(request.user, timezone.localdate())
    choix = dict(request.session.get(SESSION, {}))
    if "site" not in choix and len(seul := sites[:2]) == 1:
        choix["site"] = seul[0].pk
    return choix, sites


def _reglages(request: HttpRequest) -> ReglageAppelsForm:
    """What was chosen, to be shown."""
    choix, sites = _choix(request)
    return ReglageAppelsForm(initial=choix, sites=sites, jour=timezone.localdate())


@require_safe
def appels(request: HttpRequest) -> HttpResponse:
    exiger(peut_lire_appels(request.user))
    form = PeriodeAppelsForm(request.GET, aujourdhui=timezone.localdate())
    periode, jour = form.choisis()
    du, au = bornes(periode, jour)
    lignes = lire_appels(request.user, du, au)
    contexte: dict[str, Any] = {
        "form": form,
        "lignes": lignes,
        "total": totaliser(lignes),
        "table": TableauAppels([*lignes, totaliser(lignes)] if len(lignes) > 1 else lignes),
        "periode": periode,
        "libelle": date_courte(du) if du == au else f"du {date_courte(du)} au {date_courte(au)}",
        "avant": du - datetime.timedelta(days=1),
        "apres": au + datetime.timedelta(days=1),
        "jour": jour,
        "reglages": _reglages(request) if peut_recevoir_signalements(request.user) else None,
        "boutons": BOUTONS,
    }
    return render(request, "cases/messages/appels.html", contexte)


@require_safe
def exporter(request: HttpRequest) -> HttpResponse:
    exiger(peut_lire_appels(request.user))
    periode, jour = PeriodeAppelsForm(request.GET, aujourdhui=timezone.localdate()).choisis()
    du, au = bornes(periode, jour)
    reponse = HttpResponse(content_type="text/csv; charset=utf-8")
    reponse.headers["Content-Disposition"] = f'attachment; filename="appels-{du}-{au}.csv"'
    reponse.write("\ufeff")
    fichier = csv.writer(reponse, delimiter=";")
    fichier.writerow(ENTETES)
    for ligne in lire_appels(request.user, du, au):
        fichier.writerow(
            [
                _texte(ligne.site),
                _texte(ligne.campagne),
                ligne.recus,
                ligne.recus_traites,
                ligne.passes,
                ligne.passes_aboutis,
                ligne.total,
            ]
        )
    return reponse


def _texte(cellule: str) -> str:
    """A spreadsheet must not take a name for a formula."""
    return f"'{cellule}" if cellule[:1] in "=+-@\t\r" and cellule else cellule


@require_POST
def regler(request: HttpRequest) -> HttpResponse:
    exiger(peut_recevoir_signalements(request.user))
    jour = timezone.localdate()
    form = ReglageAppelsForm(request.POST, sites=sites_de_triage(request.user, jour), jour=jour)
    if form.is_valid():
        campagne = form.cleaned_data["campagne"]
        request.session[SESSION] = {
            "site": form.cleaned_data["site"].pk,
            "campagne": campagne.pk if campagne else None,
        }
        pour = f", campagne « {campagne} »" if campagne else ", hors campagne"
        messages.success(request, f"Vos appels comptent pour {form.cleaned_data['site']}{pour}.")
    else:
        messages.error(request, " ".join(phrase for phrases in form.errors.values() for phrase in phrases))
    return redirect("cases:appels")


@require_POST
def compter(request: HttpRequest) -> HttpResponse:
    exiger(peut_recevoir_signalements(request.user))
    choix, sites = _choix(request)
    form = AppelForm(request.POST)
    reglages = ReglageAppelsForm(choix, sites=sites, jour=timezone.localdate())
    memoire = dict(request.session.get(SESSION, {}))
    if not form.is_valid():
        messages.error(request, "Cet appel n’est ni reçu ni passé : rien n’est compté.")
    elif not reglages.is_valid():
        messages.warning(request, "Choisissez d’abord le site pour lequel vous comptez vos appels.")
        return _ailleurs(request)
    elif _double_clic(request, memoire, form.cleaned_data["appel"]):
        messages.info(request, "Cet appel est déjà compté.")
    else:
        compte = compter_appel(agent=request.user, **form.sens_et_issue(), **reglages.cleaned_data)
        appel = form.cleaned_data["appel"]
        request.session[SESSION] = memoire | {"dernier": compte.pk, "appel": appel, "a": time.time()}
        messages.success(request, f"{LIBELLES[appel]} : compté pour {compte.site}.")
    return _outil(request)


@require_POST
def retirer(request: HttpRequest) -> HttpResponse:
    exiger(peut_recevoir_signalements(request.user))
    memoire = dict(request.session.get(SESSION, {}))
    numero, quand = memoire.pop("dernier", None), memoire.pop("a", 0.0)
    depuis = time.time() - quand
    compte = dernier_compte(request.user, numero) if numero and depuis < RETRAIT else None
    if compte is None or _deja_envoye(request, f"retrait:{quand}", RETRAIT):
        messages.error(request, "Il n’y a plus d’appel à retirer.")
    else:
        try:
            retirer_appel(agent=request.user, compte=compte)
        except ValidationError as refus:
            messages.error(request, " ".join(refus.messages))
        else:
            messages.success(request, f"{LIBELLES[memoire['appel']]} : retiré.")
    request.session[SESSION] = memoire
    return _outil(request)


def _double_clic(request: HttpRequest, memoire: dict[str, Any], appel: str) -> bool:
    if memoire.get("appel") == appel and time.time() - memoire.get("a", 0.0) < DOUBLE_CLIC:
        return True
    return _deja_envoye(request, f"{appel}:{memoire.get('a')}", DOUBLE_CLIC)


def _deja_envoye(request: HttpRequest, geste: str, secondes: float) -> bool:
    """Two requests of one page at once read the same session: neither sees there what the other has done."""
    return compter_envoi("appels", f"{request.session.session_key}:{geste}", int(secondes)) > 1


def _outil(request: HttpRequest) -> HttpResponse:
    """For htmx the last press and the message; without scripts, the page of the calls."""
    if not request.htmx:
        return redirect("cases:appels")
    contexte = {"outil": outil(request), "fragment": True}
    return render(request, "cases/messages/dernier_appel.html", contexte)


def _ailleurs(request: HttpRequest) -> HttpResponse:
    adresse = reverse("cases:appels")
    return HttpResponse(headers={"HX-Redirect": adresse}) if request.htmx else redirect(adresse)
