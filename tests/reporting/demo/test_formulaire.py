"""The form of a partenaire in the demonstration: open to everybody there, made once."""

import pytest
from django.test import Client

from cases.models import Signalement
from partners.enums import Profil
from partners.models import LienSignalement
from reporting.demo.scene import formulaire
from servicesocial.perimetre import TOUT, perimetre
from tests.fabriques import CommuneFactory, PartenaireFactory, TypePartenaireFactory, un_agent


@pytest.mark.usefixtures("referentiels")
def test_un_lien_en_service_un_autre_revoque_et_quelques_signalements(site):
    for recu in formulaire.RECUS:
        CommuneFactory(code=recu.commune)
    for code in ("cap-emploi", "spst"):
        partenaire = PartenaireFactory(type=TypePartenaireFactory(code=code))
        partenaire.departements.add(site.departement)
    un_agent(Profil.CSAM, site, email=formulaire.COMPTE)
    for _ in range(2):
        formulaire.installer()
    assert Client().get(f"/s/{formulaire.SECRET}").status_code == 200
    assert [lien.revoque_le is None for lien in LienSignalement.objects.order_by("pk")] == [True, False]
    with perimetre(TOUT):
        recus = list(Signalement.objects.all())
    assert len(recus) == len(formulaire.RECUS)
    assert all(recu.a_verifier for recu in recus)
