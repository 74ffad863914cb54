"""Every address × every profile × an object of one's own unit, of another one, unknown: the expected answer.

The table is in tests/acces/matrice/, a file a trade. Words that must not cross are planted in what is forbidden.
"""

import html
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, reset_queries, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Assure
from servicesocial.perimetre import TOUT, perimetre
from tests.acces.matrice import COLONNES, DOSSIER, FICHIERS, Ligne, fichier_de, lire, lire_tout
from tests.acces.monde import AUTRE, LECTEURS, RESTREINT, Monde, creer_monde
from tests.acces.outils import ALLAUTH, adresse, adresses

pytestmark = pytest.mark.django_db
LIGNES = lire_tout()


@pytest.fixture(scope="module")
def monde(django_db_setup: None, django_db_blocker: Any) -> Iterator[Monde]:
    """Made once a process: each test, then each request, is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield creer_monde()
        transaction.set_rollback(True)


def client_de(monde: Monde, colonne: str) -> Client:
    client = Client()
    agent = monde.agents[colonne]
    if agent is not None:
        client.force_login(agent)
    return client


# No page asks the database more, whoever opens it; the marks of a transaction ask nothing.
QUESTIONS = 30
CADRE = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")


def demander(client: Client, methode: str, url: str) -> tuple[HttpResponse, int]:
    """One request, of which nothing stays: the rows of the table do not depend on one another. And what it asked."""
    # Django forgets the oldest queries of a long log: each request starts its own.
    reset_queries()
    with transaction.atomic(), CaptureQueriesContext(connection) as requetes:
        reponse = getattr(client, methode.lower())(url)
        transaction.set_rollback(True)
    return reponse, sum(not requete["sql"].startswith(CADRE) for requete in requetes.captured_queries)


def code(reponse: HttpResponse) -> str:
    if reponse.status_code == 302 and reponse.headers["Location"].startswith(reverse(settings.LOGIN_URL)):
        return "conn"
    return str(reponse.status_code)


def fuites(reponse: HttpResponse, colonne: str) -> set[str]:
    """The planted words that this column must not read and that are in the body or the headers."""
    lu = html.unescape(reponse.content.decode(errors="replace")) + str(reponse.headers)
    return {mot for mot, lecteurs in LECTEURS.items() if colonne not in lecteurs and mot in lu.lower()}


def ecarts(client: Client, ligne: Ligne, url: str, colonne: str, attendu: str) -> list[str]:
    essais = {"GET": attendu, "POST": "422" if attendu == "200" else attendu}
    if ligne.methode != "FORM":
        essais = {ligne.methode: attendu}
    trouves = []
    for methode, voulu in essais.items():
        reponse, questions = demander(client, methode, url)
        if methode == "GET" and questions > QUESTIONS:
            trouves.append(f"{ligne} : {questions} questions à la base")
        if code(reponse) != voulu:
            trouves.append(f"{ligne} [{methode}] {url} : {code(reponse)} au lieu de {voulu}")
        trouves += [f"{ligne} [{methode}] : « {mot} » se lit" for mot in fuites(reponse, colonne)]
    return trouves


@pytest.mark.parametrize("fichier", FICHIERS)
@pytest.mark.parametrize("colonne", COLONNES)
def test_chaque_adresse_repond_ce_que_dit_la_matrice(monde: Monde, colonne: str, fichier: str) -> None:
    client = client_de(monde, colonne)
    trouves = [
        ecart
        for ligne in lire(fichier)
        for ecart in ecarts(
            client,
            ligne,
            adresse(ligne.nom, monde.objets, ligne.genre, ligne.objet),
            colonne,
            ligne.reponses[colonne],
        )
    ]
    assert trouves == []


@pytest.mark.parametrize("fichier", FICHIERS)
def test_un_objet_inconnu_n_est_trouve_de_personne(monde: Monde, fichier: str) -> None:
    """Asked for by nobody, and by the first profile that may open ours."""
    lignes = [
        ligne for ligne in lire(fichier) if ligne.objet == "sien" and "inconnu" in monde.objets[ligne.genre]
    ]
    clients = {colonne: client_de(monde, colonne) for colonne in COLONNES}
    trouves = []
    for ligne in lignes:
        url = adresse(ligne.nom, monde.objets, ligne.genre, "inconnu")
        anonyme = "conn" if ligne.reponses["anon"] == "conn" else "404"
        for colonne, attendu in (("anon", anonyme), (ligne.lecteur(), "404")):
            trouves += ecarts(clients[colonne], ligne, url, colonne, attendu)
    assert trouves == []


def test_les_mots_temoins_se_lisent_la_ou_ils_doivent(monde: Monde) -> None:
    """Otherwise the matrix would find nothing because nothing was planted."""
    client = Client()
    lus = {}
    for colonne in COLONNES[1:]:
        client.force_login(monde.agents[colonne])
        pages = [
            client.get(adresse(nom, monde.objets, genre)).content.decode()
            for nom, genre in (("cases:dossier", "assure"), ("reporting:bilan", "bilan_a_publier"))
        ]
        for mot in LECTEURS:
            if any(mot in page.lower() for page in pages):
                lus.setdefault(mot, set()).add(colonne)
    assert lus == {mot: set(lecteurs) for mot, lecteurs in LECTEURS.items() if lecteurs}


@pytest.mark.parametrize("mot", [AUTRE, RESTREINT])
def test_les_mots_interdits_sont_bien_en_base(monde: Monde, mot: str) -> None:
    """The same for those that nobody here may read: who may, reads them in the page."""
    with perimetre(TOUT):
        assure = Assure.objects.get(nom=mot)
        referent = assure.accompagnements.get().referents.get().agent
    client = Client()
    client.force_login(referent)
    page = client.get(reverse("cases:dossier", args=[assure.uuid])).content.decode().lower()
    assert page.count(mot) > 15


def test_aucune_adresse_ne_manque_a_la_matrice() -> None:
    """Each in the file of its trade: the message says where its rows are to be written."""
    attendues = {(fichier_de(nom), nom) for nom in adresses() if not nom.startswith(ALLAUTH)}
    ecrites = {(ligne.fichier, ligne.nom) for ligne in LIGNES}
    manquantes = [f"{nom} : à ajouter à {DOSSIER / fichier}.txt" for fichier, nom in attendues - ecrites]
    de_trop = [
        f"{nom} : n'est pas une adresse de {DOSSIER / fichier}.txt" for fichier, nom in ecrites - attendues
    ]
    assert sorted(manquantes + de_trop) == []


def test_chaque_adresse_d_objet_est_essayee_avec_le_sien_et_celui_d_un_autre(monde: Monde) -> None:
    """An unknown one is asked for wherever ours is."""
    for nom in {ligne.nom for ligne in LIGNES}:
        lignes = [ligne for ligne in LIGNES if ligne.nom == nom]
        if {ligne.genre for ligne in lignes} == {"-"}:
            continue
        genres = {ligne.genre for ligne in lignes if "inconnu" in monde.objets[ligne.genre]}
        assert len(genres) == 1, nom
        assert {ligne.objet for ligne in lignes if ligne.genre in genres} == {"sien", "autre"}, nom


def test_chaque_ligne_de_la_matrice_est_unique() -> None:
    assert len({str(ligne) for ligne in LIGNES}) == len(LIGNES)
