"""The two addresses of the supervision."""

import pytest
from django.db import connection
from django.test import Client

from servicesocial.environnement import chemins


def test_vivant_ne_touche_pas_a_la_base() -> None:
    # Without the mark django_db, a query would raise.
    reponse = Client().get("/sante/vivant")
    assert (reponse.status_code, reponse.json()) == (200, {"vivant": True})


@pytest.mark.django_db
def test_pret_quand_tout_repond() -> None:
    reponse = Client().get("/sante/pret")
    assert (reponse.status_code, reponse.json()) == (200, {"base": True, "file": True})


@pytest.mark.django_db
def test_pas_pret_sans_redis(settings: pytest.FixtureRequest) -> None:
    settings.URL_REDIS = f"unix://{chemins.dossier_var() / 'absent.sock'}"
    reponse = Client().get("/sante/pret")
    assert (reponse.status_code, reponse.json()) == (503, {"base": True, "file": False})


@pytest.mark.django_db(transaction=True)
def test_pas_pret_sans_base(monkeypatch: pytest.MonkeyPatch) -> None:
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "NAME", "absente")
    reponse = Client().get("/sante/pret")
    connection.close()
    assert (reponse.status_code, reponse.json()) == (503, {"base": False, "file": True})
