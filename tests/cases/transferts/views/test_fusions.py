"""« Ce dossier fait double emploi »: the candidates, the comparison, the merge, and what is read afterwards."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Assure, Contact, Fusion
from partners.enums import Profil
from servicesocial.models import Journal
from servicesocial.perimetre import TOUT, perimetre
from tests.cases.signalements.views.outils import dits, texte
from tests.fabriques import (
    AccompagnementFactory,
    AssureFactory,
    ContactFactory,
    FusionFactory,
    SituationFactory,
    un_agent,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]
NAISSANCE = datetime.date(1980, 2, 3)
NIR, AUTRE_NIR = "2 80 02 88 321 025", "2 80 02 88 321 026"


@pytest.fixture
def connecte(client, csam) -> Client:
    client.force_login(csam)
    return client


@pytest.fixture
def garde(site):
    return AssureFactory(
        departement=site.departement, nom="Perrin", prenom="Lise", date_naissance=NAISSANCE, telephone="06 01"
    )


@pytest.fixture
def absorbe(site):
    return AssureFactory(
        departement=site.departement,
        nom="Perrin",
        prenom="Lise",
        date_naissance=NAISSANCE,
        telephone="06 02",
        courriel="lise@example.org",
        adresse="8 rue des Lavoirs",
    )


def page(client, garde, absorbe):
    return client.get(reverse("cases:dossier_fusionner", args=[garde.uuid, absorbe.uuid]))


def champs(reponse) -> dict[str, object]:
    """What the page would send as it is."""
    form = reponse.context["form"]
    return {nom: form[nom].value() or "" for nom in form.fields}


def fusionner(client, garde, absorbe, **changes):
    envoi = champs(page(client, garde, absorbe)) | changes
    return client.post(reverse("cases:dossier_fusionner", args=[garde.uuid, absorbe.uuid]), envoi)


def ouvrir(client, assure):
    return client.get(reverse("cases:dossier", args=[assure.uuid]))


class TestChercher:
    def test_les_dossiers_semblables_de_l_unite_et_pas_lui_meme(
        self, connecte, garde, absorbe, ardeche, site
    ):
        AssureFactory(departement=ardeche, nom="Perrin", prenom="Lise", date_naissance=NAISSANCE)
        AssureFactory(departement=site.departement, nom="Tout", prenom="Autre", telephone="07")
        assert "Ce dossier fait double emploi" in texte(ouvrir(connecte, absorbe))
        reponse = connecte.get(reverse("cases:dossier_doublon", args=[absorbe.uuid]))
        assert [double.assure for double in reponse.context["doubles"]] == [garde]
        assert reverse("cases:dossier_fusionner", args=[garde.uuid, absorbe.uuid]) in texte(reponse)

    def test_ni_un_acces_restreint_ni_un_dossier_deja_absorbe(self, connecte, garde, absorbe, manager):
        with perimetre(TOUT):
            Assure.objects.filter(pk=garde.pk).update(acces_restreint=True, manager_habilite=manager)
        FusionFactory(
            assure=absorbe, absorbe__nom="Perrin", absorbe__prenom="Lise", absorbe__date_naissance=NAISSANCE
        )
        reponse = connecte.get(reverse("cases:dossier_doublon", args=[absorbe.uuid]))
        assert reponse.context["doubles"] == []

    @pytest.mark.parametrize("qui", ["ass", "secretaire"])
    def test_une_csam_ou_un_manager_et_personne_d_autre(self, request, client, garde, absorbe, qui):
        client.force_login(request.getfixturevalue(qui))
        assert "fait double emploi" not in texte(ouvrir(client, garde))
        assert client.get(reverse("cases:dossier_doublon", args=[garde.uuid])).status_code == 403
        assert page(client, garde, absorbe).status_code == 403

    @pytest.mark.parametrize("combien", [1, 50])
    def test_en_un_nombre_fixe(self, connecte, garde, absorbe, site, django_assert_num_queries, combien):
        for _ in range(combien):
            AccompagnementFactory(
                assure__departement=site.departement,
                assure__nom="Perrin",
                assure__prenom="Lise",
                assure__date_naissance=NAISSANCE,
                site=site,
            )
        # Session, agent, affectations, scope, savepoints; the dossier, its candidates, their accompagnements.
        with django_assert_num_queries(17):
            connecte.get(reverse("cases:dossier_doublon", args=[absorbe.uuid]))


class TestComparer:
    def test_ce_qui_differe_et_lui_seul_se_choisit(self, connecte, garde, absorbe):
        form = page(connecte, garde, absorbe).context["form"]
        assert set(form.fields) == {"empreinte", "champ_telephone", "champ_courriel", "champ_adresse"}
        assert form["champ_telephone"].value() == "garde"
        assert form["champ_courriel"].value() == "absorbe"

    def test_on_garde_plutot_l_autre(self, connecte, garde, absorbe):
        lu = texte(page(connecte, garde, absorbe))
        assert reverse("cases:dossier_fusionner", args=[absorbe.uuid, garde.uuid]) in lu

    def test_ce_qui_rejoint_le_dossier_est_compte(self, connecte, garde, absorbe, site):
        AccompagnementFactory(assure=absorbe, site=site)
        for _ in range(2):
            ContactFactory(assure=absorbe)
        lu = texte(page(connecte, garde, absorbe))
        assert "1 accompagnement" in lu
        assert "2 contacts" in lu

    def test_les_deux_nir_se_lisent_et_cela_se_journalise(self, connecte, site):
        deux = [
            AssureFactory(departement=site.departement, nom="Perrin", date_naissance=NAISSANCE, nir=nir)
            for nir in (NIR, AUTRE_NIR)
        ]
        lu = texte(page(connecte, *deux))
        for nir in (NIR, AUTRE_NIR):
            assert nir.replace(" ", "") in lu
        for assure in deux:
            assert Journal.objects.get(objet_uuid=assure.uuid).precision == "Fusion, NIR montré"
        reponse = fusionner(connecte, *deux)
        assert reponse.status_code == 422
        assert set(reponse.context["form"].errors) == {"nir", "motif_nir"}
        reponse = fusionner(connecte, *deux, nir="absorbe", motif_nir="Chiffres inversés")
        assert reponse.status_code == 302
        lu = texte(connecte.get(reverse("cases:dossier_historique", args=[deux[0].uuid])))
        assert "NIR écarté : 2 80 •• •• ••• ••• (Chiffres inversés)" in lu

    def test_un_nir_qui_ne_differe_pas_reste_masque(self, connecte, site, absorbe):
        garde = AssureFactory(departement=site.departement, nom="Perrin", nir=NIR)
        assert NIR.replace(" ", "") not in texte(page(connecte, garde, absorbe))

    def test_un_axe_ouvert_des_deux_cotes_dit_quoi_faire_avant(self, connecte, garde, absorbe, site):
        for assure in (garde, absorbe):
            AccompagnementFactory(assure=assure, site=site)
        reponse = page(connecte, garde, absorbe)
        assert "La fusion n’est pas encore possible" in texte(reponse)
        assert "Fusionner : c’est la même personne" not in texte(reponse)

    @pytest.mark.parametrize("combien", [1, 30])
    def test_en_un_nombre_fixe(self, connecte, garde, absorbe, site, django_assert_num_queries, combien):
        AccompagnementFactory(assure=absorbe, site=site)
        for rang in range(combien):
            ContactFactory(assure=absorbe)
            SituationFactory(assure=garde, du=NAISSANCE + datetime.timedelta(days=rang))
        with django_assert_num_queries(23):
            page(connecte, garde, absorbe)


class TestFusionner:
    def test_l_ancienne_adresse_mene_au_dossier_garde_qui_le_raconte(self, connecte, garde, absorbe, csam):
        ContactFactory(assure=absorbe)
        reponse = fusionner(connecte, garde, absorbe, champ_telephone="absorbe")
        dossier = reverse("cases:dossier", args=[garde.uuid])
        assert (reponse.status_code, reponse.url) == (302, dossier)
        reponse = ouvrir(connecte, absorbe)
        assert (reponse.status_code, reponse.url) == (302, dossier)
        lu = texte(connecte.get(reverse("cases:dossier_historique", args=[garde.uuid])))
        assert "Dossier fusionné" in lu
        assert f"par {csam}" in lu
        assert (
            "Il portait : PERRIN Lise, né(e) le 3 février 1980, 06 02, lise@example.org, 8 rue des Lavoirs."
            in lu
        )
        assert "Le dossier gardé portait : téléphone 06 01." in lu
        assert "1 contact" in lu

    def test_qui_ne_lit_pas_le_dossier_garde_n_y_est_pas_mene(
        self, connecte, client, garde, absorbe, ass_ardeche
    ):
        fusionner(connecte, garde, absorbe)
        ailleurs = Client()
        ailleurs.force_login(ass_ardeche)
        assert ouvrir(ailleurs, absorbe).status_code == 404

    def test_ce_qu_un_collegue_avait_ouvert_avant_s_enregistre_dans_le_dossier_garde(
        self, connecte, garde, absorbe
    ):
        fusionner(connecte, garde, absorbe)
        adresse = reverse("cases:dossier_contacter", args=[absorbe.uuid])
        saisie = connecte.get(adresse).context["form"]
        envoi = {nom: saisie[nom].value() or "" for nom in saisie.fields}
        envoi |= {"moyen": "telephone", "resultat": "injoignable", "le": "2026-05-15T10:00"}
        assert connecte.post(adresse, envoi).status_code == 302
        with perimetre(TOUT):
            assert Contact.objects.get().assure == garde

    def test_un_second_clic_ne_fait_rien_de_plus(self, connecte, garde, absorbe):
        envoi = champs(page(connecte, garde, absorbe))
        adresse = reverse("cases:dossier_fusionner", args=[garde.uuid, absorbe.uuid])
        for _ in range(2):
            reponse = connecte.post(adresse, envoi)
            assert (reponse.status_code, reponse.url) == (302, reverse("cases:dossier", args=[garde.uuid]))
        assert dits(reponse)[-1] == ("info", "Ces deux dossiers n’en font déjà plus qu’un.")
        with perimetre(TOUT):
            assert Fusion.objects.count() == 1

    def test_ni_avec_lui_meme_ni_entre_deux_unites(self, client, garde, ardeche, ain):
        ailleurs = AssureFactory(departement=ardeche)
        client.force_login(un_agent(Profil.CSAM, ain.region))
        for autre, phrase in ((garde, "avec lui-même"), (ailleurs, "deux unités")):
            reponse = page(client, garde, autre)
            assert reponse.status_code == 302
            assert phrase in dits(reponse)[-1][1]

    def test_ce_qui_a_change_entre_temps_se_relit_puis_s_envoie(self, connecte, garde, absorbe):
        envoi = champs(page(connecte, garde, absorbe))
        with perimetre(TOUT):
            Assure.objects.filter(pk=absorbe.pk).update(telephone="06 99")
        adresse = reverse("cases:dossier_fusionner", args=[garde.uuid, absorbe.uuid])
        reponse = connecte.post(adresse, envoi)
        assert reponse.status_code == 422
        assert "a changé entre-temps" in texte(reponse)
        assert "06 99" in texte(reponse)
        assert connecte.post(adresse, champs(reponse)).status_code == 302

    def test_un_acces_restreint_demande_de_lire_les_deux(self, client, connecte, garde, absorbe, manager):
        with perimetre(TOUT):
            Assure.objects.filter(pk=absorbe.pk).update(acces_restreint=True, manager_habilite=manager)
        assert page(connecte, garde, absorbe).status_code == 404
        habilite = Client()
        habilite.force_login(manager)
        assert "Il vaudra pour tout le dossier" in texte(page(habilite, garde, absorbe))
        fusionner(habilite, garde, absorbe)
        for assure in (garde, absorbe):
            assert ouvrir(connecte, assure).status_code == 404
        assert ouvrir(habilite, garde).status_code == 200
