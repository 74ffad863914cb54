"""The plan agreed with the person, noted apart from an entretien, and what of it was done."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.access.accompagnements import get_demarche_or_404, get_preconisation_or_404, peut_ecrire_dossier
from cases.access.base import exiger
from cases.accompagnements.domain.plan import annuler_ligne, noter_plan, realiser_preconisation
from cases.accompagnements.forms.plan import AnnulerLigneForm, PlanForm, RealiseeForm
from cases.accompagnements.views.gestes import a_ecrire
from cases.models import Assure, Demarche, Preconisation
from partners.domain.queries.annuaire import partenaires_de_l_unite
from servicesocial.pages.pages_formulaire import PageFormulaire, envoi, rendre_formulaire, reporter, traiter


@require_http_methods(["GET", "HEAD", "POST"])
def noter(request: HttpRequest, uuid: UUID) -> HttpResponse:
    suivi = a_ecrire(request, uuid)
    jour = timezone.localdate()
    page = _page(suivi.assure, "Noter une démarche ou une préconisation", "Enregistrer")
    form = PlanForm(envoi(request), jour=jour, partenaires=partenaires_de_l_unite(suivi.departement_id, jour))
    if request.method == "POST" and form.is_valid():
        try:
            noter_plan(agent=request.user, accompagnement=suivi, **form.acte())
        except ValidationError as refus:
            reporter(form, refus)
        else:
            messages.success(request, "Le plan est complété.")
            return redirect(page.retour)
    return rendre_formulaire(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
def realiser(request: HttpRequest, uuid: UUID) -> HttpResponse:
    preconisation = get_preconisation_or_404(request.user, uuid)
    exiger(peut_ecrire_dossier(request.user, preconisation.accompagnement))
    return traiter(
        request,
        RealiseeForm(envoi(request), initial={"le": timezone.localdate()}),
        _page(preconisation.accompagnement.assure, f"{preconisation.type} : fait", "C’est fait"),
        partial(realiser_preconisation, agent=request.user, preconisation=preconisation),
        "La préconisation est réalisée.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def annuler_preconisation(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _annuler(request, get_preconisation_or_404(request.user, uuid), "Annuler la préconisation")


@require_http_methods(["GET", "HEAD", "POST"])
def annuler_demarche(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _annuler(request, get_demarche_or_404(request.user, uuid), "Annuler la démarche")


def _annuler(request: HttpRequest, ligne: Preconisation | Demarche, titre: str) -> HttpResponse:
    exiger(peut_ecrire_dossier(request.user, ligne.accompagnement))
    return traiter(
        request,
        AnnulerLigneForm(envoi(request)),
        _page(ligne.accompagnement.assure, f"{titre} « {ligne.type} »", "Annuler cette ligne"),
        partial(annuler_ligne, agent=request.user, ligne=ligne),
        "C’est annulé : l’historique du dossier dit pourquoi.",
    )


def _page(assure: Assure, titre: str, bouton: str) -> PageFormulaire:
    retour = reverse("cases:dossier", args=[assure.uuid])
    return PageFormulaire(
        titre, bouton, retour, [("Dossiers", reverse("cases:dossiers")), ("Dossier", retour)]
    )
