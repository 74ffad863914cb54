"""The nominative lists: dossiers, my accompagnements, signalements, the appointments of a day."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.enums import EtatSignalement
from cases.models import Assure
from servicesocial.enums import ActionJournal
from servicesocial.models import Journal
from servicesocial.perimetre import perimetre
from tests.cases.horloge import JOUR
from tests.fabriques import (
    AccompagnementFactory,
    AssureFactory,
    CommuneFactory,
    RendezVousFactory,
    SignalementFactory,
    SituationClotureFactory,
    fixer_axe,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]


def a_midi(jour: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(jour, datetime.time(12)))


def ouvrir(nom: str, site, referent, **champs):
    assure = AssureFactory(departement=site.departement, nom=nom, prenom="Alix")
    return AccompagnementFactory(assure=assure, site=site, referent=referent, **champs)


def clore(nom: str, site, referent):
    return ouvrir(
        nom, site, referent, clos_le=JOUR, site_cloture=site, situation_cloture=SituationClotureFactory()
    )


@pytest.fixture
def connecte(client: Client, ass):
    client.force_login(ass)
    return client


def noms(client: Client, **filtres) -> list[str]:
    reponse = client.get(reverse("cases:dossiers"), filtres)
    assert reponse.status_code == 200
    return [ligne.record.nom for ligne in reponse.context["table"].rows]


class TestDossiers:
    def test_les_dossiers_en_cours_de_l_unite_par_ordre_alphabetique(
        self, connecte, ass, collegue, site, autre_site, site_ardeche, ass_ardeche
    ):
        ouvrir("Zola", site, ass)
        ouvrir("Éluard", autre_site, collegue)
        clore("Camus", site, ass)
        ouvrir("Sand", site_ardeche, ass_ardeche)
        AssureFactory(nom="Jamais")
        assert noms(connecte) == ["Éluard", "Zola"]
        assert noms(connecte, etat="clos") == ["Camus"]

    def test_les_filtres_portent_sur_un_meme_accompagnement(self, connecte, ass, site, autre_site):
        """Open in PDP at one site and closed in SPS at the other: neither mixture is found."""
        suivi = ouvrir("Double", site, ass)
        AccompagnementFactory(
            assure=suivi.assure,
            site=autre_site,
            axe="SPS",
            referent=ass,
            clos_le=JOUR,
            site_cloture=autre_site,
            situation_cloture=SituationClotureFactory(),
        )
        assert noms(connecte, axe="PDP", site=site.pk) == ["Double"]
        assert noms(connecte, axe="SPS") == []
        assert noms(connecte, axe="PDP", site=autre_site.pk) == []
        assert noms(connecte, axe="SPS", site=autre_site.pk, etat="clos") == ["Double"]

    def test_l_axe_est_celui_du_jour(self, connecte, ass, site):
        fixer_axe(ouvrir("Passée", site, ass, axe="SPS"), "PDP", du=JOUR)
        assert noms(connecte, axe="PDP") == ["Passée"]
        assert noms(connecte, axe="SPS") == []

    def test_l_initiale(self, connecte, ass, site):
        for nom in ("Martin", "Élan", "Mora"):
            ouvrir(nom, site, ass)
        assert noms(connecte, initiale="M") == ["Martin", "Mora"]
        assert noms(connecte, initiale="E") == ["Élan"]

    def test_les_pages_se_suivent_sans_trou_ni_double(self, connecte, ass, site):
        attendus = [f"Nom{numero:02}" for numero in range(51)]
        # Two people of the same name at the edge of a page.
        for nom in [*attendus, "Nom24"]:
            ouvrir(nom, site, ass)
        lus: list[str] = []
        adresse = reverse("cases:dossiers")
        while adresse:
            contexte = connecte.get(adresse).context
            lus += [ligne.record.nom for ligne in contexte["table"].rows]
            adresse = f"{reverse('cases:dossiers')}?{contexte['suite']}" if contexte["suite"] else ""
        assert lus == sorted([*attendus, "Nom24"])

    def test_les_adresses_ne_portent_aucun_nom(self, connecte, ass, site):
        for numero in range(30):
            ouvrir(f"Secret{numero}", site, ass)
        contexte = connecte.get(reverse("cases:dossiers"), {"axe": "PDP"}).context
        assert contexte["suite"].startswith("axe=PDP&apres=")
        assert "secret" not in contexte["suite"].lower()

    @pytest.mark.parametrize("apres", ["nimporte", "00000000-0000-4000-8000-000000000000", ""])
    def test_une_suite_qui_n_existe_pas_montre_le_debut(self, connecte, ass, site, apres):
        ouvrir("Seule", site, ass)
        assert noms(connecte, apres=apres) == ["Seule"]

    @pytest.mark.parametrize(
        "filtre", [{"axe": "XXX"}, {"site": "x"}, {"initiale": "MARTIN"}, {"etat": "tous"}]
    )
    def test_un_filtre_inconnu_est_ignore(self, connecte, ass, site, filtre):
        ouvrir("Seule", site, ass)
        assert noms(connecte, **filtre) == ["Seule"]

    def test_une_adresse_confidentielle_ne_se_lit_pas_dans_la_liste(self, connecte, ass, site):
        suivi = ouvrir("Protégée", site, ass)
        with perimetre(["01"]):
            Assure.objects.filter(pk=suivi.assure.pk).update(
                adresse_confidentielle=True, commune=CommuneFactory(nom="Seillonnaz")
            )
        contenu = connecte.get(reverse("cases:dossiers")).content.decode()
        assert "Confidentielle" in contenu
        assert "Seillonnaz" not in contenu

    def test_l_affichage_est_journalise(self, connecte, ass, site):
        ouvrir("Vue", site, ass)
        connecte.get(reverse("cases:dossiers"), {"axe": "PDP"})
        ligne = Journal.objects.get(action=ActionJournal.LISTE)
        assert (ligne.agent, ligne.objet, ligne.precision) == (ass, "assure", "1 dossiers : ouverts, PDP")

    @pytest.mark.parametrize("combien", [1, 50])
    def test_le_nombre_de_requetes_ne_depend_pas_de_la_longueur(
        self, connecte, ass, site, django_assert_num_queries, combien
    ):
        for numero in range(combien):
            ouvrir(f"Nom{numero}", site, ass)
        with django_assert_num_queries(17):
            connecte.get(reverse("cases:dossiers"))

    def test_le_fragment_htmx_est_la_zone_de_la_page(self, connecte, ass, site):
        ouvrir("Seule", site, ass)
        adresse = reverse("cases:dossiers")
        page = connecte.get(adresse).content.decode()
        fragment = connecte.get(adresse, headers={"HX-Request": "true"}).content.decode()
        assert fragment.strip().startswith('<div id="resultats">')
        assert fragment.strip() in page


class TestSignalements:
    def test_filtres(self, client, csam, secretaire, site, autre_site):
        SignalementFactory(site=site, nom="Tard", recu_le=JOUR - datetime.timedelta(days=30))
        SignalementFactory(site=autre_site, nom="Autresite", recu_le=JOUR)
        SignalementFactory(site=site, nom="Vue", recu_le=JOUR, etat=EtatSignalement.QUALIFIE)
        adresse = reverse("cases:signalements")

        def lus(agent, **filtres):
            client.force_login(agent)
            table = client.get(adresse, filtres).context["table"]
            return [signalement.nom for signalement in table.page.object_list.data]

        assert lus(secretaire) == ["Tard", "Autresite", "Vue"]
        assert lus(csam) == ["Tard", "Vue"]
        assert lus(secretaire, site=autre_site.pk) == ["Autresite"]
        assert lus(csam, echeance="retard") == ["Tard"]
        assert lus(csam, etat="qualifie") == ["Vue"]

    def test_un_ass_retrouve_les_siens_une_csam_n_a_pas_ce_filtre(self, client, ass, collegue, csam, site):
        for nom, qui in (("Mienne", ass), ("Sienne", collegue)):
            SignalementFactory(
                site=site, nom=nom, etat=EtatSignalement.AFFECTE, affecte_a=qui, affecte_le=JOUR
            )
        for agent, lus in ((ass, ["Mienne"]), (csam, ["Mienne", "Sienne"])):
            client.force_login(agent)
            contexte = client.get(reverse("cases:signalements"), {"qui": "moi"}).context
            assert sorted(s.nom for s in contexte["table"].page.object_list.data) == lus

    @pytest.mark.parametrize("combien", [1, 50])
    def test_le_nombre_de_requetes_ne_depend_pas_de_la_longueur(
        self, client, csam, site, django_assert_num_queries, combien
    ):
        for _ in range(combien):
            SignalementFactory(site=site)
        client.force_login(csam)
        with django_assert_num_queries(16):
            client.get(reverse("cases:signalements"))


class TestRendezVous:
    def test_un_jour_a_la_fois(self, client, secretaire, accompagnement):
        demain = JOUR + datetime.timedelta(days=1)
        RendezVousFactory(accompagnement=accompagnement, debut=a_midi(JOUR))
        RendezVousFactory(accompagnement=accompagnement, debut=a_midi(demain))
        client.force_login(secretaire)
        adresse = reverse("cases:rendez_vous")
        assert len(client.get(adresse).context["table"].rows) == 1
        assert len(client.get(adresse, {"jour": demain}).context["table"].rows) == 1
        ailleurs = client.get(adresse, {"jour": demain + datetime.timedelta(days=1)})
        assert "Aucun rendez-vous ce jour-là" in ailleurs.content.decode()

    @pytest.mark.parametrize("jour", ["0001-01-01", "9999-12-31", "hier", "2026-02-30", ""])
    def test_un_jour_impossible_montre_aujourd_hui(self, client, secretaire, jour):
        client.force_login(secretaire)
        reponse = client.get(reverse("cases:rendez_vous"), {"jour": jour})
        assert reponse.context["jour"] == JOUR

    @pytest.mark.parametrize("combien", [1, 50])
    def test_le_nombre_de_requetes_ne_depend_pas_de_la_longueur(
        self, client, secretaire, accompagnement, django_assert_num_queries, combien
    ):
        for _ in range(combien):
            RendezVousFactory(accompagnement=accompagnement, debut=a_midi(JOUR))
        client.force_login(secretaire)
        with django_assert_num_queries(15):
            client.get(reverse("cases:rendez_vous"))
