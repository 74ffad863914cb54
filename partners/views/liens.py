"""The links of a partenaire: making one, shown once, and revoking it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from partners.access import (
    exiger,
    get_lien_or_404,
    get_partenaire_or_404,
    peut_gerer_lien,
    peut_gerer_liens,
)
from partners.domain import liens
from partners.domain.queries.liens import (
    LIENS_MONTRES,
    LienResume,
    liens_de,
    origines_a_relier,
    sites_a_relier,
)
from partners.enums import EtatLien
from partners.forms.liens import LienForm
from partners.models import Agent, Partenaire
from servicesocial.pages.pages_formulaire import PageFormulaire, envoi, rendre_formulaire, reporter

ASPECT_DU_LIEN = {
    EtatLien.ACTIF: ("succes", "check-circle"),
    EtatLien.SUSPENDU: ("attention", "exclamation-triangle"),
    EtatLien.EXPIRE: ("neutre", "clock"),
    EtatLien.REVOQUE: ("neutre", "slash-circle"),
}


def section_des_liens(agent: Agent, partenaire: Partenaire) -> dict[str, object]:
    """What the page of the partenaire shows to those who keep its links; `peut_relier` is False for the others."""
    if not peut_gerer_liens(agent, partenaire):
        return {"peut_relier": False}
    lus = liens_de(agent, partenaire, timezone.localdate())
    return {
        "peut_relier": True,
        "liens": [_ligne(lu) for lu in lus],
        "liens_montres": LIENS_MONTRES if len(lus) == LIENS_MONTRES else None,
    }


def _ligne(lu: LienResume) -> dict[str, object]:
    ton, icone = ASPECT_DU_LIEN[lu.etat]
    return {"lien": lu.lien, "etat": lu.etat.label, "ton": ton, "icone": icone}


@require_http_methods(["GET", "HEAD", "POST"])
def creer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Answers the sending with the address itself: nothing keeps it, so there is no other page to go to."""
    partenaire = get_partenaire_or_404(request.user, uuid)
    exiger(peut_gerer_liens(request.user, partenaire))
    jour = timezone.localdate()
    form = LienForm(
        envoi(request),
        secret=liens.tirer_secret(),
        sites=sites_a_relier(request.user, partenaire, jour),
        origines=origines_a_relier(jour),
    )
    if request.method == "POST" and form.is_valid():
        champs = dict(form.cleaned_data)
        secret = champs.pop("jeton")
        try:
            lien = liens.creer_lien(agent=request.user, partenaire=partenaire, secret=secret, **champs)
        except ValidationError as refus:
            reporter(form, refus)
        else:
            # The page behind the address belongs to a layer above: it is known here by its name only.
            adresse = request.build_absolute_uri(reverse("cases:formulaire", args=[secret]))
            return render(
                request,
                "partners/lien_cree.html",
                {"partenaire": partenaire, "lien": lien, "adresse": adresse},
            )
    return rendre_formulaire(request, form, _page(partenaire))


def _page(partenaire: Partenaire) -> PageFormulaire:
    retour = reverse("partners:partenaire", args=[partenaire.uuid])
    return PageFormulaire(
        "Nouveau lien de signalement",
        "Créer le lien",
        retour,
        [("Partenaires", reverse("partners:partenaires")), (partenaire.nom, retour)],
        "S’il existe déjà un lien vers le même site, il cesse de fonctionner aussitôt.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def revoquer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    lien = get_lien_or_404(request.user, uuid)
    exiger(peut_gerer_lien(request.user, lien.site))
    retour = reverse("partners:partenaire", args=[lien.partenaire.uuid])
    if request.method == "POST":
        liens.revoquer_lien(agent=request.user, lien=lien)
        messages.success(request, "Le lien est révoqué : il n’ouvre plus rien.")
        return redirect(retour)
    contexte = {
        "titre": "Révoquer ce lien",
        "question": (
            f"Le lien de « {lien.partenaire} » vers {lien.site} cessera de fonctionner aussitôt, pour de bon. "
            "Les signalements déjà reçus restent."
        ),
        "libelle": "Révoquer le lien",
        "retour": retour,
        "ton": "danger",
    }
    return render(request, "composants/page_confirmation.html", contexte)
