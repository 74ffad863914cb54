"""One transaction and one scope around the whole answer, headers, length of a session."""

from collections.abc import Callable

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.test import Client
from django.urls import path
from django.utils import timezone

from partners.models import Agent
from servicesocial.connexion import adaptateur
from servicesocial.middleware import ReponseAuFilDeLEau
from servicesocial.perimetre import perimetre_courant

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls(__name__)]

CLE = "ecrite-par-la-vue"


def ecrire() -> None:
    Session.objects.create(session_key=CLE, session_data="", expire_date=timezone.now())


def texte_du_perimetre(request: HttpRequest) -> HttpResponse:
    return HttpResponse(",".join(perimetre_courant() or ()))


def rendu_tardif(request: HttpRequest) -> HttpResponseBase:
    gabarit = engines["django"].from_string("{{ codes|join:',' }}")
    return TemplateResponse(request, gabarit, {"codes": lambda: perimetre_courant() or ("aucun",)})


def ecrit_et_reussit(request: HttpRequest) -> HttpResponse:
    ecrire()
    return HttpResponse("écrit")


def ecrit_et_leve(request: HttpRequest) -> HttpResponse:
    ecrire()
    raise ZeroDivisionError


def ecrit_et_repond_503(request: HttpRequest) -> HttpResponse:
    ecrire()
    return HttpResponse(status=503)


def au_fil_de_l_eau(request: HttpRequest) -> HttpResponseBase:
    return StreamingHttpResponse(iter(["a"]))


@login_not_required
def public(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(perimetre_courant()))


urlpatterns = [
    *adaptateur.urlpatterns,
    *[path(vue.__name__, vue) for vue in (texte_du_perimetre, rendu_tardif, ecrit_et_reussit, ecrit_et_leve)],
    *[path(vue.__name__, vue) for vue in (ecrit_et_repond_503, au_fil_de_l_eau, public)],
]


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Client:
    """An agent of 01 and 2A, logged in."""
    monkeypatch.setattr(Agent, "codes_departements", lambda self: ("01", "2A"))
    agent = Agent.objects.create_user("marie.durand@exemple.invalid", nom="Durand", prenom="Marie")
    connecte = Client(raise_request_exception=False)
    connecte.force_login(agent)
    return connecte


def test_la_vue_a_le_perimetre_de_l_agent(client: Client) -> None:
    assert client.get("/texte_du_perimetre").content == b"01,2A"
    assert perimetre_courant() is None


def test_le_rendu_differe_a_le_meme_perimetre(client: Client) -> None:
    assert client.get("/rendu_tardif").content == b"01,2A"


def test_un_visiteur_n_a_aucune_unite() -> None:
    assert Client().get("/public").content == b"()"


def test_sans_connexion_une_page_renvoie_a_l_accueil() -> None:
    reponse = Client().get("/texte_du_perimetre")
    assert (reponse.status_code, reponse["Location"]) == (302, "/connexion/?next=/texte_du_perimetre")


@pytest.mark.parametrize(
    ("adresse", "statut", "garde"),
    [("ecrit_et_reussit", 200, True), ("ecrit_et_leve", 500, False), ("ecrit_et_repond_503", 503, False)],
)
def test_une_erreur_de_notre_fait_defait_tout(client: Client, adresse: str, statut: int, garde: bool) -> None:
    assert client.get(f"/{adresse}").status_code == statut
    assert Session.objects.filter(session_key=CLE).exists() is garde


def test_une_reponse_au_fil_de_l_eau_est_refusee(client: Client) -> None:
    client.raise_request_exception = True
    with pytest.raises(ReponseAuFilDeLEau):
        client.get("/au_fil_de_l_eau")


def test_les_entetes_de_protection(client: Client) -> None:
    reponse = client.get("/texte_du_perimetre")
    assert reponse["Cache-Control"] == "no-store"
    assert reponse["Referrer-Policy"] == "same-origin"
    assert reponse["Cross-Origin-Opener-Policy"] == "same-origin"
    assert reponse["X-Frame-Options"] == "DENY"
    assert reponse["X-Content-Type-Options"] == "nosniff"
    politique = dict(regle.split(" ", 1) for regle in reponse["Content-Security-Policy"].split("; "))
    assert politique["default-src"] == politique["base-uri"] == politique["frame-ancestors"] == "'none'"
    assert politique["script-src"] == politique["style-src"] == politique["form-action"] == "'self'"
    assert "unsafe" not in reponse["Content-Security-Policy"]


def test_la_deconnexion_vide_le_navigateur(client: Client) -> None:
    reponse = client.post("/deconnexion/")
    assert (reponse.status_code, reponse["Clear-Site-Data"]) == (302, '"cache", "storage"')
    assert client.get("/texte_du_perimetre").status_code == 302


def naviguer(client: Client, horloge: Callable[[float], None], minutes: int, pas: int) -> int:
    """The status of the last of several pages opened every `pas` minutes."""
    statut = 0
    for _ in range(0, minutes, pas):
        horloge(pas * 60)
        statut = client.get("/texte_du_perimetre").status_code
    return statut


@pytest.mark.parametrize(
    ("minutes", "pas", "statut"),
    [(29, 29, 200), (31, 31, 302), (9 * 60, 20, 200), (10 * 60 + 20, 20, 302)],
    ids=["29 min sans agir", "31 min sans agir", "9 h actives", "10 h 20 actives"],
)
def test_la_session_finit_apres_30_minutes_ou_10_heures(
    client: Client, minutes: int, pas: int, statut: int
) -> None:
    with time_machine.travel(timezone.now(), tick=False) as voyage:
        client.force_login(Agent.objects.get())
        assert naviguer(client, voyage.shift, minutes, pas) == statut


def test_les_durees_sont_celles_decidees() -> None:
    assert (settings.SESSION_COOKIE_AGE, settings.SESSION_DUREE_MAXIMALE) == (1800, 36000)
