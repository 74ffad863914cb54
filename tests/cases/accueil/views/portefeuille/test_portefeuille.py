"""Mon portefeuille: each filter, each tile, filters that are named and shared, exports."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.enums import Axe
from cases.models import FiltreEnregistre
from partners.enums import Profil
from tests.cases.accueil.views.portefeuille.conftest import (
    il_y_a,
)
from tests.cases.horloge import JOUR
from tests.fabriques import (
    ArretTravailFactory,
    BrouillonFactory,
    FiltreEnregistreFactory,
    RemplacementFactory,
    RendezVousFactory,
    TypeRisqueFactory,
    un_agent,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]


@pytest.fixture
def remplie(suivre, ass, collegue, autre_site):
    suivre("Ordinaire")
    suivre("Oubliée", rencontre=90)
    suivre("Nouvelle", rencontre=0, informee=False, ouvert_le=il_y_a(2))
    attendue = suivre("Attendue")
    RendezVousFactory(accompagnement=attendue, agent=ass, debut=timezone.now() + datetime.timedelta(days=3))
    passee = suivre("Passée")
    RendezVousFactory(accompagnement=passee, agent=ass, debut=timezone.now() - datetime.timedelta(days=3))
    BrouillonFactory(accompagnement=suivre("Brouillonnée"), agent=ass)
    en_arret = suivre("Arrêtée", risque=TypeRisqueFactory(code="invalidite"))
    ArretTravailFactory(assure=en_arret.assure, du=il_y_a(5), au=il_y_a(-5))
    suivre("Turcophone", langue="Turc")
    suivre("Protégée", representant_legal="UDAF d'essai")
    suivre("Soignée", axe=Axe.SPS)
    suivre("Oyonnaxienne", lieu=autre_site)
    suivre("Remplacée", referent=collegue)
    RemplacementFactory(remplace=collegue, remplacant=ass, du=JOUR, au=JOUR)
    suivre("Autre", referent=un_agent(Profil.ASS, autre_site))


TOUTES = {
    "Ordinaire",
    "Oubliée",
    "Nouvelle",
    "Attendue",
    "Passée",
    "Brouillonnée",
    "Arrêtée",
    "Turcophone",
    "Protégée",
    "Soignée",
    "Oyonnaxienne",
    "Remplacée",
}


def noms(reponse) -> set[str]:
    return {suivi.assure.nom for suivi in reponse.context["table"].page.object_list.data}


@pytest.mark.usefixtures("remplie")
class TestFiltres:
    @pytest.mark.parametrize(
        ("filtres", "gardes"),
        [
            ({}, TOUTES),
            ({"sans_contact": "oui"}, {"Oubliée"}),
            ({"information": "a_donner"}, {"Nouvelle"}),
            ({"rendez_vous": "avec"}, {"Attendue"}),
            ({"rendez_vous": "sans"}, TOUTES - {"Attendue"}),
            ({"brouillon": "oui"}, {"Brouillonnée"}),
            ({"arret": "oui"}, {"Arrêtée"}),
            ({"suivi": "remplace"}, {"Remplacée"}),
            ({"suivi": "mien"}, TOUTES - {"Remplacée"}),
            ({"protection": "interprete"}, {"Turcophone"}),
            ({"protection": "protege"}, {"Protégée"}),
            ({"axe": "SPS"}, {"Soignée"}),
            ({"ouvert_depuis": "2026-05-13"}, {"Nouvelle"}),
            ({"axe": "PDP", "rendez_vous": "avec"}, {"Attendue"}),
            # What is not valid filters nothing, and says so nowhere as a choice.
            ({"axe": "XXX"}, TOUTES),
            ({"inconnu": "oui"}, TOUTES),
        ],
    )
    def test_chaque_filtre_garde_les_siennes(self, connecte, adresse, filtres, gardes):
        assert noms(connecte.get(adresse, filtres)) == gardes

    def test_le_site_et_le_risque(self, connecte, adresse, autre_site):
        assert noms(connecte.get(adresse, {"site": autre_site.pk})) == {"Oyonnaxienne"}
        risque = TypeRisqueFactory(code="invalidite")
        assert noms(connecte.get(adresse, {"risque": risque.pk})) == {"Arrêtée"}

    def test_chaque_tuile_est_la_longueur_de_sa_liste(self, connecte, adresse):
        tuiles = connecte.get(adresse).context["tuiles"]
        assert {libelle: nombre for libelle, nombre, *_ in tuiles} == {
            "Toutes les personnes": 12,
            "À relancer": 1,
            "Sans rendez-vous à venir": 11,
            "Brouillons": 1,
            "À informer": 1,
            "En arrêt de travail": 1,
        }
        for libelle, nombre, filtres, *_ in tuiles:
            page = connecte.get(f"{adresse}?{filtres}")
            assert len(page.context["table"].rows) == nombre, libelle
            assert [courant for *_, courant in page.context["tuiles"]].count(True) == 1

    def test_les_tris(self, connecte, adresse):
        def ordre(tri):
            table = connecte.get(adresse, {"sort": tri}).context["table"]
            return [suivi.assure.nom for suivi in table.page.object_list.data]

        assert ordre("-assure")[0] == "Turcophone"
        assert ordre("dernier_contact")[0] == "Oubliée"
        assert ordre("prochain_rendez_vous")[0] == "Attendue"
        assert ordre("-ouvert_le")[0] == "Nouvelle"

    def test_rien_ne_repond_aux_filtres(self, connecte, adresse):
        page = connecte.get(adresse, {"axe": "SPS", "arret": "oui"}).content.decode()
        assert "Personne ne répond à ces filtres" in page


def test_un_portefeuille_vide_et_les_autres_profils(client, connecte, adresse, csam, manager):
    assert "Vous ne suivez encore personne" in connecte.get(adresse).content.decode()
    for agent in (csam, manager):
        client.force_login(agent)
        assert client.get(adresse).status_code == 403


@pytest.mark.parametrize("combien", [1, 50])
def test_le_portefeuille_coute_autant_pour_une_personne_que_pour_cinquante(
    connecte, adresse, suivre, ass, django_assert_num_queries, combien
):
    for rang in range(combien):
        suivi = suivre(f"Personne{rang}")
        RendezVousFactory(accompagnement=suivi, agent=ass, debut=timezone.now() + datetime.timedelta(days=3))
        BrouillonFactory(accompagnement=suivi, agent=ass)
    with django_assert_num_queries(19):
        connecte.get(adresse)


class TestFiltresEnregistres:
    def nommer(self, client, nom, filtres):
        return client.post(reverse("cases:filtre_nommer"), {"nom": nom, "filtres": filtres})

    def test_un_filtre_se_nomme_se_retrouve_et_s_oublie(self, connecte, adresse, suivre, ass):
        suivre("Soignée", axe=Axe.SPS)
        assert self.nommer(connecte, "Mes SPS", "axe=SPS&inconnu=1&sans_contact=").status_code == 302
        filtre = FiltreEnregistre.objects.get()
        assert (filtre.agent, filtre.nom, filtre.adresse) == (ass, "Mes SPS", "axe=SPS")
        page = connecte.get(f"{adresse}?axe=SPS")
        assert [(f.nom, courant) for f, courant in page.context["filtres"]] == [("Mes SPS", True)]
        oubli = reverse("cases:filtre_oublier", args=[filtre.uuid])
        assert "Oublier le filtre « Mes SPS »" in connecte.get(oubli).content.decode()
        assert connecte.post(oubli).status_code == 302
        assert not FiltreEnregistre.objects.exists()

    @pytest.mark.parametrize(
        ("nom", "filtres", "phrase"),
        [
            ("", "axe=SPS", "Donnez un nom"),
            ("x" * 61, "axe=SPS", "60 caractères"),
            ("Vide", "", "au moins un filtre"),
            ("Vide", "axe=XXX", "au moins un filtre"),
            ("déjà pris", "axe=SPS", "déjà un filtre de ce nom"),
        ],
    )
    def test_ce_qui_ne_s_enregistre_pas_se_dit_et_reste(self, connecte, suivre, ass, nom, filtres, phrase):
        suivre("Soignée", axe=Axe.SPS)
        FiltreEnregistreFactory(agent=ass, nom="Déjà pris")
        reponse = self.nommer(connecte, nom, filtres)
        assert reponse.status_code == 422
        contenu = reponse.content.decode()
        assert phrase in contenu
        assert f'value="{nom}"' in contenu
        assert FiltreEnregistre.objects.count() == 1

    def test_vingt_filtres_au_plus(self, connecte, ass):
        for _ in range(20):
            FiltreEnregistreFactory(agent=ass)
        self.nommer(connecte, "Un de trop", "axe=SPS")
        assert FiltreEnregistre.objects.count() == 20

    def test_son_adresse_montre_a_chacun_ses_propres_suivis(
        self, client, connecte, adresse, suivre, collegue, site
    ):
        suivre("Mienne", axe=Axe.SPS)
        suivre("Sienne", axe=Axe.SPS, referent=collegue)
        assert noms(connecte.get(f"{adresse}?axe=SPS")) == {"Mienne"}
        client.force_login(collegue)
        assert noms(client.get(f"{adresse}?axe=SPS")) == {"Sienne"}

    def test_celui_d_un_autre_n_existe_pas(self, connecte, collegue):
        oubli = reverse("cases:filtre_oublier", args=[FiltreEnregistreFactory(agent=collegue).uuid])
        assert (connecte.get(oubli).status_code, connecte.post(oubli).status_code) == (404, 404)
