"""A manager gives a dossier to another unit, by himself or because it was asked for, or refuses to."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.access.accompagnements import peut_reaffecter
from cases.access.base import exiger
from cases.access.personnes import get_assure_or_404
from cases.access.transferts import get_demande_or_404
from cases.enums import EtatDemande
from cases.models import Assure, DemandeTransfert
from cases.transferts.domain import transfert as actes
from cases.transferts.forms.transfert import AccepterForm, RefuserForm, TransfererForm
from cases.transferts.queries.transferts import Remise, lire_remise
from partners.domain.queries.annuaire import managers, unites_ouvertes
from servicesocial.pages.pages_formulaire import PageFormulaire, envoi, traiter
from servicesocial.typographie import date_longue

TRANSFERTS = "Demandes de transfert"


@require_http_methods(["GET", "HEAD", "POST"])
def accepter(request: HttpRequest, uuid: UUID) -> HttpResponse:
    demande = get_demande_or_404(request.user, uuid)
    exiger(peut_reaffecter(request.user, demande.departement_id))
    if request.method != "POST" and demande.etat != EtatDemande.DEMANDEE:
        return _deja_repondue(request, demande)
    jour = timezone.localdate()
    restreint = demande.assure.acces_restreint
    form = AccepterForm(envoi(request), managers=managers([demande.vers_id], jour) if restreint else None)
    page = PageFormulaire(
        "Donner le dossier à l’unité qui le demande",
        f"Accepter : {demande.vers} suivra la personne",
        reverse("cases:transferts"),
        [(TRANSFERTS, reverse("cases:transferts"))],
    )
    return _donner(
        request,
        form,
        page,
        partial(actes.accepter_demande, agent=request.user, demande=demande),
        lire_remise(request.user, demande.assure, jour),
        demande=demande,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def refuser(request: HttpRequest, uuid: UUID) -> HttpResponse:
    demande = get_demande_or_404(request.user, uuid)
    exiger(peut_reaffecter(request.user, demande.departement_id))
    if request.method != "POST" and demande.etat != EtatDemande.DEMANDEE:
        return _deja_repondue(request, demande)
    retour = reverse("cases:transferts")
    quand = date_longue(timezone.localdate(demande.demandee_le))
    page = PageFormulaire(
        "Refuser le transfert",
        "Refuser",
        retour,
        [(TRANSFERTS, retour)],
        f"{demande.assure}, demandé par l’unité {demande.vers} le {quand} : {demande.motif}",
    )
    return traiter(
        request,
        RefuserForm(envoi(request)),
        page,
        partial(actes.refuser_demande, agent=request.user, demande=demande),
        "Le transfert est refusé : l’unité qui demandait lit votre motif.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def transferer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Without being asked: « the person has moved »."""
    assure = get_assure_or_404(request.user, uuid)
    exiger(peut_reaffecter(request.user, assure.departement_id))
    jour = timezone.localdate()
    unites = unites_ouvertes(jour).exclude(pk=assure.departement_id)
    form = TransfererForm(
        envoi(request),
        unites=unites,
        managers=managers(unites.values_list("pk", flat=True), jour) if assure.acces_restreint else None,
    )
    dossier = reverse("cases:dossier", args=[assure.uuid])
    page = PageFormulaire(
        "Transférer le dossier",
        "Transférer",
        # The dossier itself is out of reach once it has gone.
        reverse("cases:transferts"),
        [("Dossiers", reverse("cases:dossiers")), ("Dossier", dossier)],
    )
    return _donner(
        request,
        form,
        page,
        partial(actes.transferer_dossier, agent=request.user, assure=assure),
        lire_remise(request.user, assure, jour),
        annuler=dossier,
    )


def _donner(
    request: HttpRequest,
    form: BaseForm,
    page: PageFormulaire,
    acte: Callable[..., None],
    remise: Remise,
    *,
    demande: DemandeTransfert | None = None,
    annuler: str = "",
) -> HttpResponse:
    """What goes and what is to be settled stands above the form."""
    return traiter(
        request,
        form,
        page,
        acte,
        "Le dossier est parti : l’unité qui suit désormais la personne le voit dans ses listes.",
        gabarit="cases/transferts/transfert.html",
        contexte={"remise": remise, "presentation": _presenter_remise(remise.assure, demande)}
        | {"demande": demande, "annuler": annuler or page.retour},
    )


def _presenter_remise(assure: Assure, demande: DemandeTransfert | None) -> list[tuple[str, object]]:
    lignes: list[tuple[str, object]] = [("Personne", assure), ("Unité qui la suit", assure.departement)]
    if demande is not None:
        quand = date_longue(timezone.localdate(demande.demandee_le))
        lignes += [
            ("Unité qui demande", demande.vers),
            ("Demandé", f"Le {quand} par {demande.demandee_par}"),
            ("Motif", demande.motif),
        ]
    return lignes


def _deja_repondue(request: HttpRequest, demande: DemandeTransfert) -> HttpResponse:
    messages.info(request, f"Cette demande n’attend plus de réponse : {demande.get_etat_display().lower()}.")
    return redirect("cases:transferts")
