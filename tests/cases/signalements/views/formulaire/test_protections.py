"""The secret, robots, limits, second clicks, and what the answers let out."""

import datetime
import io
import logging
import logging.config

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from cases.signalements.views.formulaire_partenaire import AGE_MAXIMAL, LEURRE, PAR_ADRESSE, PAR_LIEN
from partners.models import LienSignalement, Parametre
from servicesocial.pages.jetons import emettre
from servicesocial.settings import base
from tests.cases.horloge import JOUR
from tests.cases.signalements.views.formulaire.outils import (
    ADRESSE,
    SAISIE,
    SECRET,
    jeton_de,
    phrases,
    recus,
)
from tests.fabriques import AgentFactory, LienSignalementFactory

pytestmark = pytest.mark.django_db
INCONNUE = "/s/un-secret-que-personne-n-a-tire"


def revoquer(lien: LienSignalement) -> None:
    LienSignalement.objects.filter(pk=lien.pk).update(revoque_le=timezone.now(), revoque_par=AgentFactory())


class TestSecret:
    @pytest.mark.parametrize(
        "fermer",
        [
            revoquer,
            lambda lien: LienSignalement.objects.update(expire_le=JOUR - datetime.timedelta(days=1)),
            lambda lien: type(lien.partenaire).objects.update(valide_au=datetime.date(2026, 1, 1)),
            lambda lien: type(lien.site).objects.update(valide_au=datetime.date(2026, 1, 1)),
            lambda lien: type(lien.origine).objects.update(valide_au=datetime.date(2026, 1, 1)),
            lambda lien: lien.partenaire.departements.clear(),
        ],
        ids=["révoqué", "expiré", "partenaire fermé", "site fermé", "origine fermée", "unité retirée"],
    )
    def test_faux_ou_ferme_la_meme_page_par_le_meme_chemin(
        self, partenaire, lien, fermer, django_assert_num_queries
    ):
        """Byte for byte, and the same number of queries: nothing tells a revoked secret from an invented one."""
        jeton = partenaire.ouvrir()
        fermer(lien)
        with django_assert_num_queries(7):
            fausse = partenaire.client.get(INCONNUE)
        with django_assert_num_queries(7):
            fermee = partenaire.client.get(ADRESSE)
        envoyee = partenaire.envoyer(jeton)
        assert [r.status_code for r in (fausse, fermee, envoyee)] == [404, 404, 404]
        assert fausse.content == fermee.content == envoyee.content
        assert fausse.headers == fermee.headers
        assert recus() == []

    def test_le_dernier_jour_compte_encore(self, partenaire, lien):
        LienSignalement.objects.update(expire_le=JOUR)
        assert partenaire.envoyer().status_code == 302

    def test_revoque_entre_la_page_et_l_acte(self, partenaire, lien, monkeypatch):
        """The page has found the link; the act looks again, under lock."""
        jeton = partenaire.ouvrir()
        monkeypatch.setattr(
            "cases.signalements.views.formulaire_partenaire.lien_du_secret", lambda secret, jour: lien
        )
        revoquer(lien)
        assert partenaire.envoyer(jeton).status_code == 404
        assert recus() == []

    @pytest.mark.parametrize("secret", ["a" * 5_000, "%00", "%F0%9F%98%80", "..", "%ff", "' OR 1=1 --"])
    def test_un_secret_absurde(self, partenaire, secret):
        assert partenaire.client.get(f"/s/{secret}").status_code == 404

    def test_seule_l_empreinte_est_gardee(self, lien):
        valeurs = LienSignalement.objects.values().get().values()
        assert not any(SECRET in str(valeur) for valeur in valeurs)

    def test_ni_les_journaux_ni_les_pages_ne_le_disent(self, partenaire, lignes):
        partenaire.client.get(ADRESSE[:-1])
        strict = Client(enforce_csrf_checks=True)
        assert strict.post(ADRESSE, SAISIE).status_code == 403
        logging.getLogger("django.server").info('"GET %s HTTP/1.1" 200', ADRESSE)
        try:
            raise RuntimeError(f"Error handling request {ADRESSE}")
        except RuntimeError:
            logging.getLogger("ailleurs").exception("Erreur")
        ecrit = lignes.getvalue()
        assert ecrit.count("/s/…") == 4
        assert SECRET[:-1] not in ecrit
        assert SECRET not in partenaire.client.get(ADRESSE).content.decode()

    def test_chaque_ligne_passe_par_ce_formateur(self):
        journaux = base.LOGGING
        assert set(journaux["handlers"]) == {"console"}
        assert journaux["handlers"]["console"]["formatter"] == "ligne"
        assert journaux["loggers"]["django.server"]["handlers"] == ["console"]


@pytest.fixture
def lignes():
    """What the handler of the product writes."""
    ecrit = io.StringIO()
    reglage = logging.config.DictConfigurator(base.LOGGING)
    sortie = logging.StreamHandler(ecrit)
    sortie.setFormatter(reglage.configure_formatter(dict(base.LOGGING["formatters"]["ligne"])))
    journaux = [logging.getLogger(nom) for nom in (None, "django", "django.server")]
    for journal in journaux:
        journal.addHandler(sortie)
    yield ecrit
    for journal in journaux:
        journal.removeHandler(sortie)


class TestEntetes:
    @pytest.mark.parametrize(
        ("methode", "adresse", "statut"),
        [
            ("get", ADRESSE, 200),
            ("get", INCONNUE, 404),
            ("post", ADRESSE, 403),
            ("get", f"{ADRESSE}/ailleurs/encore", 404),
        ],
    )
    def test_rien_n_est_garde_ni_suivi(self, partenaire, methode, adresse, statut):
        """Even when it is not our view that answers."""
        reponse = getattr(Client(enforce_csrf_checks=True), methode)(adresse)
        assert reponse.status_code == statut
        assert reponse["Referrer-Policy"] == "strict-origin"
        assert reponse["X-Robots-Tag"] == "noindex, nofollow"
        assert reponse["Cache-Control"] == "no-store"
        assert "default-src 'none'" in reponse["Content-Security-Policy"]
        assert 'name="robots" content="noindex, nofollow"' in reponse.content.decode()

    def test_aucun_temoin_que_celui_du_csrf(self, partenaire):
        partenaire.client.get(INCONNUE)
        assert set(partenaire.client.cookies) == set()
        reponse = partenaire.envoyer()
        partenaire.client.get(reponse.url)
        assert set(partenaire.client.cookies) == {settings.CSRF_COOKIE_NAME}

    def test_sans_csrf_rien(self, partenaire):
        strict = Client(enforce_csrf_checks=True)
        jeton = jeton_de(strict.get(ADRESSE))
        partenaire.horloge.shift(10)
        assert strict.post(ADRESSE, SAISIE | {"jeton": jeton}).status_code == 403
        assert recus() == []

    def test_le_csrf_passe_avec_l_origine_que_le_navigateur_envoie(self, partenaire):
        strict = Client(enforce_csrf_checks=True)
        jeton = jeton_de(strict.get(ADRESSE))
        partenaire.horloge.shift(10)
        csrf = strict.cookies[settings.CSRF_COOKIE_NAME].value
        envoi = SAISIE | {"jeton": jeton, "csrfmiddlewaretoken": csrf}
        assert strict.post(ADRESSE, envoi, headers={"origin": "http://testserver"}).status_code == 302

    def test_un_recu_ne_s_invente_pas(self, partenaire, lien):
        for jeton in ("x", "0A1B2C3D:x", emettre("formulaire-page", "0A1B2C3D 2026-05-15")):
            assert partenaire.client.get(f"/s/recu/{jeton}").status_code == 404


class TestRobots:
    """Each is stopped with its sentence, and what was typed comes back: a person only has to send again."""

    def test_le_leurre(self, partenaire):
        refus = partenaire.envoyer(**{LEURRE: "https://exemple.fr"})
        assert refus.status_code == 422
        assert "champ caché" in phrases(refus)
        assert "https://exemple.fr" not in refus.content.decode()
        assert 'value="Vasseur"' in refus.content.decode()
        assert recus() == []
        assert partenaire.envoyer(jeton_de(refus)).status_code == 302

    def test_trop_vite(self, partenaire):
        refus = partenaire.envoyer(attendre=1)
        assert refus.status_code == 422
        assert "trop vite" in phrases(refus)
        assert recus() == []
        assert partenaire.envoyer(jeton_de(refus)).status_code == 302
        assert len(recus()) == 1

    def test_une_page_trop_vieille(self, partenaire):
        refus = partenaire.envoyer(attendre=AGE_MAXIMAL + 60)
        assert "trop longtemps" in phrases(refus)
        assert recus() == []
        assert partenaire.envoyer(jeton_de(refus)).status_code == 302

    @pytest.mark.parametrize("jeton", ["", "x", "a:b:c", "é\x00", None])
    def test_une_page_inventee(self, partenaire, jeton):
        partenaire.ouvrir()
        refus = partenaire.client.post(ADRESSE, SAISIE | ({} if jeton is None else {"jeton": jeton}))
        assert refus.status_code == 422
        assert recus() == []

    def test_la_page_d_un_autre_lien(self, partenaire, site, autre_site):
        autre = LienSignalementFactory(site=autre_site, secret="celui-d-un-autre-partenaire")
        jeton = jeton_de(partenaire.client.get("/s/celui-d-un-autre-partenaire"))
        assert partenaire.envoyer(jeton).status_code == 422
        assert recus() == []
        assert autre.dernier_usage is None

    def test_deux_clics_un_seul_signalement_et_le_meme_recu(self, partenaire):
        jeton = partenaire.ouvrir()
        recu, encore = partenaire.envoyer(jeton), partenaire.envoyer(jeton)
        assert (recu.status_code, encore.status_code) == (302, 302)
        pages = [partenaire.client.get(r.url).content for r in (recu, encore)]
        assert pages[0] == pages[1]
        assert len(recus()) == 1

    @pytest.mark.parametrize("champ", ["nom", "telephone", "motif", "signataire"])
    def test_la_meme_page_avec_autre_chose_ne_perd_rien(self, partenaire, champ):
        """Back, then a correction or somebody else."""
        jeton = partenaire.ouvrir()
        partenaire.envoyer(jeton)
        corrige = {champ: "06 39 98 10 99" if champ == "telephone" else "Autre"}
        refus = partenaire.envoyer(jeton, **corrige)
        assert refus.status_code == 422
        assert "déjà servi" in phrases(refus)
        assert partenaire.envoyer(jeton_de(refus), **corrige).status_code == 302
        assert len(recus()) == 2


class TestLimites:
    def test_par_lien(self, partenaire):
        for rang in range(PAR_LIEN):
            reponse = partenaire.client.post(ADRESSE, {}, headers={}, REMOTE_ADDR=f"192.0.2.{rang + 1}")
            assert reponse.status_code == 422
        arret = partenaire.client.post(ADRESSE, SAISIE, REMOTE_ADDR="192.0.2.200")
        assert arret.status_code == 429
        assert arret["Retry-After"] == "3600"
        assert "Trop d’envois" in phrases(arret)
        assert 'value="Vasseur"' in arret.content.decode()
        assert partenaire.client.get(ADRESSE).status_code == 200

    def test_par_adresse_quels_que_soient_les_liens(self, partenaire, autre_site):
        LienSignalementFactory(site=autre_site, secret="celui-d-un-autre-partenaire")
        for rang in range(PAR_ADRESSE):
            partenaire.client.post(ADRESSE if rang % 2 else "/s/celui-d-un-autre-partenaire", {})
        assert partenaire.client.post(ADRESSE, SAISIE).status_code == 429
        ailleurs = partenaire.client.post(ADRESSE, SAISIE, REMOTE_ADDR="192.0.2.7")
        assert ailleurs.status_code == 422

    def test_une_heure_apres_on_recommence(self, partenaire):
        for _ in range(PAR_LIEN + 1):
            partenaire.client.post(ADRESSE, {})
        partenaire.horloge.shift(3600)
        assert partenaire.envoyer().status_code == 302

    def test_le_plafond_du_jour_est_un_parametre_date_et_tient_sans_redis(
        self, partenaire, settings, tmp_path
    ):
        cache = base.CACHES["default"] | {"LOCATION": f"unix://{tmp_path}/absent.sock"}
        settings.CACHES = {"default": cache}
        Parametre.objects.filter(code="formulaire-plafond-jour").update(valeur=2)
        assert [partenaire.envoyer().status_code for _ in range(3)] == [302, 302, 422]
        partenaire.horloge.shift(24 * 3600)
        assert partenaire.envoyer().status_code == 302
        assert len(recus()) == 3

    def test_le_plafond_est_celui_du_lien(self, partenaire, lien, autre_site):
        """Of the same unit, whose signalements the act can read."""
        Parametre.objects.filter(code="formulaire-plafond-jour").update(valeur=1)
        LienSignalementFactory(site=autre_site, secret="celui-d-un-autre-partenaire", origine=lien.origine)
        partenaire.envoyer()
        partenaire.adresse = "/s/celui-d-un-autre-partenaire"
        assert partenaire.envoyer().status_code == 302
        assert [recu.site for recu in recus()] == [lien.site, autre_site]
