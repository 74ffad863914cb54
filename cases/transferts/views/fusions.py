"""« Ce dossier fait double emploi »: finding the other one, comparing, making one of the two."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.access.base import exiger
from cases.access.personnes import get_assure_or_404
from cases.access.transferts import peut_fusionner
from cases.models import Assure
from cases.personnes.queries.rapprochement import lire_doubles
from cases.transferts.domain.fusion import fusionner_dossiers
from cases.transferts.forms.fusion import FusionForm
from cases.transferts.queries.fusion import lire_comparaison
from servicesocial.pages.pages_formulaire import PageFormulaire, envoi, rendre_formulaire, reporter


@require_safe
def chercher(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The dossiers of the unit that look like this one. Showing them is journalled by lire_doubles."""
    assure = get_assure_or_404(request.user, uuid)
    exiger(peut_fusionner(request.user, assure))
    contexte = {"assure": assure, "doubles": lire_doubles(request.user, assure, timezone.localdate())}
    return render(request, "cases/transferts/doublon.html", contexte)


@require_http_methods(["GET", "HEAD", "POST"])
def fusionner(request: HttpRequest, uuid: UUID, absorbe: UUID) -> HttpResponse:
    garde, autre = (get_assure_or_404(request.user, identifiant) for identifiant in (uuid, absorbe))
    exiger(peut_fusionner(request.user, garde) and peut_fusionner(request.user, autre))
    retour = reverse("cases:dossier", args=[garde.uuid])
    if empechement := _empechement(garde, autre, uuid, absorbe):
        messages.info(request, empechement)
        return redirect(retour)
    comparaison = lire_comparaison(request.user, garde, autre)
    form = FusionForm(envoi(request), comparaison=comparaison)
    if request.method == "POST" and form.is_valid():
        try:
            fusionner_dossiers(agent=request.user, garde=garde, absorbe=autre, **form.acte())
        except ValidationError as refus:
            reporter(form, refus)
            form.montrer(comparaison)
        else:
            messages.success(request, "Les deux dossiers n’en font plus qu’un.")
            return redirect(retour)
    page = PageFormulaire(
        "Fusionner deux dossiers",
        "Fusionner : c’est la même personne",
        retour,
        [("Dossiers", reverse("cases:dossiers")), ("Dossier", retour)],
    )
    contexte = {"comparaison": comparaison}
    return rendre_formulaire(request, form, page, gabarit="cases/transferts/fusion.html", contexte=contexte)


def _empechement(garde: Assure, autre: Assure, uuid: UUID, absorbe: UUID) -> str:
    """What makes the page useless: the second click of a merge done, one dossier, two units."""
    if garde == autre:
        return (
            "Un dossier ne se fusionne pas avec lui-même."
            if uuid == absorbe
            else "Ces deux dossiers n’en font déjà plus qu’un."
        )
    if garde.departement_id != autre.departement_id:
        return "Ces dossiers sont suivis par deux unités : transférez d’abord l’un des deux."
    return ""
