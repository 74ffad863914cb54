"""Writing an entretien: the page, its draft kept as one types, the end."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases.access.accompagnements import get_accompagnement_or_404, peut_ecrire_dossier
from cases.access.base import exiger
from cases.accompagnements.views.gestes import a_ecrire
from cases.entretiens.domain.entretien import annuler_entretien, deplacer_entretien
from cases.entretiens.domain.saisie import terminer_entretien
from cases.entretiens.forms.annuler_deplacer import AnnulerEntretienForm, DeplacerEntretienForm
from cases.entretiens.forms.entretien import SAISIS, TEXTES, EntretienForm
from cases.entretiens.queries.entretien import DepartEntretien, destinations, lire_depart, mon_brouillon
from cases.entretiens.views.brouillons import (
    a_reprendre,
    effacer,
    garder,
    repondre,
    reprendre_version,
    textes_autres,
)
from cases.models import Accompagnement, Brouillon, Entretien
from cases.personnes.views.protections import protections
from partners.domain.queries.annuaire import partenaires_de_l_unite
from servicesocial.pages.pages_formulaire import PageFormulaire, envoi, reporter, traiter
from servicesocial.typographie import date_longue

GARDES = (*SAISIS, "identifiant")


@require_http_methods(["GET", "HEAD", "POST"])
def saisir(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """« Terminer » records the entretien, « Enregistrer le brouillon » keeps it for later.

    Who has ceased to follow the person writes no more, and still reads what he had begun.
    """
    accompagnement = get_accompagnement_or_404(request.user, uuid)
    if not peut_ecrire_dossier(request.user, accompagnement):
        ecrit = mon_brouillon(request.user, accompagnement)
        exiger(ecrit is not None and request.method != "POST")
        return _relire(request, accompagnement, ecrit)
    jour = timezone.localdate()
    depart = lire_depart(request.user, accompagnement, jour)
    initial = _initial(request, accompagnement, depart)
    form = EntretienForm(
        envoi(request),
        initial=initial,
        jour=jour,
        sites=depart.sites,
        rendez_vous=depart.attendus,
        partenaires=partenaires_de_l_unite(accompagnement.departement_id, jour),
    )
    dossier = reverse("cases:dossier", args=[accompagnement.assure.uuid])
    autre = None
    if request.method == "POST":
        try:
            if "brouillon" in request.POST:
                garder(request, accompagnement, GARDES)
                messages.success(request, "Le brouillon est enregistré : vous seul le lisez.")
                return redirect(dossier)
            if form.is_valid():
                terminer_entretien(agent=request.user, accompagnement=accompagnement, **form.acte())
                messages.success(request, "L’entretien est enregistré.")
                return redirect(dossier)
        except ValidationError as refus:
            form.is_valid()
            reporter(form, refus)
            if getattr(refus, "code_refus", "") == "version":
                autre = reprendre_version(request, form, accompagnement)
    contexte = {
        "form": form,
        "accompagnement": accompagnement,
        "assure": accompagnement.assure,
        "brouillon": depart.brouillon,
        "dernier": depart.dernier,
        "attendu": next((r for r in depart.attendus if r.pk == initial.get("rendez_vous")), None),
        "autre": textes_autres(form, autre.contenu if autre else None, (*TEXTES, "prochaine_etape")),
        "dossier": dossier,
        "protections": protections(accompagnement.assure),
    }
    return render(request, "cases/entretiens/entretien.html", contexte, status=422 if form.errors else 200)


@require_POST
def brouillon(request: HttpRequest, uuid: UUID) -> HttpResponse:
    accompagnement = a_ecrire(request, uuid)
    return repondre(
        partial(garder, request, accompagnement, GARDES), partial(mon_brouillon, request.user, accompagnement)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def abandonner(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Its author may have ceased to follow the person since: the draft is his all the same."""
    accompagnement = get_accompagnement_or_404(request.user, uuid)
    ecrivain = peut_ecrire_dossier(request.user, accompagnement)
    exiger(ecrivain or mon_brouillon(request.user, accompagnement) is not None)
    retour = (
        reverse("cases:entretien_saisir", args=[uuid])
        if ecrivain
        else reverse("cases:dossier", args=[accompagnement.assure.uuid])
    )
    return effacer(request, accompagnement, retour)


@require_http_methods(["GET", "HEAD", "POST"])
def annuler(request: HttpRequest, uuid: UUID) -> HttpResponse:
    entretien = a_reprendre(request, uuid)
    return traiter(
        request,
        AnnulerEntretienForm(envoi(request)),
        _page(
            entretien,
            "Annuler l’entretien",
            "Il ne comptera plus, ni ses notes. Le rendez-vous auquel il répondait redevient « prévu ».",
        ),
        partial(annuler_entretien, agent=request.user, entretien=entretien),
        "L’entretien est annulé.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def deplacer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    entretien = a_reprendre(request, uuid)
    suivis = destinations(request.user, entretien, timezone.localdate())
    return traiter(
        request,
        DeplacerEntretienForm(envoi(request), suivis=suivis),
        _page(
            entretien,
            "Déplacer l’entretien",
            "Il a été noté dans le mauvais dossier : il part dans le bon, avec ses thèmes et ses notes.",
        ),
        partial(deplacer_entretien, agent=request.user, entretien=entretien),
        "L’entretien est déplacé.",
    )


def _page(entretien: Entretien, titre: str, avertissement: str) -> PageFormulaire:
    retour = reverse("cases:dossier", args=[entretien.accompagnement.assure.uuid])
    parents = [("Dossiers", reverse("cases:dossiers")), ("Dossier", retour)]
    quand = f"{titre} du {date_longue(entretien.date)}"
    return PageFormulaire(quand, titre, retour, parents, avertissement)


def _relire(request: HttpRequest, accompagnement: Accompagnement, ecrit: Brouillon) -> HttpResponse:
    textes = [
        (champ.label, ecrit.contenu.get(nom))
        for nom, champ in EntretienForm.base_fields.items()
        if nom in (*TEXTES, "prochaine_etape") and ecrit.contenu.get(nom)
    ]
    contexte = {
        "accompagnement": accompagnement,
        "assure": accompagnement.assure,
        "brouillon": ecrit,
        "textes": textes,
    }
    return render(request, "cases/entretiens/brouillon_relu.html", contexte)


def _initial(request: HttpRequest, accompagnement: Accompagnement, depart: DepartEntretien) -> dict[str, Any]:
    """The draft as it was left; otherwise today, the place and the mode of the last entretien."""
    if depart.brouillon is not None:
        return depart.brouillon.contenu | {"version": depart.brouillon.version}
    dernier = depart.dernier
    vise = request.GET.get("rendez_vous", "")
    attendu = next(
        (
            r
            for r in depart.attendus
            if (str(r.uuid) == vise if vise else timezone.localdate(r.debut) == timezone.localdate())
        ),
        None,
    )
    initial: dict[str, Any] = {
        "date": timezone.localdate(attendu.debut) if attendu else timezone.localdate(),
        "site": (dernier or accompagnement).site_id,
        "rendez_vous": attendu.pk if attendu else None,
    }
    if attendu or dernier:
        initial["mode"] = (attendu or dernier).mode  # type: ignore[union-attr]
    if dernier is not None and "reprendre" in request.GET:
        initial |= {
            "themes": [theme.pk for theme in dernier.themes.all()],
            "prochaine_etape": dernier.prochaine_etape,
            "duree_minutes": dernier.duree_minutes,
        }
    return initial
