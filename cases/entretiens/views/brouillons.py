"""What is typed on a page is kept as a draft of its author: what the pages of an entretien share."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from cases.access.accompagnements import peut_ecrire_dossier
from cases.access.base import exiger
from cases.access.entretiens import get_entretien_or_404
from cases.entretiens.domain.brouillon import abandonner_brouillon, enregistrer_brouillon
from cases.entretiens.queries.entretien import mon_brouillon
from cases.models import Accompagnement, Brouillon, Entretien
from servicesocial.typographie import heure


def a_reprendre(request: HttpRequest, uuid: UUID) -> Entretien:
    entretien = get_entretien_or_404(request.user, uuid)
    exiger(peut_ecrire_dossier(request.user, entretien.accompagnement))
    return entretien


def garder(
    request: HttpRequest,
    accompagnement: Accompagnement,
    champs: Sequence[str],
    entretien: Entretien | None = None,
) -> Brouillon:
    """The draft as it was typed, valid or not; `version` is the one that the page shows."""
    recu = request.POST
    contenu: dict[str, object] = {
        nom: [_lisible(valeur) for valeur in recu.getlist(nom)]
        if nom == "themes"
        else _lisible(recu.get(nom, ""))
        for nom in champs
    }
    version = recu.get("version", "")
    return enregistrer_brouillon(
        agent=request.user,
        accompagnement=accompagnement,
        entretien=entretien,
        contenu=contenu,
        version=int(version) if version.isdecimal() and len(version) < 10 else 0,
    )


def _lisible(texte: str) -> str:
    """A NUL, pasted from a document, is no character that the base can keep: it must not cost the text."""
    return texte.replace("\x00", "")


def repondre(enregistrer: Callable[[], Brouillon], actuel: Callable[[], Brouillon | None]) -> HttpResponse:
    """The saving that a page makes by itself. 409 when another window wrote since: the page shows another draft."""
    try:
        garde = enregistrer()
    except ValidationError as refus:
        autre = actuel()
        return JsonResponse(
            {"raison": " ".join(refus.messages), "version": autre.version if autre else 0}, status=409
        )
    return JsonResponse({"version": garde.version, "heure": heure(timezone.localtime(garde.modifie_le))})


def reprendre_version(
    request: HttpRequest, form: BaseForm, accompagnement: Accompagnement, entretien: Entretien | None = None
) -> Brouillon | None:
    """After a conflict: what the other window wrote; sent again, this page replaces it."""
    autre = mon_brouillon(request.user, accompagnement, entretien)
    form.data = form.data.copy()
    form.data["version"] = str(autre.version if autre else 0)
    return autre


def textes_autres(
    form: BaseForm, autre: dict[str, object] | None, champs: Sequence[str]
) -> list[tuple[str, str]]:
    """Label and text of what was written elsewhere, where it differs from what this page sent."""
    if autre is None:
        return []
    return [
        (str(form[nom].label), str(autre.get(nom) or ""))
        for nom in champs
        if str(autre.get(nom) or "") != (form[nom].value() or "")
    ]


def effacer(
    request: HttpRequest, accompagnement: Accompagnement, retour: str, entretien: Entretien | None = None
) -> HttpResponse:
    """The draft is erased: it never was an act. The page asks first."""
    if request.method != "POST":
        contexte = {
            "titre": "Effacer le brouillon ?",
            "question": "Ce texte sera perdu : personne d’autre ne l’a lu.",
            "libelle": "Effacer le brouillon",
            "retour": retour,
            "ton": "danger",
        }
        return render(request, "composants/page_confirmation.html", contexte)
    ecrit = mon_brouillon(request.user, accompagnement, entretien)
    if ecrit is not None:
        abandonner_brouillon(agent=request.user, brouillon=ecrit)
    messages.success(request, "Le brouillon est effacé.")
    return redirect("cases:dossier", accompagnement.assure.uuid)
