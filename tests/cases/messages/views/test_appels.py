"""Counting calls from any page, taking the last one back, reading the counts: never who had them."""

import datetime

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from cases.messages.queries.appels import Periode, bornes
from cases.models import CompteAppels
from partners.enums import Profil
from servicesocial.models import Journal
from tests.cases.horloge import JOUR
from tests.cases.signalements.views.outils import texte
from tests.fabriques import CampagneAppelsFactory, CompteAppelsFactory, SiteFactory, un_agent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]
RECU, MANQUE, PASSE, SANS_REPONSE = "entrant-traite", "entrant-manque", "sortant-traite", "sortant-manque"


@pytest.fixture
def connecte(client: Client, csam) -> Client:
    client.force_login(csam)
    return client


def dits(reponse) -> str:
    return " ".join(str(message) for message in get_messages(reponse.wsgi_request))


def compter(client: Client, appel: str = RECU, **entetes):
    return client.post(reverse("cases:appel_compter"), {"appel": appel}, headers=entetes or None)


def comptes() -> list[tuple]:
    return list(
        CompteAppels.objects.order_by("sens", "-traite", "campagne").values_list(
            "site__nom", "jour", "sens", "traite", "campagne__code", "nombre"
        )
    )


def test_chaque_bouton_compte_le_sien(connecte, site):
    for appel in (RECU, MANQUE, PASSE, SANS_REPONSE):
        compter(connecte, appel)
    compter(connecte, RECU)
    assert comptes() == [
        (site.nom, JOUR, "entrant", True, None, 2),
        (site.nom, JOUR, "entrant", False, None, 1),
        (site.nom, JOUR, "sortant", True, None, 1),
        (site.nom, JOUR, "sortant", False, None, 1),
    ]


def test_rien_ne_dit_qui_a_eu_l_appel(connecte, site):
    avant = Journal.objects.count()
    compter(connecte)
    assert Journal.objects.count() == avant
    assert {champ.name for champ in CompteAppels._meta.get_fields()} == {
        "id",
        "site",
        "jour",
        "sens",
        "traite",
        "campagne",
        "nombre",
    }


def test_un_double_clic_compte_un_appel(connecte, site):
    with time_machine.travel(datetime.datetime(2026, 5, 15, 10, tzinfo=datetime.UTC), tick=False) as horloge:
        compter(connecte)
        horloge.shift(1)
        assert "déjà compté" in dits(compter(connecte))
        assert comptes()[0][-1] == 1
        horloge.shift(3)
        compter(connecte)
        assert comptes()[0][-1] == 2


def test_le_dernier_se_retire_pendant_cinq_minutes_et_une_fois(connecte, site):
    with time_machine.travel(datetime.datetime(2026, 5, 15, 10, tzinfo=datetime.UTC), tick=False) as horloge:
        compter(connecte, PASSE)
        assert "Appel passé, abouti, à 12 h" in texte(connecte.get(reverse("cases:signalements")))
        assert "retiré" in dits(connecte.post(reverse("cases:appel_retirer")))
        assert comptes()[0][-1] == 0
        assert "plus d’appel à retirer" in dits(connecte.post(reverse("cases:appel_retirer")))
        horloge.shift(10)
        compter(connecte, PASSE)
        horloge.shift(301)
        assert "Appel passé, abouti, à" not in texte(connecte.get(reverse("cases:signalements")))
        assert "plus d’appel à retirer" in dits(connecte.post(reverse("cases:appel_retirer")))
        assert comptes()[0][-1] == 1


def test_les_touches_sont_sur_chaque_page_d_une_csam_et_d_elle_seule(client, csam, ass, secretaire):
    for agent, attendu in ((csam, True), (ass, False), (secretaire, False)):
        client.force_login(agent)
        page = client.get(reverse("cases:dossiers")).content.decode()
        assert ('data-raccourci="o e"' in page) is attendu
        assert ('data-raccourci="o s"' in page) is attendu


def test_la_reponse_de_la_touche_est_un_fragment(connecte, site):
    reponse = compter(connecte, **{"HX-Request": "true"})
    assert reponse.status_code == 200
    assert reponse.content.decode().lstrip().startswith('<p id="appels-dernier"')
    assert "Appel reçu, traité : compté pour Bourg-en-Bresse." in texte(reponse)


def test_de_plusieurs_sites_on_choisit_d_abord(client, ain, site, autre_site):
    csam = un_agent(Profil.CSAM, ain)
    client.force_login(csam)
    assert compter(client, **{"HX-Request": "true"}).headers["HX-Redirect"] == reverse("cases:appels")
    assert comptes() == []
    campagne = CampagneAppelsFactory()
    client.post(reverse("cases:appels_regler"), {"site": autre_site.pk, "campagne": campagne.pk})
    compter(client)
    assert comptes() == [("Oyonnax", JOUR, "entrant", True, campagne.code, 1)]


def test_on_ne_compte_ni_pour_un_autre_site_ni_n_importe_quoi(connecte, autre_site):
    reponse = connecte.post(reverse("cases:appels_regler"), {"site": autre_site.pk})
    assert "Choisissez un de vos sites." in dits(reponse)
    assert "rien n’est compté" in dits(compter(connecte, "ailleurs"))
    assert comptes() == []


class TestPage:
    def test_par_site_et_campagne_avec_le_total(self, connecte, site, autre_site):
        campagne = CampagneAppelsFactory()
        CompteAppelsFactory(site=site, jour=JOUR, nombre=3)
        CompteAppelsFactory(site=site, jour=JOUR, traite=False, nombre=2)
        CompteAppelsFactory(site=autre_site, jour=JOUR, sens="sortant", campagne=campagne, nombre=4)
        CompteAppelsFactory(site=site, jour=JOUR - datetime.timedelta(days=7), nombre=50)
        contexte = connecte.get(reverse("cases:appels")).context
        assert [
            (li.site, li.campagne, li.recus, li.recus_traites, li.passes, li.total)
            for li in contexte["lignes"]
        ] == [
            (site.nom, "", 5, 3, 0, 5),
            (autre_site.nom, campagne.libelle, 0, 0, 4, 4),
        ]
        assert (contexte["total"].total, contexte["libelle"]) == (9, "du 11/05/2026 au 17/05/2026")
        mois = connecte.get(reverse("cases:appels"), {"periode": "mois"}).context
        assert mois["total"].total == 59

    def test_une_autre_unite_n_y_est_pas(self, client, csam, manager, agent_region, site_ardeche, site):
        CompteAppelsFactory(site=site_ardeche, jour=JOUR)
        for agent in (csam, manager):
            client.force_login(agent)
            assert client.get(reverse("cases:appels")).context["lignes"] == []
        client.force_login(agent_region)
        assert len(client.get(reverse("cases:appels")).context["lignes"]) == (
            site_ardeche.departement.region == site.departement.region
        )

    def test_une_adresse_fausse_montre_la_semaine(self, connecte):
        for adresse in ({"jour": "\0"}, {"jour": "9999-12-31"}, {"periode": "siecle"}, {"jour": "hier"}):
            reponse = connecte.get(reverse("cases:appels"), adresse)
            assert reponse.context["libelle"] == "du 11/05/2026 au 17/05/2026"

    def test_l_export_ne_porte_pas_de_formule(self, connecte, ain):
        CompteAppelsFactory(site=SiteFactory(departement=ain, nom="=1+1"), jour=JOUR, nombre=2)
        contenu = connecte.get(reverse("cases:appels_export")).content.decode("utf-8-sig")
        assert contenu.splitlines()[1] == "'=1+1;;2;2;0;0;2"

    @pytest.mark.parametrize("combien", [1, 50])
    def test_la_page_en_un_nombre_fixe(self, connecte, ain, django_assert_num_queries, combien):
        for numero in range(combien):
            CompteAppelsFactory(site=SiteFactory(departement=ain, nom=f"Site {numero}"), jour=JOUR)
        # Session, agent, affectations, scope, savepoints; then the sites (2), the campaigns and the counts.
        with django_assert_num_queries(16):
            connecte.get(reverse("cases:appels"))


@pytest.mark.parametrize(
    ("periode", "jour", "attendues"),
    [
        (Periode.JOUR, "2026-05-15", ("2026-05-15", "2026-05-15")),
        (Periode.SEMAINE, "2026-05-11", ("2026-05-11", "2026-05-17")),
        (Periode.SEMAINE, "2026-05-17", ("2026-05-11", "2026-05-17")),
        (Periode.MOIS, "2024-02-29", ("2024-02-01", "2024-02-29")),
        (Periode.MOIS, "2026-12-31", ("2026-12-01", "2026-12-31")),
    ],
)
def test_bornes(periode, jour, attendues):
    du, au = bornes(periode, datetime.date.fromisoformat(jour))
    assert (du.isoformat(), au.isoformat()) == attendues


@pytest.mark.parametrize("vue", ["appel_compter", "appel_retirer"])
def test_deux_envois_en_meme_temps_n_en_font_qu_un(connecte, site, vue):
    """Each reads the session as it was before the other: here the second one finds it put back."""
    CompteAppelsFactory(site=site, jour=JOUR, nombre=7)
    compter(connecte)
    avant = comptes()[0][-1]
    with time_machine.travel("2026-05-15 12:01:00+02:00"):
        session = Session.objects.get(pk=connecte.session.session_key)
        for _ in range(2):
            session.save()
            connecte.post(reverse(f"cases:{vue}"), {"appel": RECU})
    assert abs(comptes()[0][-1] - avant) == 1
