"""What the pages of the annuaire share: tabs, a list, a page that closes or reopens."""

from collections.abc import Callable
from dataclasses import dataclass

from django.forms import BaseForm, Form
from django.http import HttpRequest, HttpResponse

from partners.forms.fermeture import FermetureForm
from partners.models.base import Datee
from servicesocial.pages.pages_formulaire import PageFormulaire, envoi, traiter


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
