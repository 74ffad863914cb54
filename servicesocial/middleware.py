"""What holds for every request: response headers, the transaction and its scope, the length of a session."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.signals import user_logged_in
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.middleware import SessionMiddleware as SessionDeDjango
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from servicesocial.journalisation.lignes import PREFIXE_FORMULAIRE
from servicesocial.perimetre import AUCUN, perimetre

Suite = Callable[[HttpRequest], HttpResponseBase]
PREFIXE_SANTE = "/sante/"
CLE_DEBUT_SESSION = "debut_session"
ENTETE_VEILLE = "X-Veille"
FORMULAIRE_PERDU = "Votre session avait pris fin : rien n’a été enregistré. Connectez-vous, puis recommencez."


class ReponseAuFilDeLEau(Exception):
    """A view returned a streaming response: its body would be read outside the transaction and its scope."""


class EntetesMiddleware:
    """Adds the headers that keep every answer of the application out of browser and proxy caches.

    Static files are served before it.
    """

    def __init__(self, get_response: Suite) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        reponse = self.get_response(request)
        reponse.headers["Cache-Control"] = "no-store"
        reponse.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        page = request.resolver_match.view_name if request.resolver_match else None
        if page == "account_logout" and reponse.status_code == 302:
            reponse.headers["Clear-Site-Data"] = '"cache", "storage"'
        if request.path_info.startswith(PREFIXE_FORMULAIRE):
            # The address is a key: no Referer holds its path, no engine keeps it, whatever the answer. Not
            # « no-referrer », with which browsers hide the origin that the CSRF check reads.
            reponse.headers["Referrer-Policy"] = "strict-origin"
            reponse.headers["X-Robots-Tag"] = "noindex, nofollow"
        return reponse


class PerimetreMiddleware:
    """Opens one transaction around the whole answer, rendering included, in the scope of the agent.

    ATOMIC_REQUESTS would not do: it ends before a TemplateResponse is rendered, whose lazy queries would then run
    without a scope. It stays on inside this transaction, as the savepoint that undoes a view which raises. The whole
    transaction is undone when the answer is an error of ours (500 and up).
    """

    def __init__(self, get_response: Suite) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(PREFIXE_SANTE):
            # A probe must be able to say that the database is down.
            return self.get_response(request)
        with transaction.atomic():
            agent = request.user
            codes = agent.codes_departements() if agent.is_authenticated else AUCUN
            with perimetre(codes):
                reponse = self.get_response(request)
                if reponse.streaming:
                    raise ReponseAuFilDeLEau(request.path_info)
            if reponse.status_code >= 500:
                transaction.set_rollback(True)
        return reponse


class DureeSessionMiddleware:
    """Ends a session SESSION_DUREE_MAXIMALE seconds after the login, whatever its activity."""

    def __init__(self, get_response: Suite) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(PREFIXE_SANTE):
            return self.get_response(request)
        if request.user.is_authenticated:
            debut = request.session.setdefault(CLE_DEBUT_SESSION, int(time.time()))
            if time.time() - debut > settings.SESSION_DUREE_MAXIMALE:
                logout(request)
        return self.get_response(request)


def est_une_veille(request: HttpRequest) -> bool:
    """Says whether a page is asking by itself if something has changed: the agent may not be there."""
    page = request.resolver_match
    return page is not None and page.view_name in settings.VEILLES


class SessionMiddleware(SessionDeDjango):
    """Does not renew the session for a request of settings.VEILLES: an abandoned page closes although it keeps
    asking.

    Its answer says so (ENTETE_VEILLE), for the clock of static/js/session.js.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not est_une_veille(request):
            return super().process_response(request, response)
        response.headers[ENTETE_VEILLE] = "oui"
        # What the request itself wrote (the end of the session, a message) is kept.
        return super().process_response(request, response) if request.session.modified else response


class ConnexionMiddleware(LoginRequiredMiddleware):
    """Leads htmx out of the page to log in, instead of putting the page of login in the middle of it.

    A form sent after the session has ended says that it is lost, and leads back to the page that it was on: many of
    the addresses that receive a form show nothing.
    """

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponse:  # type: ignore[override]
        htmx = request.headers.get("HX-Request") == "true"
        # A script that sends by itself (a draft, a session to prolong) keeps what it holds and says so on its page.
        par_la_personne = htmx or request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
        if request.method == "POST" and par_la_personne:
            messages.warning(request, FORMULAIRE_PERDU)
        elif not htmx:
            return super().handle_no_permission(request, view_func)
        ouverte = urlsplit(request.headers.get("HX-Current-URL" if htmx else "Referer", ""))
        retour = redirect_to_login(urlunsplit(("", "", ouverte.path or "/", ouverte.query, "")))
        return HttpResponse(status=204, headers={"HX-Redirect": retour.url}) if htmx else retour


@receiver(user_logged_in)
def noter_debut_de_session(request: HttpRequest, **_: object) -> None:
    """Starts the clock of DureeSessionMiddleware at the login."""
    request.session[CLE_DEBUT_SESSION] = int(time.time())
