"""What a page costs: none asks the database more than thirty questions, whoever opens it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.acces.matrice import COLONNES, lire
from tests.acces.monde import creer_monde
from tests.acces.outils import adresse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]
LIMITE = 30
# Marks of the transaction, which ask nothing.
CADRE = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")


def test_aucune_page_ne_pose_plus_de_trente_questions() -> None:
    monde = creer_monde()
    client = Client()
    couts = {}
    for colonne in COLONNES[2:]:
        client.force_login(monde.agents[colonne])
        for ligne in lire():
            if ligne.methode not in {"GET", "FORM"} or ligne.reponses[colonne] != "200":
                continue
            with CaptureQueriesContext(connection) as requetes:
                client.get(adresse(ligne.nom, monde.objets, ligne.objet))
            cout = sum(not requete["sql"].startswith(CADRE) for requete in requetes.captured_queries)
            couts[f"{ligne.nom} ({colonne})"] = cout
    assert len(couts) > 100
    assert {page: cout for page, cout in couts.items() if cout > LIMITE} == {}
