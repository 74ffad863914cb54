"""The matching of a signalement reads the dossiers through their indexes, on a base of real size."""

import pytest

from cases.chiffrement import indexer_nir
from cases.models import Assure, Signalement
from cases.personnes.queries.rapprochement import _candidats, dossiers_ailleurs
from partners.enums import Profil
from partners.models import Departement
from servicesocial.perimetre import TOUT, perimetre
from tests.fabriques import SiteFactory, un_agent

# django_db: without a test that asks for it, pytest-django makes no test database.
pytestmark = pytest.mark.django_db


def test_les_rapprochements_passent_par_les_index(demonstration):
    ain = Departement.objects.get(code="01")
    with perimetre(TOUT):
        agent = un_agent(Profil.CSAM, SiteFactory(departement=ain))
        assert Assure.objects.count() > 10_000
        connu = Assure.objects.filter(departement=ain).exclude(telephone="").exclude(date_naissance=None)[0]
        signalement = Signalement(
            departement=ain,
            nom=connu.nom,
            prenom=connu.prenom,
            date_naissance=connu.date_naissance,
            telephone=connu.telephone,
            nir_index=indexer_nir("180019900100178"),
        )
        candidats = _candidats(agent, signalement)
        assert connu in candidats
        plan, ailleurs = candidats.explain(), dossiers_ailleurs(signalement).explain()
    for index in ("assure_nom_debut", "nir_index", "assure_unite_telephone", "assure_unite_nes_le"):
        assert index in plan
    assert "Seq Scan on cases_assure" not in plan + ailleurs
