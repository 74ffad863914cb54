"""The texts of the service: read by everybody, written by the administrateurs."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from partners.access import (
    exiger,
    peut_gerer_consigne,
    peut_lire_annuaire,
    regions_administrees,
    unites_administrees,
)
from partners.domain import textes
from partners.domain.queries import textes as lecture
from partners.forms.textes import ConsigneForm, NoticeForm
from partners.views.fermeture import Fermeture, fermer_ou_rouvrir
from partners.views.pages import onglets
from servicesocial.pages.pages_formulaire import PageFormulaire, envoi, traiter


@require_safe
def liste(request: HttpRequest) -> HttpResponse:
    exiger(peut_lire_annuaire(request.user))
    jour = timezone.localdate()
    administrees, toutes = unites_administrees(request.user), peut_gerer_consigne(request.user, None)
    contexte = {
        "notices": lecture.notices(request.user, jour),
        "consignes": [
            (consigne, consigne.departement_id in administrees if consigne.departement_id else toutes)
            for consigne in lecture.consignes(request.user, jour)
        ],
        "administre": bool(administrees),
        "jour": jour,
        "onglets": onglets(),
    }
    return render(request, "partners/textes.html", contexte)


@require_safe
def notice(request: HttpRequest, code: str) -> HttpResponse:
    exiger(peut_lire_annuaire(request.user))
    lue = get_object_or_404(lecture.notices_lisibles(request.user), code=code)
    organisme = lue.region.organisme if lue.region else lecture.organisme_de(request.user)
    contexte = {"notice": lue, "blocs": lue.blocs(organisme), "organisme": organisme}
    return render(request, "partners/notice.html", contexte)


@require_http_methods(["GET", "HEAD", "POST"])
def publier(request: HttpRequest) -> HttpResponse:
    regions = regions_administrees(request.user)
    exiger(regions.exists())
    page = PageFormulaire(
        "Nouvelle version de la notice",
        "Enregistrer la version",
        reverse("partners:textes"),
        [("Textes", reverse("partners:textes"))],
        "Une version enregistrée ne se modifie plus : elle dit ce que les personnes ont reçu.",
    )
    form = NoticeForm(envoi(request), regions=regions, jour=timezone.localdate())
    acte = partial(textes.publier_notice, agent=request.user)
    return traiter(request, form, page, acte, "La nouvelle version est enregistrée.")


@require_http_methods(["GET", "HEAD", "POST"])
def ajouter(request: HttpRequest) -> HttpResponse:
    exiger(bool(unites_administrees(request.user)))
    page = PageFormulaire(
        "Nouvelle consigne d’urgence",
        "Ajouter la consigne",
        reverse("partners:textes"),
        [("Textes", reverse("partners:textes"))],
    )
    form = ConsigneForm(
        envoi(request),
        unites=unites_administrees(request.user),
        toutes=peut_gerer_consigne(request.user, None),
    )
    acte = partial(textes.ajouter_consigne, agent=request.user)
    return traiter(request, form, page, acte, "La consigne est ajoutée à la procédure.")


@require_http_methods(["GET", "HEAD", "POST"])
def fermer(request: HttpRequest, code: str) -> HttpResponse:
    exiger(peut_lire_annuaire(request.user))
    consigne = get_object_or_404(lecture.consignes_lisibles(request.user), code=code)
    exiger(peut_gerer_consigne(request.user, consigne.departement))
    fermeture = Fermeture(
        partial(textes.fermer_consigne, agent=request.user, consigne=consigne),
        partial(textes.rouvrir_consigne, agent=request.user, consigne=consigne),
        "Elle ne sera plus affichée après cette date.",
    )
    retour = reverse("partners:textes")
    return fermer_ou_rouvrir(request, consigne, fermeture, retour, [("Textes", retour)])
