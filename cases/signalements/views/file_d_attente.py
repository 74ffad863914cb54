"""The queue: its list, one gesture for several, what arrives while it is open, and where a page of it comes from."""

import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_safe

from cases.access.base import exiger
from cases.access.listes_recues import peut_lire_listes_recues
from cases.access.personnes import peut_lire_dossiers
from cases.access.signalements import peut_recevoir_signalements
from cases.signalements.domain.triage_en_lot import BilanDuTriage, GesteEnLot, trier_en_lot
from cases.signalements.forms.file_d_attente import FiltreSignalements
from cases.signalements.forms.triage_en_lot import TriageEnLotForm
from cases.signalements.queries.file_d_attente import arrives_depuis, signalements_du_territoire
from cases.signalements.views.tableaux import TableauSignalements
from partners.domain.queries.annuaire import assistants_des_unites
from partners.enums import Profil
from servicesocial.pages.pages_formulaire import envoi, reporter
from servicesocial.pages.tableaux import trier_et_paginer

# Whoever may give a signalement to somebody (peut_affecter_signalement asks it again of each).
REPARTITEURS = (Profil.CSAM, Profil.MANAGER)
FAITS = {
    GesteEnLot.PRENDRE: "Vous vous chargez de {}.",
    GesteEnLot.RENDRE: "Rendu à la file : {}.",
    GesteEnLot.AFFECTER: "Affecté à {a} : {}.",
}
NOMMES = 5


def filtre_de_la_file(request: HttpRequest) -> FiltreSignalements:
    return FiltreSignalements(
        request.GET,
        queryset=signalements_du_territoire(request.user),
        agent=request.user,
        jour=timezone.localdate(),
    )


def criteres(request: HttpRequest, filtre: FiltreSignalements) -> dict[str, str]:
    """The filters of the address, never a name: what the form does not know of it is left out."""
    filtre.form.is_valid()
    return {nom: request.GET[nom] for nom in filtre.filters if filtre.form.cleaned_data.get(nom)}


def suffixe(request: HttpRequest, filtre: FiltreSignalements | None = None) -> str:
    """« ?etat=recu&site=3 », or nothing: what a page of the queue adds to its addresses to come back to it."""
    valeurs = criteres(request, filtre or filtre_de_la_file(request))
    return f"?{urlencode(valeurs)}" if valeurs else ""


def veille(request: HttpRequest, filtre: FiltreSignalements, depuis: datetime.datetime, deja: int = 0) -> str:
    """Where the open page asks what has arrived since it was read."""
    suivi = {"depuis": depuis.isoformat(), "deja": str(deja)}
    return f"{reverse('cases:signalements_arrivees')}?{urlencode(criteres(request, filtre) | suivi)}"


@require_safe
def signalements(request: HttpRequest) -> HttpResponse:
    exiger(peut_lire_dossiers(request.user))
    return _rendre(request, _form_de_triage(request))


@require_http_methods(["GET", "HEAD", "POST"])
def trier(request: HttpRequest) -> HttpResponse:
    """A link of the list shown again after a refusal leads here: it goes on to the list."""
    exiger(not request.user.profils().isdisjoint(REPARTITEURS))
    retour = reverse("cases:signalements")
    if request.method != "POST":
        return redirect(f"{retour}?{request.GET.urlencode()}")
    form = _form_de_triage(request)
    if form.is_valid():
        try:
            bilan = trier_en_lot(agent=request.user, **form.cleaned_data)
        except ValidationError as refus:
            reporter(form, refus)
        else:
            _dire(request, bilan, GesteEnLot(form.cleaned_data["geste"]), form.cleaned_data["a"])
            return redirect(retour + suffixe(request))
    return _rendre(request, form)


@require_safe
def arrivees(request: HttpRequest) -> HttpResponse:
    """How many have arrived since the page was read; the rows under the hand do not move. One query."""
    exiger(peut_lire_dossiers(request.user))
    depuis = _instant(request.GET.get("depuis", ""))
    filtre = filtre_de_la_file(request)
    nombre = arrives_depuis(filtre.qs.order_by(), depuis).count()
    contexte = {
        "nombre": nombre,
        # Said aloud when it changes, not at each turn.
        "a_annoncer": str(nombre) != request.GET.get("deja", "0"),
        "adresse": veille(request, filtre, depuis, nombre),
        "suite_file": suffixe(request, filtre),
    }
    return render(request, "cases/signalements/_arrivees.html", contexte)


def _instant(texte: str) -> datetime.datetime:
    """An address that was cut, or written over, announces nothing."""
    try:
        lu = parse_datetime(texte)
        # In UTC: the database knows no difference of more than sixteen hours.
        return lu.astimezone(datetime.UTC) if lu is not None and timezone.is_aware(lu) else timezone.now()
    except (ValueError, OverflowError):
        return timezone.now()


def _form_de_triage(request: HttpRequest) -> TriageEnLotForm:
    proposes = assistants_des_unites(request.user.unites(*REPARTITEURS), timezone.localdate())
    return TriageEnLotForm(envoi(request), assistants=proposes)


def _rendre(request: HttpRequest, form: TriageEnLotForm) -> HttpResponse:
    filtre = filtre_de_la_file(request)
    suite = suffixe(request, filtre)
    repartit = not request.user.profils().isdisjoint(REPARTITEURS)
    table = TableauSignalements(
        filtre.qs,
        jour=timezone.localdate(),
        suite=suite,
        choisir=repartit,
        choisis=form.data.getlist("choix") if form.is_bound else (),
    )
    contexte = {
        "filtre": filtre,
        "table": trier_et_paginer(request, table),
        "triage": form if repartit else None,
        "suite_file": suite,
        "adresse": veille(request, filtre, timezone.now()),
        "peut_recevoir": peut_recevoir_signalements(request.user),
        "peut_lire_listes_recues": peut_lire_listes_recues(request.user),
    }
    gabarit = "cases/signalements/file_d_attente.html"
    return render(
        request,
        f"{gabarit}#resultats" if request.htmx else gabarit,
        contexte,
        status=422 if form.errors else 200,
    )


def _dire(request: HttpRequest, bilan: BilanDuTriage, geste: GesteEnLot, a: object) -> None:
    """What was done, then what was not, by name and with what became of it."""
    if bilan.traites:
        n = len(bilan.traites)
        messages.success(request, FAITS[geste].format(f"{n} signalement{'s' if n > 1 else ''}", a=a))
    dits = [f"{signalement} : {refus}" for signalement, refus in bilan.refuses[:NOMMES]]
    autres = len(bilan.refuses) - len(dits) + bilan.disparus
    if autres:
        dits.append(f"{autres} autre{'s' if autres > 1 else ''}.")
    if dits:
        messages.warning(request, "Laissés en l’état. " + " ".join(dits))
