"""The page of the delays: who reads it, what it says, what it never says."""

import datetime
import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.enums import EtatSignalement
from partners.enums import Profil
from partners.models import Agent, Departement, Site
from tests.fabriques import (
    AccompagnementFactory,
    AssureFactory,
    ContactFactory,
    DepartementFactory,
    ParametreFactory,
    RegionFactory,
    RendezVousFactory,
    SignalementFactory,
    un_agent,
)

pytestmark = pytest.mark.django_db
DELAIS = "/delais/"
LE = datetime.date(2023, 4, 3)
# Session, account, affectations and units; the choices of the form; then those of calculer_delais.
REQUETES = 22


@pytest.fixture(autouse=True)
def promesse(db: None) -> None:
    ParametreFactory()


def recu(site: Site, combien: int = 1) -> None:
    """Signalements with a rendez-vous nine days after and a contact the same day; witnesses in every name."""
    for _ in range(combien):
        assure = AssureFactory(departement=site.departement, nom="Témoinpersonne", prenom="Témoinprénom")
        referent = un_agent(Profil.ASS, site, nom="Témoinagent")
        accompagnement = AccompagnementFactory(assure=assure, site=site, ouvert_le=LE, referent=referent)
        RendezVousFactory(accompagnement=accompagnement)
        ContactFactory(assure=assure, agent=referent)
        SignalementFactory(
            site=site,
            assure=assure,
            recu_le=LE,
            nom="Témoinsignalé",
            motif="Témoinmotif",
            etat=EtatSignalement.CONVERTI,
            clos_le=LE,
            accompagnement=accompagnement,
            affecte_a=referent,
            affecte_le=LE,
        )


def lire(client: Client, agent: Agent, **choix: str) -> str:
    client.force_login(agent)
    reponse = client.get(DELAIS, choix)
    assert reponse.status_code == 200
    return re.sub(r"\s+", " ", html.unescape(reponse.content.decode()))


@pytest.mark.parametrize("profil", ["manager", "agent_region"])
def test_le_manager_et_la_region_lisent_les_chiffres(
    client: Client, site: Site, profil: str, request: pytest.FixtureRequest
) -> None:
    recu(site, 5)
    page = lire(client, request.getfixturevalue(profil), annee="2023")
    assert "Délais 2023 – Ain" in page
    assert '<div class="carte-valeur">9 jours</div>' in page
    assert '<div class="carte-valeur">100 %</div>' in page
    assert "5 sur 5 mesurés" in page
    assert "Premier rendez-vous sous 14 jours" in page
    assert "Écartés : aucun." in page
    assert "<svg" in page
    assert "Avril, 9 jours (5 mesurés)" in page


@pytest.mark.parametrize("profil", ["ass", "csam", "secretaire", "administrateur"])
def test_personne_d_autre(client: Client, profil: str, request: pytest.FixtureRequest) -> None:
    client.force_login(request.getfixturevalue(profil))
    assert client.get(DELAIS).status_code == 403
    assert client.get(DELAIS, {"unite": "01", "annee": "2023"}).status_code == 403
    assert DELAIS not in client.get("/").content.decode()


def test_aucun_nom_ne_se_lit(client: Client, manager: Agent, site: Site) -> None:
    recu(site, 6)
    page = lire(client, manager, annee="2023")
    assert "6 mesurés" in page
    assert "témoin" not in page.lower()


def test_une_unite_d_une_autre_region_ne_se_lit_pas(
    client: Client, agent_region: Agent, manager: Agent, site: Site, site_ardeche: Site
) -> None:
    """The unit of another manager, of another région, one that does not exist: no figure, and the reason."""
    DepartementFactory(code="21", nom="Côte-d'Or", region=RegionFactory(code="BF", nom="Bourgogne"))
    recu(site, 5)
    essais = [(manager, "07"), (manager, "21"), (agent_region, "21"), (agent_region, "99")]
    for agent, unite in (*essais, (manager, "01' OR 1=1"), (manager, "a\0b")):
        page = lire(client, agent, annee="2023", unite=unite)
        assert "Cette unité n'existe pas ou n'est pas la vôtre." in page
        assert "carte-valeur" not in page
        assert "Côte-d'Or" not in page
    assert "Délais 2023 – Ardèche" in lire(client, agent_region, annee="2023", unite="07")


@pytest.mark.parametrize("choix", [
    {"annee": "abc"}, {"annee": "99999999999999999999"}, {"annee": "2023\0"}, {"annee": "-1"},
    {"site": "privas"}, {"site": "a\0b"}, {"origine": "x' OR 1=1"}, {"origine": "\0"},
])  # fmt: skip
def test_adresse_hostile(
    client: Client, manager: Agent, site: Site, site_ardeche: Site, choix: dict[str, str]
) -> None:
    recu(site)
    page = lire(client, manager, **choix)
    assert "Ces délais ne peuvent pas être lus." in page
    assert "carte-valeur" not in page


def test_choix_vides_et_inconnus_sans_effet(client: Client, manager: Agent, site: Site) -> None:
    annee = timezone.localdate().year
    page = lire(client, manager, annee="", unite="", site="", origine="", autre="1")
    assert f"Délais {annee} – Ain" in page
    assert "Aucun signalement reçu ne répond à ce choix." in page


def test_tous_ecartes_et_trop_peu(client: Client, manager: Agent, site: Site) -> None:
    SignalementFactory(site=site, recu_le=LE, etat=EtatSignalement.SANS_SUITE, clos_le=LE)
    page = lire(client, manager, annee="2023")
    assert "Tous les signalements de ce choix sont écartés." in page
    assert "1 sans suite, 0 avec réorientation" in page
    recu(site)
    page = lire(client, manager, annee="2023")
    assert "trop peu pour une médiane" in page
    assert "Aucun mois ne compte assez de rendez-vous mesurés" in page


def test_la_page_ne_coute_pas_plus_pour_cinquante(
    client: Client, manager: Agent, ain: Departement, site: Site
) -> None:
    client.force_login(manager)
    for combien in (1, 49):
        recu(site, combien)
        with CaptureQueriesContext(connection) as capture:
            assert client.get(DELAIS, {"annee": "2023"}).status_code == 200
        assert len(capture) == REQUETES
