"""A page that is a form: shown, sent, refused with what was typed, or accepted and left."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render


def envoi(request: HttpRequest) -> QueryDict | None:
    """Returns what was sent, even when it is empty: the form then says what is missing."""
    return request.POST if request.method == "POST" else None


@dataclass(frozen=True)
class PageFormulaire:
    """The words around a form, and the page from which the agent comes."""

    titre: str
    bouton: str
    retour: str
    parents: list[tuple[str, str]]
    avertissement: str = ""


def traiter(
    request: HttpRequest,
    form: BaseForm,
    page: PageFormulaire,
    acte: Callable[..., Any],
    succes: str,
    **affichage: Any,
) -> HttpResponse:
    """Shows the form. When it is sent and accepted, does the act with its values and goes back.

    Refused by the form or by the act, it comes back with what was typed and the reasons (422). `affichage` is that of
    rendre_formulaire.
    """
    if request.method == "POST" and form.is_valid():
        try:
            acte(**form.cleaned_data)
        except ValidationError as refus:
            reporter(form, refus)
        else:
            messages.success(request, succes)
            return redirect(page.retour)
    return rendre_formulaire(request, form, page, **affichage)


def rendre_formulaire(
    request: HttpRequest,
    form: BaseForm,
    page: PageFormulaire,
    *,
    gabarit: str = "composants/page_formulaire.html",
    contexte: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Renders `gabarit`, which extends the page of forms, with what `contexte` adds."""
    return render(
        request,
        gabarit,
        {"form": form, "page": page, **(contexte or {})},
        status=422 if form.errors else 200,
    )


def reporter(form: BaseForm, refus: ValidationError) -> None:
    """Puts each sentence beside its field, or at the top when the form has no such field."""
    par_champ = refus.error_dict if hasattr(refus, "error_dict") else {NON_FIELD_ERRORS: refus.error_list}
    for champ, erreurs in par_champ.items():
        for erreur in erreurs:
            form.add_error(champ if champ in form.fields else None, erreur)
