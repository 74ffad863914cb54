"""Writing an entretien: the page, its draft kept as one types, the end."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases.access import exiger, get_accompagnement_or_404, get_entretien_or_404, peut_ecrire_dossier
from cases.domain.brouillon import abandonner_brouillon, enregistrer_brouillon
from cases.domain.entretien import annuler_entretien, deplacer_entretien
from cases.domain.queries.entretien import DepartEntretien, destinations, lire_depart, mon_brouillon
from cases.domain.saisie_entretien import terminer_entretien
from cases.forms.entretien import (
    SAISIS,
    TEXTES,
    AnnulerEntretienForm,
    DeplacerEntretienForm,
    EntretienForm,
)
from cases.models import Accompagnement, Brouillon, Entretien
from servicesocial.pages_formulaire import PageFormulaire, envoi, reporter, traiter
from servicesocial.typographie import date_longue, heure


@require_http_methods(["GET", "HEAD", "POST"])
def saisir(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """« Terminer » records the entretien, « Enregistrer le brouillon » keeps it for later."""
    accompagnement = _a_ecrire(request, uuid)
    jour = timezone.localdate()
    depart = lire_depart(request.user, accompagnement, jour)
    form = EntretienForm(
        envoi(request),
        initial=_initial(request, accompagnement, depart),
        jour=jour,
        sites=depart.sites,
        rendez_vous=depart.attendus,
    )
    dossier = reverse("cases:dossier", args=[accompagnement.assure.uuid])
    autre = None
    if request.method == "POST":
        try:
            if "brouillon" in request.POST:
                _garder(request, accompagnement)
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
                autre = mon_brouillon(request.user, accompagnement)
                form.data = form.data.copy()
                form.data["version"] = str(autre.version if autre else 0)
    contexte = {
        "form": form,
        "accompagnement": accompagnement,
        "assure": accompagnement.assure,
        "brouillon": depart.brouillon,
        "dernier": depart.dernier,
        "autre": _textes(form, autre) if autre else [],
        "dossier": dossier,
    }
    return render(request, "cases/entretien.html", contexte, status=422 if form.errors else 200)


@require_POST
def brouillon(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Keeps what is typed. 409 with what the other window wrote when it is no longer the draft that the page shows."""
    accompagnement = _a_ecrire(request, uuid)
    try:
        garde = _garder(request, accompagnement)
    except ValidationError as refus:
        actuel = mon_brouillon(request.user, accompagnement)
        return JsonResponse(
            {"raison": " ".join(refus.messages), "version": actuel.version if actuel else 0}, status=409
        )
    return JsonResponse(
        {"version": garde.version, "heure": heure(timezone.localtime(garde.modifie_le))}, status=200
    )


@require_http_methods(["GET", "HEAD", "POST"])
def abandonner(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The draft is erased: it never was an act. The page asks first."""
    accompagnement = get_accompagnement_or_404(request.user, uuid)
    ecrit = mon_brouillon(request.user, accompagnement)
    ecrivain = peut_ecrire_dossier(request.user, accompagnement)
    # Its author may have ceased to follow the person since.
    exiger(ecrivain or ecrit is not None)
    if request.method != "POST":
        page = "cases:entretien_saisir" if ecrivain else "cases:dossier"
        contexte = {
            "titre": "Effacer le brouillon ?",
            "question": "Ce texte sera perdu : personne d’autre ne l’a lu.",
            "libelle": "Effacer le brouillon",
            "retour": reverse(page, args=[uuid if ecrivain else accompagnement.assure.uuid]),
            "ton": "danger",
        }
        return render(request, "composants/page_confirmation.html", contexte)
    if ecrit is not None:
        abandonner_brouillon(agent=request.user, brouillon=ecrit)
    messages.success(request, "Le brouillon est effacé.")
    return redirect("cases:dossier", accompagnement.assure.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
def annuler(request: HttpRequest, uuid: UUID) -> HttpResponse:
    entretien = _a_reprendre(request, uuid)
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
    entretien = _a_reprendre(request, uuid)
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


def _a_reprendre(request: HttpRequest, uuid: UUID) -> Entretien:
    entretien = get_entretien_or_404(request.user, uuid)
    exiger(peut_ecrire_dossier(request.user, entretien.accompagnement))
    return entretien


def _page(entretien: Entretien, titre: str, avertissement: str) -> PageFormulaire:
    retour = reverse("cases:dossier", args=[entretien.accompagnement.assure.uuid])
    parents = [("Dossiers", reverse("cases:dossiers")), ("Dossier", retour)]
    quand = f"{titre} du {date_longue(entretien.date)}"
    return PageFormulaire(quand, titre, retour, parents, avertissement)


def _a_ecrire(request: HttpRequest, uuid: UUID) -> Accompagnement:
    accompagnement = get_accompagnement_or_404(request.user, uuid)
    exiger(peut_ecrire_dossier(request.user, accompagnement))
    return accompagnement


def _garder(request: HttpRequest, accompagnement: Accompagnement) -> Brouillon:
    recu = request.POST
    contenu: dict[str, object] = {
        nom: recu.getlist(nom) if nom == "themes" else recu.get(nom, "") for nom in SAISIS
    }
    contenu["identifiant"] = recu.get("identifiant", "")
    version = recu.get("version", "")
    return enregistrer_brouillon(
        agent=request.user,
        accompagnement=accompagnement,
        contenu=contenu,
        version=int(version) if version.isdecimal() and len(version) < 10 else 0,
    )


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


def _textes(form: EntretienForm, autre: Brouillon) -> list[tuple[str, str]]:
    """What the other window wrote, where it differs from what this one sent."""
    return [
        (str(form[nom].label), str(autre.contenu.get(nom, "")))
        for nom in (*TEXTES, "prochaine_etape")
        if str(autre.contenu.get(nom, "")) != (form[nom].value() or "")
    ]
