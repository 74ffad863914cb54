"""The components of the pages (`{% load composants %}`); docs/composants.md lists them, /composants/ shows them."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from servicesocial.pages.presentation import Evenement
from servicesocial.typographie import ABSENT, nombre

register = template.Library()

ICONE_DU_TON = {
    "info": "info-circle",
    "succes": "check-circle",
    "attention": "exclamation-triangle",
    "danger": "exclamation-octagon",
    "neutre": "circle",
    "secret": "lock",
}
TON_DU_MESSAGE = {"success": "succes", "warning": "attention", "error": "danger", "debug": "neutre"}


def _icone_du_ton(ton: str, icone: str) -> str:
    """The icon asked for, or that of the tone; an unknown tone is a mistake of the template."""
    return icone or ICONE_DU_TON[ton]


@cache
def _trace(nom: str) -> str:
    """The drawing of an icon of static/vendor/bootstrap-icons, without its <svg> element."""
    fichier = settings.BASE_DIR / "static" / "vendor" / "bootstrap-icons" / f"{nom}.svg"
    if not fichier.is_file():
        raise LookupError(f"L'icône « {nom} » n'est pas livrée : ajoutez-la à ICONES dans scripts/vendor.py.")
    contenu = fichier.read_text(encoding="utf-8")
    return contenu[contenu.index(">") + 1 : contenu.rindex("</svg>")].strip()


@register.simple_tag
def icone(nom: str, libelle: str = "") -> SafeString:
    """An inlined icon, hidden from screen readers unless `libelle` says what it means."""
    role = format_html('role="img" aria-label="{}"', libelle) if libelle else mark_safe('aria-hidden="true"')
    trace = mark_safe(_trace(nom))  # noqa: S308  a file of the repository, whose hash is checked
    return format_html('<svg class="icone" viewBox="0 0 16 16" {} focusable="false">{}</svg>', role, trace)


@register.inclusion_tag("composants/badge_statut.html")
def badge_statut(texte: str, ton: str = "neutre", icone: str = "") -> dict[str, Any]:
    """A state: text, icon and tone (info, succes, attention, danger, neutre, secret), never colour alone."""
    return {"texte": texte, "ton": ton, "icone": _icone_du_ton(ton, icone)}


@register.inclusion_tag("composants/carte.html")
def carte(
    libelle: str,
    valeur: float | str | None,
    url: str = "",
    icone: str = "",
    ton: str = "info",
    precision: str = "",
) -> dict[str, Any]:
    """A tile with a figure; with `url` the whole tile leads to the list behind it."""
    affichee = valeur if isinstance(valeur, str) else nombre(valeur)
    return {
        "libelle": libelle,
        "valeur": affichee,
        "url": url,
        "icone": icone,
        "ton": ton,
        "precision": precision,
    }


@register.inclusion_tag("composants/etat_vide.html")
def etat_vide(
    phrase: str, suite: str = "", url: str = "", action: str = "", icone: str = "inbox"
) -> dict[str, Any]:
    """Nothing to show: one sentence, what to do next, and a button when `url` and `action` are given."""
    return {"phrase": phrase, "suite": suite, "url": url, "action": action, "icone": icone}


@register.inclusion_tag("composants/chronologie.html")
def chronologie(evenements: Iterable[Evenement]) -> dict[str, Any]:
    """Events in the order given (`servicesocial.pages.presentation.Evenement`)."""
    return {"evenements": evenements}


@register.inclusion_tag("composants/fiche.html")
def fiche(lignes: Iterable[tuple[str, Any]], en_lignes: bool = False) -> dict[str, Any]:
    """Terms and values in columns, or one under the other; an empty value reads « Non renseigné »."""
    return {"lignes": lignes, "en_lignes": en_lignes}


@register.simple_block_tag
def alerte(content: str, ton: str = "info", titre: str = "", icone: str = "") -> SafeString:
    """{% alerte ton="attention" titre="…" %}contenu{% endalerte %}: a notice that is part of the page."""
    contexte = {"contenu": content, "ton": ton, "titre": titre, "icone": _icone_du_ton(ton, icone)}
    return render_to_string("composants/alerte.html", contexte)


@register.filter
def ton_du_message(niveau: str) -> str:
    """The tone of a message of django.contrib.messages, from its level tag."""
    return TON_DU_MESSAGE.get(niveau, "info")


@register.filter
def icone_du_ton(ton: str) -> str:
    """The icon that goes with a tone."""
    return ICONE_DU_TON[ton]


@register.inclusion_tag("composants/progression.html")
def progression(libelle: str, valeur: float | None, maximum: float = 100, detail: str = "") -> dict[str, Any]:
    """How far a long work is; `valeur` None when it cannot be known yet."""
    pourcentage = None if valeur is None or not maximum else round(100 * valeur / maximum)
    return {
        "libelle": libelle,
        "valeur": valeur,
        "maximum": maximum,
        "pourcentage": pourcentage,
        "detail": detail,
    }


@register.simple_tag(takes_context=True)
def lien_tableau(context: Context, table: Any, champ: str, valeur: Any) -> SafeString:
    """Attributes of a link that sorts or pages a table, its other parameters kept; by htmx when it has a `cible`."""
    requete = context["request"].GET.copy()
    requete[champ] = str(valeur)
    adresse = f"?{requete.urlencode()}"
    if not table.cible:
        return format_html('href="{}"', adresse)
    return format_html(
        'href="{0}" hx-get="{0}" hx-target="{1}" hx-swap="outerHTML" hx-push-url="true"', adresse, table.cible
    )


@register.inclusion_tag("composants/filtres.html", takes_context=True)
def filtres(context: Context, filtre: Any, cible: str = "") -> dict[str, Any]:
    """A FilterSet (or its form alone), sent by GET; with `cible` (« #resultats ») htmx replaces that element alone."""
    formulaire = getattr(filtre, "form", filtre)
    # Another form of the page may well have a field of the same name.
    formulaire.auto_id = "filtre_%s"
    formulaire.is_valid()
    actifs = [nom for nom, valeur in formulaire.cleaned_data.items() if valeur not in (None, "", [], ())]
    return {
        "formulaire": formulaire,
        "actifs": len(actifs),
        "cible": cible,
        "chemin": context["request"].path,
    }


@register.inclusion_tag("composants/formulaire.html", takes_context=True)
def formulaire(
    context: Context,
    form: BaseForm,
    bouton: str = "Enregistrer",
    *,
    action: str = "",
    annuler: str = "",
    cible: str = "",
    redirection: str = "",
) -> dict[str, Any]:
    """A whole POST form: summary of errors, fields (by `form.helper.layout` when there is one), buttons.

    With `cible` it is sent by htmx and the answer (the same fragment with 422 when refused) replaces it.
    `redirection` is the hidden field that allauth makes of `?next=`.
    """
    helper = getattr(form, "helper", None)
    if helper is not None:
        helper.form_tag = False
        helper.disable_csrf = True
    return {
        "form": form,
        "helper": helper,
        "bouton": bouton,
        "action": action or context["request"].get_full_path(),
        "annuler": annuler,
        "cible": cible,
        "redirection": redirection,
        "csrf_token": context["csrf_token"],
    }


@register.inclusion_tag("composants/bouton_confirmer.html")
def bouton_confirmer(
    url: str, libelle: str, question: str, titre: str, ton: str = "danger", icone: str = ""
) -> dict[str, Any]:
    """A link to a confirmation page (composants/page_confirmation.html); in a dialog when scripts run."""
    return {"url": url, "libelle": libelle, "question": question, "titre": titre, "ton": ton, "icone": icone}


@register.inclusion_tag("composants/copier.html")
def copier(valeur: str, libelle: str = "Copier") -> dict[str, Any]:
    """A value and a button that copies it; nothing but the value without scripts."""
    return {"valeur": valeur or ABSENT, "libelle": libelle}


@register.inclusion_tag("composants/boutons_jour.html")
def boutons_jour(identifiant: str) -> dict[str, Any]:
    """« Aujourd'hui » and « Hier » under the date field of that id."""
    return {"identifiant": identifiant}


@register.inclusion_tag("composants/onglets.html", takes_context=True)
def onglets(context: Context, liens: Sequence[tuple[str, str]], libelle: str) -> dict[str, Any]:
    """Tabs that are pages: (label, address) pairs, the current one found by its address."""
    return {"liens": liens, "libelle": libelle, "chemin": context["request"].path}


@register.inclusion_tag("composants/fil_ariane.html")
def fil_ariane(*etapes: str) -> dict[str, Any]:
    """{% fil_ariane "Dossiers" url_dossiers "Dupont" %}: label and address in turn, the last one is here."""
    *parents, ici = etapes
    return {"parents": list(zip(parents[::2], parents[1::2], strict=True)), "ici": ici}
