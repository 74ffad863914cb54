"""The queue in its pages: urgencies first, the filter kept, several at once, what arrives."""

import datetime
import re

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from cases.models import SituationUrgence
from cases.signalements.queries.urgence import consignes
from servicesocial.perimetre import TOUT, perimetre
from tests.cases.signalements.views.outils import adresse, agir, changer, dits, lire, relu, texte
from tests.fabriques import ConsigneUrgenceFactory, SignalementFactory


@pytest.fixture
def time_machine_libre():
    with time_machine.travel(timezone.now(), tick=False) as voyage:
        yield voyage


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]
LISTE = reverse("cases:signalements")
LOT = reverse("cases:signalements_lot")


def valeur(signalement) -> str:
    return f"{signalement.uuid}:{signalement.etat}"


def noms_de(reponse) -> list[str]:
    return re.findall(r"data-file>(\w+) ", texte(reponse))


class TestUrgence:
    def test_une_touche_puis_entree(self, connecte, csam, recu):
        page = lire(connecte, recu)
        assert 'data-raccourci="u"' in page
        formulaire = texte(connecte.get(reverse("cases:signalement_urgence", args=[recu.uuid])))
        assert "3114" in formulaire
        assert "Sans information de santé" in formulaire
        assert agir(connecte, recu, "urgence").status_code == 302
        page = lire(connecte, recu)
        assert "Personne n’est noté comme prévenu" in page
        assert "3114" in page
        with perimetre(TOUT):
            urgence = SituationUrgence.objects.get()
        prevenir = reverse("cases:urgence_prevenir", args=[urgence.uuid])
        assert connecte.post(prevenir, {"prevenu": "", "le": "2026-05-15T11:00"}).status_code == 422
        connecte.post(prevenir, {"prevenu": "Le manager", "le": "2026-05-15T11:00"})
        assert "Prévenu : Le manager, le 15/05/2026 à 11" in lire(connecte, recu)
        connecte.post(reverse("cases:urgence_lever", args=[urgence.uuid]), {"motif": "Danger écarté"})
        assert "Situation d’urgence" not in lire(connecte, recu)

    def test_elle_vient_en_tete_de_la_liste_de_l_accueil_et_de_sa_tuile(self, connecte, site, recu):
        for rang in range(3):
            SignalementFactory(site=site, nom=f"Ancien{rang}")
        assert noms_de(connecte.get(LISTE))[0] == "ANCIEN0"
        agir(connecte, recu, "urgence")
        liste = connecte.get(LISTE)
        assert noms_de(liste)[0] == "PERRIN"
        assert "Urgence" in texte(liste)
        accueil = connecte.get("/")
        assert "Situations d’urgence" in texte(accueil)
        section = next(s for gabarit, s in accueil.context["sections"] if "csam" in gabarit)
        assert section["comptes"].urgent == len(noms_de(connecte.get(LISTE, {"urgence": "oui"}))) == 1

    def test_une_consigne_d_une_unite_ne_se_lit_que_la(self, site, site_ardeche):
        siennes = {"toutes", "ain", "close"}
        ConsigneUrgenceFactory(code="toutes")
        ConsigneUrgenceFactory(code="ain", departement=site.departement)
        ConsigneUrgenceFactory(code="close", valide_au=timezone.localdate().replace(year=2020))
        jour = timezone.localdate()
        ici, ailleurs = ({c.code for c in consignes(s.departement_id, jour)} for s in (site, site_ardeche))
        assert (ici & siennes, ailleurs & siennes) == ({"toutes", "ain"}, {"toutes"})


class TestFilePartagee:
    def test_le_filtre_est_garde_de_page_en_page(self, connecte, site, recu):
        SignalementFactory(site=site, nom="Qualifie", etat="qualifie", qualifie_le=recu.recu_le)
        suivant = SignalementFactory(site=site, nom="Suivant", recu_le=recu.recu_le)
        page = connecte.get(adresse(recu), {"etat": "recu", "nom": "PERRIN", "site": "x"})
        assert page.context["suite_file"] == "?etat=recu"
        assert f"{adresse(suivant)}?etat=recu" in texte(page)
        assert "Qualifie" not in [s.nom for s, _, _ in page.context["file"]]
        assert "PERRIN" not in page.context["adresse"]
        reponse = connecte.post(f"{reverse('cases:signalement_prendre', args=[recu.uuid])}?etat=recu")
        assert reponse.url == f"{adresse(recu)}?etat=recu"
        formulaire = connecte.get(f"{reverse('cases:signalement_contacter', args=[recu.uuid])}?etat=recu")
        assert f'href="{adresse(recu)}?etat=recu"' in texte(formulaire)

    def test_la_file_entoure_le_signalement_lu(self, connecte, site, recu):
        for rang in range(40):
            SignalementFactory(site=site, nom=f"Voisin{rang}", recu_le=recu.recu_le)
        file = connecte.get(adresse(recu)).context["file"]
        assert [courant for _, courant, _ in file].count(True) == 1
        assert len(file) == 25


class TestLot:
    def test_affecter_ceux_qui_sont_choisis(self, connecte, csam, site, ass, recu, original):
        changer(original, etat="qualifie", qualifie_le=recu.recu_le)
        envoi = {"choix": [valeur(recu), f"{original.uuid}:recu"], "geste": "affecter", "a": ass.pk}
        reponse = connecte.post(f"{LOT}?etat=recu", envoi)
        assert reponse.url == f"{LISTE}?etat=recu"
        assert (relu(recu).affecte_a, relu(original).affecte_a) == (ass, None)
        assert [ton for ton, _ in dits(reponse)] == ["success", "warning"]
        assert "PERRIN Lise" in dits(reponse)[1][1]
        assert "Qualifié" in dits(reponse)[1][1]

    @pytest.mark.parametrize(
        ("envoi", "phrase"),
        [
            ({}, "Choisissez au moins un signalement"),
            ({"choix": ["x"], "geste": "prendre"}, "Rechargez la page"),
            ({"choix": [""], "geste": "prendre"}, "Rechargez la page"),
            ({"choix": "bon", "geste": "sans_suite"}, "Geste inconnu"),
            ({"choix": "bon", "geste": "affecter"}, "Choisissez l’assistant"),
            ({"choix": "bon", "geste": "affecter", "a": "9999999"}, "de la liste"),
        ],
    )
    def test_un_envoi_incomplet_dit_quoi_et_garde_le_choix(self, connecte, recu, envoi, phrase):
        if envoi.get("choix") == "bon":
            envoi = envoi | {"choix": [valeur(recu)]}
        reponse = connecte.post(LOT, envoi)
        assert reponse.status_code == 422
        assert phrase in texte(reponse)
        if envoi.get("choix") == [valeur(recu)]:
            assert re.search(rf'value="{valeur(recu)}"[^>]* checked', texte(reponse))
        assert relu(recu).etat == "recu"

    def test_la_secretaire_n_a_pas_de_cases(self, client, secretaire, recu):
        client.force_login(secretaire)
        assert 'name="choix"' not in texte(client.get(LISTE))
        assert client.post(LOT, {"choix": [valeur(recu)], "geste": "prendre"}).status_code == 403

    def test_un_lien_de_la_page_refusee_revient_a_la_liste(self, connecte):
        assert connecte.get(LOT, {"page": "2"}).url == f"{LISTE}?page=2"


class TestArrivees:
    def test_on_annonce_ce_qui_est_arrive_depuis_dans_ce_filtre(self, connecte, site, recu):
        veille = connecte.get(LISTE, {"etat": "recu"}).context["adresse"]
        assert "nouveau" not in texte(connecte.get(veille))
        for _ in range(3):
            SignalementFactory(site=site)
        SignalementFactory(site=site, etat="qualifie", qualifie_le=recu.recu_le)
        with perimetre(TOUT):
            # The clock of these tests stands still.
            type(recu).objects.exclude(pk=recu.pk).update(
                cree_le=timezone.now() + datetime.timedelta(seconds=1)
            )
        reponse = connecte.get(veille)
        assert "3 nouveaux signalements" in texte(reponse)
        assert "data-annonce" in texte(reponse)
        assert f'href="{LISTE}?etat=recu"' in texte(reponse)
        encore = connecte.get(reponse.context["adresse"])
        assert "3 nouveaux signalements" in texte(encore)
        assert "data-annonce" not in texte(encore)

    @pytest.mark.parametrize(
        "depuis",
        [
            "",
            "hier",
            "2026-05-15T10:00:00",
            "2026-99-99T10:00:00+00:00",
            "9999-12-31T23:59:59-23:59",
            "2026-05-16T10:00:00+23:59",
        ],
    )
    def test_une_adresse_coupee_n_annonce_rien(self, connecte, recu, depuis):
        reponse = connecte.get(reverse("cases:signalements_arrivees"), {"depuis": depuis})
        assert reponse.status_code == 200
        assert "nouveau" not in texte(reponse)

    @pytest.mark.parametrize("combien", [1, 50])
    def test_elle_coute_une_requete(self, connecte, site, combien, django_assert_num_queries):
        veille = connecte.get(LISTE).context["adresse"]
        for _ in range(combien):
            SignalementFactory(site=site)
        # Session, agent, affectations, scope, savepoints; then the count. The session is not written.
        with django_assert_num_queries(10):
            connecte.get(veille)

    def test_elle_ne_prolonge_pas_la_session(self, connecte, time_machine_libre):
        page = connecte.get(LISTE)
        cle = connecte.cookies[settings.SESSION_COOKIE_NAME].value
        fin = Session.objects.get(pk=cle).expire_date
        time_machine_libre.shift(600)
        reponse = connecte.get(page.context["adresse"])
        assert reponse["X-Veille"] == "oui"
        assert settings.SESSION_COOKIE_NAME not in reponse.cookies
        assert Session.objects.get(pk=cle).expire_date == fin
        for _ in range(3):
            time_machine_libre.shift(450)
            connecte.get(page.context["adresse"])
        # Asked from htmx: the page of login is not put in the list.
        entetes = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{LISTE}?etat=recu"}
        reponse = connecte.get(page.context["adresse"], headers=entetes)
        assert (reponse.status_code, reponse.content) == (204, b"")
        assert reponse["HX-Redirect"] == f"{reverse('account_login')}?next={LISTE}%3Fetat%3Drecu"
        assert connecte.get(LISTE).status_code == 302

    def test_une_page_la_prolonge(self, connecte, time_machine_libre):
        for _ in range(4):
            time_machine_libre.shift(600)
            assert connecte.get(LISTE).status_code == 200
