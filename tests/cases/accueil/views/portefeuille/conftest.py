"""Somebody who follows people, and how a test makes him follow them."""

import datetime

import pytest
from django.urls import reverse

from tests.cases.horloge import JOUR
from tests.fabriques import AccompagnementFactory, AssureFactory, EntretienFactory, InformationFactory


def il_y_a(jours: int) -> datetime.date:
    return JOUR - datetime.timedelta(days=jours)


@pytest.fixture
def connecte(client, ass):
    client.force_login(ass)
    return client


@pytest.fixture
def adresse() -> str:
    return reverse("cases:portefeuille")


@pytest.fixture
def suivre(site, ass):
    """`suivre(nom, …)`: somebody whom the ASS follows, met ten days ago and informed, unless said otherwise."""

    def ouvrir(nom, *, referent=ass, lieu=site, rencontre=10, informee=True, **champs):
        personne = {cle: champs.pop(cle) for cle in list(champs) if cle in {"langue", "representant_legal"}}
        suivi = AccompagnementFactory(
            assure=AssureFactory(departement=lieu.departement, nom=nom, **personne),
            site=lieu,
            referent=referent,
            **({"ouvert_le": il_y_a(100)} | champs),
        )
        if rencontre:
            EntretienFactory(accompagnement=suivi, date=il_y_a(rencontre), prochaine_etape=f"Étape {nom}")
        if informee:
            InformationFactory(assure=suivi.assure)
        return suivi

    return ouvrir
