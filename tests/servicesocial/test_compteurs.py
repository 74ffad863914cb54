"""Counting sendings, with the real Redis, without it, and from where they come."""

import pytest
import time_machine
from django.core.cache import cache
from django.test import RequestFactory

from servicesocial.pages.compteurs import adresse_du_visiteur, compter
from servicesocial.settings import base


def test_compte_par_fenetre_et_par_personne():
    with time_machine.travel("2026-05-15 10:00Z", tick=False) as horloge:
        assert [compter("essai", "a", 60) for _ in range(3)] == [1, 2, 3]
        assert compter("essai", "b", 60) == 1
        assert compter("autre", "a", 60) == 1
        horloge.shift(60)
        assert compter("essai", "a", 60) == 1


def test_avec_le_vrai_redis_sans_y_laisser_d_adresse(settings):
    settings.CACHES = base.CACHES
    qui = "192.0.2.33"
    premier = compter("essai-redis", qui, 60)
    assert compter("essai-redis", qui, 60) == premier + 1
    client = cache._cache.get_client()
    assert not [cle for cle in client.scan_iter("ssam*") if qui.encode() in cle]


def test_sans_redis_rien_n_est_compte(settings, tmp_path, caplog):
    settings.CACHES = {"default": base.CACHES["default"] | {"LOCATION": f"unix://{tmp_path}/absent.sock"}}
    assert [compter("essai", "a", 60) for _ in range(3)] == [0, 0, 0]
    assert "ne sont plus comptés" in caplog.text


@pytest.mark.parametrize(
    ("mandataires", "entetes", "attendu"),
    [
        (0, {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}, "192.0.2.1"),
        (1, {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}, "203.0.113.9"),
        (1, {"HTTP_X_FORWARDED_FOR": "1.1.1.1, 203.0.113.9"}, "203.0.113.9"),
        (1, {}, "192.0.2.1"),
        (1, {"HTTP_X_FORWARDED_FOR": "2001:db8:1:2:3:4:5:6"}, "2001:db8:1:2::/64"),
    ],
)
def test_d_ou_vient_une_requete(settings, mandataires, entetes, attendu):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = mandataires
    requete = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", **entetes)
    assert adresse_du_visiteur(requete) == attendu
