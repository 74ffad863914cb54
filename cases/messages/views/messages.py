"""Messages for the référent: leaving one, the lists of those that wait, saying what came of a call."""

import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.access.accompagnements import get_accompagnement_or_404
from cases.access.base import exiger
from cases.access.messages import get_message_or_404, peut_clore_message, peut_laisser_message, peut_rappeler
from cases.access.personnes import peut_lire_dossiers
from cases.enums import IssueRappel
from cases.messages.domain.messages import laisser_message, repondre_au_message
from cases.messages.forms.message import MessageForm, RappelForm
from cases.messages.queries.messages import (
    lire_destination,
    messages_a_rappeler,
    messages_de_l_unite,
    messages_laisses,
)
from cases.messages.views.presentation import (
    EXTRAIT,
    TableauMessages,
    presenter_destination,
    presenter_lignes,
    presenter_message,
    presenter_suites,
)
from cases.models import Accompagnement, MessageReferent
from cases.socle.pages import rendre_resultats
from partners.enums import Profil
from partners.models import Agent
from servicesocial.pages.pages_formulaire import PageFormulaire, envoi, traiter
from servicesocial.pages.tableaux import trier_et_paginer
from servicesocial.typographie import date_longue

VUES = {
    "recus": ("Pour moi", messages_a_rappeler, (Profil.ASS,)),
    "laisses": ("Laissés par moi", messages_laisses, (Profil.CSAM, Profil.SECRETARIAT)),
    "unite": (
        "En attente dans mes unités",
        messages_de_l_unite,
        (Profil.CSAM, Profil.SECRETARIAT, Profil.MANAGER),
    ),
}
VIDES = {
    "recus": ("Personne n’attend votre appel", "Les messages laissés pour vous apparaîtront ici."),
    "laisses": ("Vous n’avez laissé aucun message", "Un message se laisse depuis un dossier."),
    "unite": ("Aucun message n’attend", "Les messages laissés aux référents apparaîtront ici."),
}


@require_safe
def liste(request: HttpRequest) -> HttpResponse:
    exiger(peut_lire_dossiers(request.user))
    jour = timezone.localdate()
    vues = [nom for nom, (_, _, profils) in VUES.items() if not request.user.profils().isdisjoint(profils)]
    vue = request.GET.get("vue", "")
    vue = vue if vue in vues else vues[0]
    table = TableauMessages(VUES[vue][1](request.user, jour), jour=jour)
    table.legende = VUES[vue][0]
    contexte = {
        "vue": vue,
        "vues": [(nom, VUES[nom][0]) for nom in vues],
        "vide": VIDES[vue],
        "table": trier_et_paginer(request, table),
    }
    return rendre_resultats(request, "cases/messages/messages.html", contexte)


@require_http_methods(["GET", "HEAD", "POST"])
def laisser(request: HttpRequest, uuid: UUID) -> HttpResponse:
    accompagnement = get_accompagnement_or_404(request.user, uuid)
    exiger(peut_laisser_message(request.user, accompagnement.departement_id))
    jour = timezone.localdate()
    destination = lire_destination(request.user, accompagnement)
    assure = destination.assure
    form = MessageForm(
        envoi(request),
        jour=jour,
        referent=destination.referent,
        initial={
            "telephone": assure.telephone,
            "rappeler_avant": jour + datetime.timedelta(days=1),
        },
    )
    dossier = reverse("cases:dossier", args=[assure.uuid])
    page = PageFormulaire(
        "Laisser un message au référent",
        "Laisser le message",
        dossier,
        [("Dossiers", reverse("cases:dossiers")), ("Dossier", dossier)],
        _avertissement(accompagnement),
    )
    return traiter(
        request,
        form,
        page,
        partial(laisser_message, agent=request.user, accompagnement=accompagnement),
        "Le message est laissé : il est en tête de l’accueil du référent.",
        gabarit="cases/messages/message_laisser.html",
        contexte={"presentation": presenter_destination(destination, accompagnement)},
    )


def _avertissement(accompagnement: Accompagnement) -> str:
    if accompagnement.clos_le is not None:
        depuis = date_longue(accompagnement.clos_le)
        return f"Cet accompagnement est clos depuis le {depuis}. Enregistrez plutôt un signalement."
    if accompagnement.assure.decede_le is not None:
        return "La personne est décédée : le message ne peut concerner que ses proches."
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
def rappeler(request: HttpRequest, uuid: UUID) -> HttpResponse:
    message = get_message_or_404(request.user, uuid)
    exiger(peut_clore_message(request.user, message))
    appeler = peut_rappeler(request.user, message)
    form = RappelForm(
        envoi(request), appeler=appeler, initial={"issue": "" if appeler else IssueRappel.INUTILE}
    )
    retour = reverse("accueil") if appeler else reverse("cases:messages")
    page = PageFormulaire(
        "Message au référent", "Enregistrer", retour, [("Messages", reverse("cases:messages"))]
    )
    contexte = {
        "message": message,
        "presentation": presenter_message(message),
        "suites": presenter_suites(message),
    }
    acte = partial(repondre_au_message, agent=request.user, message=message)
    return traiter(
        request, form, page, acte, "C’est noté.", gabarit="cases/messages/message.html", contexte=contexte
    )


def section_recus(request: HttpRequest) -> dict[str, Any]:
    """At the top of the home of an ASS: the same query as the list."""
    return _section(messages_a_rappeler, request.user)


def section_laisses(request: HttpRequest) -> dict[str, Any]:
    """On the home of those who leave messages: what became of the last ones."""
    return _section(messages_laisses, request.user)


def _section(lire: Any, agent: Agent) -> dict[str, Any]:
    jour = timezone.localdate()
    messages: QuerySet[MessageReferent] = lire(agent, jour)
    total = messages.count()
    montres = list(messages[:EXTRAIT])
    return {"lignes": presenter_lignes(montres, jour), "total": total, "reste": total - len(montres)}
