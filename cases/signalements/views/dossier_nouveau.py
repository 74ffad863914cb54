"""A dossier is created through a search: from a signalement, or by itself; then its accompagnement is opened."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases.access.base import exiger
from cases.access.messages import peut_laisser_message
from cases.access.personnes import get_assure_or_404, peut_creer_des_dossiers
from cases.access.signalements import get_signalement_or_404, peut_donner_suite
from cases.enums import SIGNALEMENTS_A_TRAITER, Axe, EtatSignalement
from cases.models import Signalement
from cases.personnes.domain.assure import creer_assure
from cases.personnes.forms.dossier import OuvrirForm, PersonneForm, RechercheForm
from cases.personnes.queries.rapprochement import connu_ailleurs, rapprochements
from cases.personnes.queries.recherche_avant_creation import recherche_avant_creation
from cases.signalements.domain import designation
from cases.signalements.domain.suites import convertir_signalement
from cases.socle.filtres import sites_de
from partners.domain.queries.annuaire import unites_ouvertes
from servicesocial.pages.pages_formulaire import PageFormulaire, envoi, rendre_formulaire, reporter


@require_http_methods(["GET", "HEAD", "POST"])
def creer(request: HttpRequest) -> HttpResponse:
    """Search first; what was typed fills the form of creation, which stands under what was found."""
    exiger(peut_creer_des_dossiers(request.user))
    jour = timezone.localdate()
    unites = unites_ouvertes(jour).filter(pk__in=request.user.codes_departements())
    recherche = RechercheForm(envoi(request), unites=unites)
    contexte: dict[str, object] = {"recherche": recherche}
    if request.method == "POST" and recherche.is_valid():
        cherche = recherche.cleaned_data
        form = PersonneForm(request.POST) if "creer" in request.POST else PersonneForm(initial=cherche)
        if form.is_bound and form.is_valid():
            try:
                assure = creer_assure(
                    agent=request.user, departement=cherche["departement"], **form.cleaned_data
                )
            except ValidationError as refus:
                reporter(form, refus)
            else:
                messages.success(request, "Le dossier est créé.")
                return redirect("cases:dossier", assure.uuid)
        try:
            trouves, ailleurs = recherche_avant_creation(request.user, jour=jour, **cherche)
        except ValidationError as refus:
            reporter(recherche, refus)
        else:
            droit = peut_laisser_message(request.user, cherche["departement"].pk)
            contexte |= {
                "dossiers": trouves,
                "ailleurs": ailleurs,
                "form": form,
                "peut_laisser_message": droit,
            }
    refuse = recherche.errors or getattr(contexte.get("form"), "errors", None)
    return render(request, "cases/signalements/dossier_nouveau.html", contexte, status=422 if refuse else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def creer_du_signalement(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The dossiers that may be hers stand above the form: creating comes after looking."""
    signalement = _a_traiter(request, uuid)
    if signalement.assure is not None or signalement.etat not in SIGNALEMENTS_A_TRAITER:
        messages.info(request, "Ce signalement a déjà son dossier, ou a reçu une suite.")
        return redirect("cases:signalement", uuid)
    form = PersonneForm(envoi(request), initial=PersonneForm.selon(signalement))
    if request.method == "POST" and form.is_valid():
        try:
            designation.creer_dossier_du_signalement(
                agent=request.user, signalement=signalement, **form.cleaned_data
            )
        except ValidationError as refus:
            reporter(form, refus)
        else:
            messages.success(request, "Le dossier est créé, et le signalement le désigne.")
            return redirect("cases:signalement", uuid)
    contexte = {
        "signalement": signalement,
        "form": form,
        "dossiers": rapprochements(request.user, signalement, timezone.localdate()),
        "ailleurs": connu_ailleurs(signalement),
        "peut_laisser_message": peut_laisser_message(request.user, signalement.departement_id),
    }
    return render(
        request, "cases/signalements/dossier_nouveau.html", contexte, status=422 if form.errors else 200
    )


@require_POST
def designer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """« C'est cette personne »."""
    signalement = _a_traiter(request, uuid)
    try:
        assure = get_assure_or_404(request.user, UUID(request.POST.get("assure", "")))
        designation.designer_dossier(agent=request.user, signalement=signalement, assure=assure)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    except ValueError:
        messages.error(request, "Choisissez le dossier de la personne.")
    else:
        messages.success(request, "Le signalement désigne ce dossier.")
    return redirect("cases:signalement", uuid)


@require_POST
def retirer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    signalement = _a_traiter(request, uuid)
    try:
        designation.retirer_designation(agent=request.user, signalement=signalement)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    else:
        messages.success(request, "Le signalement ne désigne plus ce dossier.")
    return redirect("cases:signalement", uuid)


@require_http_methods(["GET", "HEAD", "POST"])
def ouvrir(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The ASS to whom the signalement was given opens the accompagnement that it leads to."""
    signalement = _a_traiter(request, uuid)
    retour = reverse("cases:signalement", args=[uuid])
    if signalement.assure is None or signalement.etat != EtatSignalement.AFFECTE:
        messages.info(request, "Désignez d’abord le dossier de la personne, une fois le signalement affecté.")
        return redirect(retour)
    jour = timezone.localdate()
    form: Form = OuvrirForm(
        envoi(request),
        sites=sites_de(request.user, jour).filter(departement=signalement.departement_id),
        jour=jour,
        initial={"axe": signalement.axe_propose, "site": signalement.site},
    )
    page = PageFormulaire(
        "Ouvrir l’accompagnement",
        "Ouvrir",
        retour,
        [("Signalements", reverse("cases:signalements")), ("Signalement", retour)],
    )
    if request.method == "POST" and form.is_valid():
        lu = form.cleaned_data
        try:
            convertir_signalement(
                agent=request.user,
                signalement=signalement,
                assure=signalement.assure,
                axe=Axe(lu["axe"]),
                le=lu["le"],
                site=lu["site"],
            )
        except ValidationError as refus:
            reporter(form, refus)
        else:
            messages.success(request, "L’accompagnement est ouvert.")
            return redirect("cases:dossier", signalement.assure.uuid)
    return rendre_formulaire(request, form, page)


def _a_traiter(request: HttpRequest, uuid: UUID) -> Signalement:
    signalement = get_signalement_or_404(request.user, uuid)
    exiger(peut_donner_suite(request.user, signalement))
    return signalement
