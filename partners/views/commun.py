"""What the pages of the annuaire share: tabs, a form sent, a page that closes or reopens."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm, Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from partners.forms.fermeture import FermetureForm
from partners.models.base import Datee


def onglets() -> list[tuple[str, str]]:
    return [
        ("Sites", reverse("partners:sites")),
        ("Partenaires", reverse("partners:partenaires")),
        ("Équipe", reverse("partners:equipe")),
        ("Listes et paramètres", reverse("partners:referentiels")),
    ]


def envoi(request: HttpRequest) -> QueryDict | None:
    """What was sent, even empty: then the form says what is missing."""
    return request.POST if request.method == "POST" else None


def rendre_liste(request: HttpRequest, gabarit: str, contexte: dict[str, Any]) -> HttpResponse:
    """The page, or for htmx only its results."""
    nom = f"{gabarit}#resultats" if request.htmx else gabarit
    return render(request, nom, {"onglets": onglets(), **contexte})


@dataclass(frozen=True)
class PageFormulaire:
    """The words around a form, and where one comes from."""

    titre: str
    bouton: str
    retour: str
    parents: list[tuple[str, str]]
    avertissement: str = ""


def traiter(
    request: HttpRequest, form: BaseForm, page: PageFormulaire, acte: Callable[..., Any], succes: str
) -> HttpResponse:
    """Shows the form; sent and accepted, does the act with its values and goes back.

    Refused by the form or by the act, it comes back with what was typed and the reasons (422).
    """
    if request.method == "POST" and form.is_valid():
        try:
            acte(**form.cleaned_data)
        except ValidationError as refus:
            _reporter(form, refus)
        else:
            messages.success(request, succes)
            return redirect(page.retour)
    return render(
        request, "partners/formulaire.html", {"form": form, "page": page}, status=422 if form.errors else 200
    )


def _reporter(form: BaseForm, refus: ValidationError) -> None:
    """Each sentence beside its field, or at the top when the form has no such field."""
    par_champ = refus.error_dict if hasattr(refus, "error_dict") else {NON_FIELD_ERRORS: refus.error_list}
    for champ, erreurs in par_champ.items():
        for erreur in erreurs:
            form.add_error(champ if champ in form.fields else None, erreur)


@dataclass(frozen=True)
class Fermeture:
    """How a kind of row is closed and reopened, and what closing it means."""

    fermer: Callable[..., None]
    rouvrir: Callable[..., None]
    consequence: str


def fermer_ou_rouvrir(
    request: HttpRequest, objet: Datee, fermeture: Fermeture, retour: str, parents: list[tuple[str, str]]
) -> HttpResponse:
    """Closes what has no end, reopens what has one; the page itself is the confirmation."""
    if objet.valide_au is None:
        page = PageFormulaire(f"Fermer « {objet} »", "Fermer", retour, parents, fermeture.consequence)
        form: BaseForm = FermetureForm(envoi(request))
        return traiter(request, form, page, fermeture.fermer, f"« {objet} » : fermeture enregistrée.")
    page = PageFormulaire(
        f"Rouvrir « {objet} »", "Rouvrir", retour, parents, "Il sera de nouveau proposé, sans date de fin."
    )
    return traiter(request, Form(envoi(request)), page, fermeture.rouvrir, f"« {objet} » est rouvert.")
