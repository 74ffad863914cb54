"""The badges and the links that the pages of several trades show."""

import datetime

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cases.enums import Axe
from cases.models import Assure, RendezVous, Signalement
from servicesocial.templatetags.composants import badge_statut
from servicesocial.typographie import ABSENT, date_courte, insecable

RESULTATS = "#resultats"

TON_DE_L_AXE = {Axe.PDP: "info", Axe.SPS: "succes", Axe.RAD: "neutre", Axe.BV: "neutre"}


def pastille(texte: str, ton: str, icone: str = "") -> SafeString:
    return render_to_string("composants/badge_statut.html", badge_statut(insecable(texte), ton, icone))


def pastille_axe(axe: str | None) -> SafeString | str:
    """Returns the letters of the axis. Its name is in the legend of the page and in the dossier."""
    return pastille(axe, TON_DE_L_AXE[Axe(axe)], "signpost-split") if axe else ABSENT


def pastille_urgence(urgent: bool) -> SafeString | str:
    return pastille("Urgence", "danger", "exclamation-triangle") if urgent else ""


def pastille_echeance(echeance: datetime.date, jour: datetime.date) -> SafeString:
    """Says how near the deadline is, by a text and an icon, then by a colour."""
    reste = (echeance - jour).days
    if reste < 0:
        return pastille(f"En retard de {-reste} jour{'s' if reste < -1 else ''}", "danger")
    if reste == 0:
        return pastille("Aujourd’hui", "attention", "clock")
    return pastille(f"Dans {reste} jour{'s' if reste > 1 else ''}", "neutre", "calendar-event")


def lien_dossier(assure: Assure) -> SafeString:
    return format_html('<a data-file href="{}">{}</a>', reverse("cases:dossier", args=[assure.uuid]), assure)


def lien_signalement(signalement: Signalement, nom_url: str = "cases:signalement") -> SafeString:
    """Returns the address that opens the signalement in the order of the list from which the agent comes."""
    return format_html(
        '<a href="{}" data-file>{}</a>', reverse(nom_url, args=[signalement.uuid]), signalement
    )


def lien_personne(rendez_vous: RendezVous) -> SafeString:
    """Returns the address of the person's dossier, or of the signalement while the person has none."""
    if rendez_vous.assure is not None:
        return lien_dossier(rendez_vous.assure)
    signalement = rendez_vous.signalement
    return format_html(
        '<a href="{}">{}</a>', reverse("cases:signalement", args=[signalement.uuid]), signalement
    )


def pastille_refus(le: datetime.date | None) -> str:
    """Warns that the person refused, so that the agent does not call her as if she had not."""
    return pastille(f"A refusé le {date_courte(le)}", "attention", "slash-circle") if le else ""
