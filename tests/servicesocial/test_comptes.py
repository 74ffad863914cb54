"""Logging in: e-mail and password, no sign-up, a forgotten password by e-mail that tells nobody who has an account."""

import re
import urllib.request

import pytest
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from partners.models import Agent

MOT_DE_PASSE = "une phrase assez longue"
COURRIEL = "marie.durand@exemple.invalid"


@pytest.fixture
def agent(db: None) -> Agent:
    return Agent.objects.create_user(COURRIEL, MOT_DE_PASSE, nom="Durand", prenom="Marie")


def se_connecter(client: Client, courriel: str, mot_de_passe: str) -> int:
    reponse = client.post("/comptes/connexion/", {"login": courriel, "password": mot_de_passe})
    return reponse.status_code


def est_connecte(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("courriel", [COURRIEL, COURRIEL.upper()])
def test_un_agent_entre_avec_son_adresse(client: Client, agent: Agent, courriel: str) -> None:
    assert se_connecter(client, courriel, MOT_DE_PASSE) == 302
    assert est_connecte(client)
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


@pytest.mark.parametrize(
    ("courriel", "mot_de_passe"), [(COURRIEL, "un autre mot"), ("inconnu@exemple.invalid", MOT_DE_PASSE)]
)
def test_un_mauvais_couple_n_entre_pas(
    client: Client, agent: Agent, courriel: str, mot_de_passe: str
) -> None:
    assert se_connecter(client, courriel, mot_de_passe) == 200
    assert not est_connecte(client)


def test_un_compte_ferme_n_entre_pas(client: Client, agent: Agent) -> None:
    agent.is_active = False
    agent.save()
    se_connecter(client, COURRIEL, MOT_DE_PASSE)
    assert not est_connecte(client)


def test_personne_ne_s_inscrit() -> None:
    for nom in ("account_signup", "account_email", "account_set_password"):
        with pytest.raises(NoReverseMatch):
            reverse(nom)


def test_mot_de_passe_oublie_de_bout_en_bout(client: Client, agent: Agent) -> None:
    reponse = client.post("/comptes/mot-de-passe/oublie/", {"email": COURRIEL})
    assert reponse.status_code == 302
    (courrier,) = mail.outbox
    assert courrier.to == [COURRIEL]
    lien = re.search(r"https?://[^/\s]+(/comptes/\S+)", courrier.body)
    assert lien
    formulaire = client.get(lien[1], follow=True)
    nouveau = "une autre phrase assez longue"
    client.post(formulaire.redirect_chain[-1][0], {"password1": nouveau, "password2": nouveau})
    ailleurs = Client()
    assert se_connecter(ailleurs, COURRIEL, MOT_DE_PASSE) == 200
    assert se_connecter(ailleurs, COURRIEL, nouveau) == 302


def test_mot_de_passe_oublie_ne_dit_pas_qui_a_un_compte(client: Client, agent: Agent) -> None:
    reponse = client.post("/comptes/mot-de-passe/oublie/", {"email": "inconnu@exemple.invalid"})
    assert (reponse.status_code, mail.outbox) == (302, [])


@pytest.mark.parametrize("faible", ["court", "123456789012", "motdepasse", "marie.durand"])
def test_un_mot_de_passe_faible_est_refuse(client: Client, agent: Agent, faible: str) -> None:
    client.force_login(agent)
    champs = {"oldpassword": MOT_DE_PASSE, "password1": faible, "password2": faible}
    assert client.post("/comptes/mot-de-passe/changer/", champs).status_code == 200
    agent.refresh_from_db()
    assert agent.check_password(MOT_DE_PASSE)


def test_le_site_repond_par_le_reseau(live_server: object) -> None:
    with urllib.request.urlopen(f"{live_server}/comptes/connexion/", timeout=30) as reponse:
        page = reponse.read().decode()
    assert 'lang="fr"' in page
    assert 'type="password"' in page
