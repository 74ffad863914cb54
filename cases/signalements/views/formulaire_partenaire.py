"""The page of a partenaire, without login: docs/decisions/2026-11-formulaire-partenaires.md says what protects it."""

import datetime
import uuid

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from cases.signalements.domain.formulaire_partenaire import LienInutilisable, recevoir_par_formulaire
from cases.signalements.forms.formulaire_partenaire import FormulairePartenaireForm
from partners.domain.queries.liens import lien_du_secret
from partners.models import LienSignalement
from servicesocial.pages.compteurs import adresse_du_visiteur, compter
from servicesocial.pages.jetons import JetonRefuse, JetonTropRecent, emettre, lire
from servicesocial.pages.pages_formulaire import envoi, reporter

PAGE, RECU = "formulaire-page", "formulaire-recu"
# Nobody reads and fills nine fields in less; a page may stay open for half a day.
AGE_MINIMAL, AGE_MAXIMAL = 3, 12 * 3600
HEURE = 3600
PAR_LIEN, PAR_ADRESSE = 60, 60
LEURRE, PAGE_USEE = "adresse_web", "page-usee"

TROP = "Trop d’envois en peu de temps : rien n’est enregistré. Réessayez dans une heure, ou appelez le service social."
TROP_VITE = "L’envoi est arrivé trop vite pour avoir été relu. Vérifiez, puis envoyez de nouveau."
TROP_VIEUX = "Cette page est restée ouverte trop longtemps. Vérifiez, puis envoyez de nouveau."
LEURRE_REMPLI = (
    "Un champ caché, qui doit rester vide, a été rempli, sans doute par votre navigateur. "
    "Vérifiez, puis envoyez de nouveau."
)


@login_not_required
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def formulaire(request: HttpRequest, secret: str) -> HttpResponse:
    """The form of this secret; wrong, revoked or expired, the same page that says nothing."""
    lien = lien_du_secret(secret, timezone.localdate())
    if lien is None:
        return _absente(request)
    form = FormulairePartenaireForm(envoi(request))
    if request.method != "POST":
        return _page(request, lien, form)
    if _trop_d_envois(request, lien):
        form.add_error(None, TROP)
        return _page(request, lien, form, statut=429)
    identifiant = _identifiant(request, lien, form)
    if identifiant is not None and form.is_valid():
        try:
            signalement = recevoir_par_formulaire(lien=lien, identifiant=identifiant, **form.contenu())
        except LienInutilisable:
            return _absente(request)
        except ValidationError as refus:
            reporter(form, refus)
        else:
            contenu = f"{signalement.reference} {signalement.recu_le.isoformat()}"
            return redirect("cases:formulaire_recu", emettre(RECU, contenu))
    return _page(request, lien, form, statut=422)


@login_not_required
@require_safe
def recu(request: HttpRequest, jeton: str) -> HttpResponse:
    """What may be kept of a sending: a reference and a day, nothing of the person."""
    try:
        reference, _, jour = lire(RECU, jeton).partition(" ")
    except JetonRefuse:
        return _absente(request)
    contexte = {"reference": reference, "recu_le": datetime.date.fromisoformat(jour)}
    return render(request, "cases/signalements/formulaire/recu.html", contexte)


def _trop_d_envois(request: HttpRequest, lien: LienSignalement) -> bool:
    """Whether this link, or whoever sends, has sent too much within the hour, refused sendings included."""
    par_lien = compter("formulaire-lien", str(lien.uuid), HEURE)
    par_adresse = compter("formulaire-adresse", adresse_du_visiteur(request), HEURE)
    return par_lien > PAR_LIEN or par_adresse > PAR_ADRESSE


def _identifiant(
    request: HttpRequest, lien: LienSignalement, form: FormulairePartenaireForm
) -> uuid.UUID | None:
    """What this page will have recorded, or None and the reason at the top of the form.

    What stops a robot never loses a person: everything typed comes back, to be sent again.
    """
    if request.POST.get(LEURRE):
        form.add_error(None, LEURRE_REMPLI)
        return None
    try:
        contenu = lire(PAGE, request.POST.get("jeton", ""), age_maximal=AGE_MAXIMAL, age_minimal=AGE_MINIMAL)
    except JetonTropRecent:
        form.add_error(None, TROP_VITE)
        return None
    except JetonRefuse:
        contenu = ""
    du_lien, _, identifiant = contenu.partition(" ")
    if du_lien != str(lien.uuid):
        form.add_error(None, ValidationError(TROP_VIEUX, code=PAGE_USEE))
        return None
    return uuid.UUID(identifiant)


def _page(
    request: HttpRequest, lien: LienSignalement, form: FormulairePartenaireForm, *, statut: int = 200
) -> HttpResponse:
    codes = {erreur.code for erreur in form.non_field_errors().as_data()}
    jeton = request.POST.get("jeton")
    if not jeton or not codes.isdisjoint({PAGE_USEE, "deja"}):
        jeton = emettre(PAGE, f"{lien.uuid} {uuid.uuid4()}")
    contexte = {"lien": lien, "form": form, "jeton": jeton, "leurre": LEURRE}
    reponse = render(request, "cases/signalements/formulaire/page.html", contexte, status=statut)
    if statut == 429:
        reponse.headers["Retry-After"] = str(HEURE)
    return reponse


def _absente(request: HttpRequest) -> HttpResponse:
    return render(request, "cases/signalements/formulaire/absente.html", status=404)
