"""What needs no login, and when rights end."""

import datetime

import pytest
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from cases.models import Assure
from partners.enums import Profil
from partners.models import Affectation, Agent
from servicesocial.models import Journal
from servicesocial.perimetre import TOUT, perimetre
from tests.fabriques import AccompagnementFactory, AffectationFactory, AssureFactory, un_agent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]
MOT_DE_PASSE = "un mot de passe d'essai"

# The whole of what somebody who is not logged in may call. A new one is added here on purpose.
PUBLIQUES = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "credits",
    "formulaire",
    "formulaire_recu",
    "sante_pret",
    "sante_vivant",
}


def sans_connexion() -> set[str]:
    """The names of the views that LoginRequiredMiddleware lets through."""

    def parcourir(motifs: list[URLPattern | URLResolver]):
        for motif in motifs:
            if isinstance(motif, URLResolver):
                yield from parcourir(motif.url_patterns)
            elif not getattr(motif.callback, "login_required", True):
                yield motif.name

    return set(parcourir(get_resolver().url_patterns))


def test_adresses_publiques() -> None:
    assert sans_connexion() == PUBLIQUES


@pytest.mark.parametrize("nom", ["account_change_password", "account_reauthenticate"])
def test_les_autres_adresses_de_compte_demandent_une_connexion(client: Client, nom: str) -> None:
    reponse = client.get(reverse(nom))
    assert reponse.status_code == 302
    assert reponse.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("nom", ["account_signup", "account_email", "socialaccount_signup"])
def test_on_n_ouvre_ni_ne_change_un_compte_soi_meme(nom: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(nom)


@pytest.fixture
def dossier(site, ass) -> Assure:
    return AccompagnementFactory(assure=AssureFactory(nom="Canari"), site=site, referent=ass).assure


class TestFinDesDroits:
    def test_une_affectation_terminee_ferme_les_dossiers_a_la_requete_suivante(self, client, ass, dossier):
        adresse = reverse("cases:dossier", args=[dossier.uuid])
        client.force_login(ass)
        assert client.get(adresse).status_code == 200
        Affectation.objects.filter(agent=ass).update(au=timezone.localdate() - datetime.timedelta(days=1))
        refus = client.get(adresse)
        assert refus.status_code == 404
        assert "CANARI" not in refus.content.decode()
        assert client.get(reverse("cases:dossiers")).status_code == 403
        assert "Aucune affectation aujourd’hui" in client.get(reverse("accueil")).content.decode()
        assert Journal.objects.filter(objet_uuid=dossier.uuid, agent=ass).count() == 1

    def test_une_affectation_a_venir_n_ouvre_rien_avant_son_jour(self, client, site, dossier):
        demain = timezone.localdate() + datetime.timedelta(days=1)
        client.force_login(un_agent(Profil.ASS, site, du=demain))
        assert client.get(reverse("cases:dossier", args=[dossier.uuid])).status_code == 404

    def test_le_dernier_jour_d_une_affectation_compte_encore(self, client, site, dossier):
        client.force_login(un_agent(Profil.CSAM, site, au=timezone.localdate()))
        assert client.get(reverse("cases:dossier", args=[dossier.uuid])).status_code == 200

    def test_les_droits_sont_l_union_des_affectations(self, client, site_ardeche, ass, dossier):
        agent = un_agent(Profil.CSAM, site_ardeche)
        client.force_login(agent)
        adresse = reverse("cases:dossier", args=[dossier.uuid])
        assert client.get(adresse).status_code == 404
        AffectationFactory(agent=agent, profil=Profil.CSAM, site=None, departement=dossier.departement)
        assert client.get(adresse).status_code == 200

    def test_un_transfert_change_qui_lit(self, client, ass, ass_ardeche, ardeche, dossier):
        adresse = reverse("cases:dossier", args=[dossier.uuid])
        with perimetre(TOUT):
            Assure.objects.filter(pk=dossier.pk).update(departement=ardeche)
        for agent, attendu in ((ass, 404), (ass_ardeche, 200)):
            client.force_login(agent)
            assert client.get(adresse).status_code == attendu


class TestCompteFerme:
    def test_la_session_ouverte_ne_sert_plus(self, client, ass, dossier):
        client.force_login(ass)
        ass.is_active = False
        ass.save()
        reponse = client.get(reverse("cases:dossier", args=[dossier.uuid]))
        assert reponse.status_code == 302
        assert reponse.headers["Location"].startswith(settings.LOGIN_REDIRECT_URL + "comptes/connexion")

    def test_la_connexion_est_refusee_puis_acceptee_une_fois_le_compte_rouvert(self, client, ass):
        envoi = {"login": ass.email, "password": MOT_DE_PASSE}
        Agent.objects.filter(pk=ass.pk).update(is_active=False)
        refus = client.post(reverse("account_login"), envoi)
        assert "_auth_user_id" not in client.session
        assert refus.headers.get("Location", reverse("account_inactive")) == reverse("account_inactive")
        Agent.objects.filter(pk=ass.pk).update(is_active=True)
        assert client.post(reverse("account_login"), envoi).headers["Location"] == reverse("accueil")
        assert client.session["_auth_user_id"] == str(ass.pk)


def test_un_formulaire_envoye_apres_la_fin_de_la_session_est_dit_perdu(client: Client) -> None:
    """It leads back to the page that it was on: the address that receives it may show nothing."""
    page = reverse("cases:appels")
    envoi = client.post(
        reverse("cases:appel_compter"), headers={"Referer": f"http://testserver{page}?periode=mois"}
    )
    assert envoi.headers["Location"] == f"{reverse('account_login')}?next={page}%3Fperiode%3Dmois"
    assert "rien n’a été enregistré" in client.get(envoi.headers["Location"]).content.decode()
    lecture = client.get(page)
    assert "rien n’a été enregistré" not in client.get(lecture.headers["Location"]).content.decode()


def test_ce_qu_un_script_envoie_de_lui_meme_n_est_pas_dit_perdu(client: Client) -> None:
    """The draft of an entretien stays on its page, which says so."""
    for mode in ("cors", "no-cors"):
        client.post(reverse("prolonger_session"), headers={"Sec-Fetch-Mode": mode})
    lecture = client.get(reverse("cases:appels"))
    assert "rien n’a été enregistré" not in client.get(lecture.headers["Location"]).content.decode()
