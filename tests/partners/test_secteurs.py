"""Sectorisation: what serves each commune, gaps and overlaps; communes given to a site, the history kept."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partners.domain.queries.annuaire import site_desservant
from partners.domain.queries.secteurs import EtatSecteur, lire_secteurs
from partners.domain.secteurs import attribuer_communes
from partners.enums import Profil
from partners.models import Commune, Secteur
from servicesocial.models import Journal
from servicesocial.refus import RefusMetier
from tests.fabriques import CommuneFactory, DepartementFactory, SecteurFactory, SiteFactory, un_agent

pytestmark = pytest.mark.django_db
JOUR = datetime.date(2026, 5, 15)


@pytest.fixture
def ain():
    return DepartementFactory(code="01")


@pytest.fixture
def bourg(ain):
    return SiteFactory(departement=ain, nom="Bourg")


@pytest.fixture
def administrateur(ain):
    return un_agent(Profil.ADMINISTRATEUR, ain.region)


def commune(code: str, nom: str = "") -> Commune:
    return CommuneFactory(
        code=code, nom=nom or f"Commune {code}", departement_insee=code[:2], codes_postaux=f"{code[:2]}000"
    )


def etats(ain) -> dict[str, EtatSecteur]:
    return {lue.commune.pk: lue.etat for lue in lire_secteurs(ain, JOUR)}


def test_chaque_commune_dit_ce_qui_la_dessert(ain, bourg):
    lyon = SiteFactory(departement=DepartementFactory(code="69"), nom="Lyon")
    ferme = SiteFactory(departement=ain, nom="Fermé", valide_au=datetime.date(2026, 1, 31))
    for code in ("01001", "01002", "01003", "01004", "01005", "69001", "69002"):
        commune(code)
    SecteurFactory(site=bourg, commune=Commune.objects.get(pk="01001"))
    SecteurFactory(site=ferme, commune=Commune.objects.get(pk="01002"))
    SecteurFactory(site=lyon, commune=Commune.objects.get(pk="01003"))
    SecteurFactory(site=bourg, commune=Commune.objects.get(pk="01004"), du=datetime.date(2024, 1, 1))
    SecteurFactory(site=lyon, commune=Commune.objects.get(pk="01004"), du=datetime.date(2025, 1, 1))
    SecteurFactory(site=bourg, commune=Commune.objects.get(pk="69001"))
    assert etats(ain) == {
        "01001": EtatSecteur.SERVIE,
        "01002": EtatSecteur.SITE_FERME,
        "01003": EtatSecteur.AUTRE_UNITE,
        "01004": EtatSecteur.CHEVAUCHEMENT,
        "01005": EtatSecteur.SANS_SITE,
        "69001": EtatSecteur.SERVIE,
    }


def test_attribuer_garde_l_histoire_et_ne_change_que_ce_qui_change(ain, bourg, administrateur):
    belley = SiteFactory(departement=ain, nom="Belley")
    communes = [commune("01001"), commune("01002")]
    SecteurFactory(site=belley, commune=communes[0], du=datetime.date(2024, 1, 1))
    for attendu in (2, 0):
        faits = attribuer_communes(agent=administrateur, site=bourg, communes=communes, du=JOUR)
        assert faits == attendu
    assert site_desservant(communes[0], "01", JOUR - datetime.timedelta(days=1)) == belley
    assert site_desservant(communes[0], "01", JOUR) == bourg
    assert attribuer_communes(agent=administrateur, site=belley, communes=communes[:1], du=JOUR) == 1
    assert Secteur.objects.filter(commune=communes[0]).count() == 2
    assert Journal.objects.filter(objet_uuid=bourg.uuid, precision__startswith="2 communes").exists()


def test_un_site_ferme_ou_rien_de_choisi_est_refuse(bourg, administrateur):
    with pytest.raises(RefusMetier, match="au moins une commune"):
        attribuer_communes(agent=administrateur, site=bourg, communes=[], du=JOUR)
    bourg.valide_au = JOUR
    with pytest.raises(RefusMetier, match="est fermé à cette date"):
        attribuer_communes(
            agent=administrateur,
            site=bourg,
            communes=[commune("01001")],
            du=JOUR + datetime.timedelta(days=1),
        )


def lignes(reponse) -> list[str]:
    return [lue.commune.pk for lue, *_ in reponse.context["lignes"]]


def test_la_page_filtre_cherche_et_attribue(client: Client, ain, bourg, administrateur):
    for code, nom in (("01001", "Ambérieu"), ("01002", "Bellegarde"), ("01003", "Châtillon")):
        commune(code, nom)
    SecteurFactory(site=bourg, commune=Commune.objects.get(pk="01001"))
    client.force_login(administrateur)
    adresse = reverse("partners:secteurs")
    assert lignes(client.get(adresse)) == ["01001", "01002", "01003"]
    assert lignes(client.get(adresse, {"etat": "sans_site"})) == ["01002", "01003"]
    assert lignes(client.get(adresse, {"q": "bellegarde"})) == ["01002"]
    assert lignes(client.get(adresse, {"q": "01000"})) == ["01001", "01002", "01003"]
    vide = client.post(f"{adresse}?etat=sans_site", {"site": bourg.pk, "du": "2026-05-15"})
    assert vide.status_code == 422
    assert "Choisissez au moins une commune." in vide.content.decode()
    reponse = client.post(
        f"{adresse}?etat=sans_site",
        {"communes": ["01002"], "site": bourg.pk, "du": "2026-05-15"},
        follow=True,
    )
    assert "1 commune desservie par Bourg." in reponse.content.decode()
    assert lignes(reponse) == ["01003"]


def test_qui_lit_n_attribue_pas(client: Client, ain, bourg, administrateur):
    commune("01001")
    for profil in (Profil.CSAM, Profil.MANAGER):
        client.force_login(un_agent(profil, ain))
        assert "Attribuer" not in client.get(reverse("partners:secteurs")).content.decode()
        assert client.post(reverse("partners:secteurs"), {"communes": ["01001"]}).status_code == 403
    ailleurs = SiteFactory(departement=DepartementFactory(code="69"))
    client.force_login(administrateur)
    refus = client.post(
        reverse("partners:secteurs"), {"communes": ["01001"], "site": ailleurs.pk, "du": "2026-05-15"}
    )
    assert refus.status_code == 422
    assert not Secteur.objects.exists()


@pytest.mark.parametrize("nombre", [1, 50])
def test_la_page_coute_autant_pour_1_et_50_communes(client: Client, ain, bourg, administrateur, nombre):
    for rang in range(nombre):
        SecteurFactory(site=bourg, commune=commune(f"01{rang:03}"))
    client.force_login(administrateur)
    client.get(reverse("partners:secteurs"))
    with CaptureQueriesContext(connection) as requetes:
        client.get(reverse("partners:secteurs"))
    assert len(requetes) == 21
