"""Keeping the annuaire: an administrateur creates, edits, closes and reopens; nothing typed is lost."""

import datetime
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from partners.enums import Profil
from partners.models import Interlocuteur, Partenaire, PointAccueil, Site
from servicesocial.models import Journal
from tests.cases.horloge import JOUR
from tests.fabriques import (
    CommuneFactory,
    InterlocuteurFactory,
    PartenaireFactory,
    PointAccueilFactory,
    TypePartenaireFactory,
    un_agent,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def connecte(client: Client, administrateur):
    client.force_login(administrateur)
    return client


@pytest.fixture
def partenaire(ain):
    cap_emploi = PartenaireFactory(nom="Cap emploi 01", type=TypePartenaireFactory(code="cap-emploi"))
    cap_emploi.departements.add(ain)
    return cap_emploi


def nouveau_site(**champs):
    return {"identifiant": str(uuid.uuid4()), "departement": "01", "nom": "Nantua"} | champs


def test_creer_un_site(connecte, administrateur, ain):
    CommuneFactory(code="01269", nom="Nantua", codes_postaux="01130")
    reponse = connecte.post(reverse("partners:site_creer"), nouveau_site(commune="01130 nantua"), follow=True)
    site = Site.objects.get(nom="Nantua")
    assert (site.departement, site.commune_id, site.code) == (ain, "01269", "01-nantua")
    assert site.valide_du == JOUR
    assert "Le site est créé." in reponse.content.decode()
    ligne = Journal.objects.get(objet_uuid=site.uuid)
    assert (ligne.agent, ligne.action, ligne.departement_code) == (administrateur, "creation", "01")


@pytest.mark.parametrize("champ", ["nom", "commune", "adresse", "courriel"])
@pytest.mark.parametrize("texte", ["Nan\x00tua", "x" * 100_000])
def test_un_texte_impossible_est_refuse_par_le_formulaire(connecte, ain, champ, texte):
    reponse = connecte.post(reverse("partners:site_creer"), nouveau_site(**{champ: texte}))
    assert reponse.status_code == 422
    assert Site.objects.count() == 0


def test_le_meme_envoi_deux_fois_cree_un_seul_site(connecte, ain):
    envoi = nouveau_site()
    for _ in range(2):
        assert connecte.post(reverse("partners:site_creer"), envoi).status_code == 302
    assert Site.objects.filter(nom="Nantua").count() == 1


def test_un_nom_deja_pris_est_refuse_sans_rien_perdre(connecte, site):
    reponse = connecte.post(
        reverse("partners:site_creer"), nouveau_site(nom="bourg-en-bresse", adresse="12 rue Neuve")
    )
    assert reponse.status_code == 422
    contenu = reponse.content.decode()
    assert "Un site de cette unité porte déjà ce nom." in contenu
    assert 'value="12 rue Neuve"' in contenu
    assert Site.objects.count() == 1


@pytest.mark.parametrize(
    ("saisie", "message"),
    [
        ("Nulle-Part", "n’est pas connue"),
        ("Saint-Denis", "Plusieurs communes correspondent"),
        ("00000 Saint-Denis", "n’est pas connue"),
    ],
)
def test_une_commune_douteuse_est_refusee_avec_une_phrase(connecte, ain, saisie, message):
    CommuneFactory(code="93066", nom="Saint-Denis", codes_postaux="93200 93210")
    CommuneFactory(code="11339", nom="Saint-Denis", codes_postaux="11310")
    reponse = connecte.post(reverse("partners:site_creer"), nouveau_site(commune=saisie))
    assert reponse.status_code == 422
    assert message in reponse.content.decode()
    assert f'value="{saisie}"' in reponse.content.decode()


@pytest.mark.parametrize("saisie", ["93210 Saint-Denis", "93200 saint denis"])
def test_le_code_postal_departage_les_communes(connecte, ain, saisie):
    CommuneFactory(code="93066", nom="Saint-Denis", codes_postaux="93200 93210")
    CommuneFactory(code="11339", nom="Saint-Denis", codes_postaux="11310")
    connecte.post(reverse("partners:site_creer"), nouveau_site(commune=saisie))
    assert Site.objects.get(nom="Nantua").commune_id == "93066"


def test_modifier_un_site_montre_sa_commune_et_journalise_les_champs(connecte, site):
    site.commune = CommuneFactory()
    site.save()
    adresse = reverse("partners:site_modifier", args=[site.uuid])
    assert 'value="01000 Bourg-en-Bresse"' in connecte.get(adresse).content.decode()
    envoi = {"nom": "Bourg", "adresse": "1 place des Bons-Enfants", "commune": "01000 Bourg-en-Bresse"}
    assert connecte.post(adresse, envoi).status_code == 302
    site.refresh_from_db()
    assert (site.nom, site.adresse, site.commune_id) == ("Bourg", "1 place des Bons-Enfants", "01053")
    assert Journal.objects.get(objet_uuid=site.uuid).precision == "adresse, nom"


def test_fermer_un_site_ferme_ses_points_et_se_defait(connecte, site):
    PointAccueilFactory(site=site)
    adresse = reverse("partners:site_fermer", args=[site.uuid])
    assert "affectation" in connecte.get(adresse).content.decode()
    assert connecte.post(adresse, {"le": JOUR}).status_code == 302
    site.refresh_from_db()
    assert site.valide_au == JOUR
    assert site.points_accueil.get().valide_au == JOUR
    assert "Rouvrir" in connecte.get(adresse).content.decode()
    assert connecte.post(adresse).status_code == 302
    site.refresh_from_db()
    assert site.valide_au is None


def test_fermer_avant_l_ouverture_est_refuse(connecte, site):
    avant = site.valide_du - datetime.timedelta(days=1)
    reponse = connecte.post(reverse("partners:site_fermer", args=[site.uuid]), {"le": avant})
    assert reponse.status_code == 422
    assert "précède l&#x27;ouverture" in reponse.content.decode()
    site.refresh_from_db()
    assert site.valide_au is None


def test_le_site_d_une_unite_qu_on_n_administre_pas_se_lit_sans_s_ecrire(client, site_ardeche, ain):
    client.force_login(un_agent(Profil.ADMINISTRATEUR, ain))
    assert client.get(reverse("partners:site", args=[site_ardeche.uuid])).status_code == 200
    assert client.get(reverse("partners:site_modifier", args=[site_ardeche.uuid])).status_code == 403
    reponse = client.post(reverse("partners:site_creer"), nouveau_site(departement="07"))
    assert reponse.status_code == 422
    assert not Site.objects.filter(nom="Nantua").exists()


def test_points_d_accueil(connecte, site):
    creer = reverse("partners:point_accueil_creer", args=[site.uuid])
    envoi = {"nom": "Permanence de Belley", "type": "permanence"}
    assert connecte.post(creer, envoi).status_code == 302
    assert connecte.post(creer, envoi).status_code == 422
    point = PointAccueil.objects.get()
    modifier = reverse("partners:point_accueil_modifier", args=[site.uuid, point.pk])
    assert connecte.post(modifier, envoi | {"type": "lieu_cpam"}).status_code == 302
    fermer = reverse("partners:point_accueil_fermer", args=[site.uuid, point.pk])
    assert connecte.post(fermer, {"le": JOUR}).status_code == 302
    point.refresh_from_db()
    assert (point.type, point.valide_au) == ("lieu_cpam", JOUR)


def test_creer_un_partenaire_deux_envois_un_seul(connecte, ain):
    envoi = {
        "identifiant": str(uuid.uuid4()),
        "nom": "CCAS de Bourg",
        "type": TypePartenaireFactory(code="ccas").pk,
        "departements": ["01"],
    }
    for _ in range(2):
        assert connecte.post(reverse("partners:partenaire_creer"), envoi).status_code == 302
    assert list(Partenaire.objects.get(nom="CCAS de Bourg").departements.all()) == [ain]
    autre = envoi | {"identifiant": str(uuid.uuid4())}
    assert connecte.post(reverse("partners:partenaire_creer"), autre).status_code == 422


def test_modifier_un_partenaire_garde_les_unites_des_autres(client, partenaire, ain, ardeche):
    partenaire.departements.add(ardeche)
    client.force_login(un_agent(Profil.ADMINISTRATEUR, ain))
    envoi = {"nom": "Cap emploi", "type": partenaire.type_id, "departements": []}
    adresse = reverse("partners:partenaire_modifier", args=[partenaire.uuid])
    assert client.post(adresse, envoi).status_code == 302
    partenaire.refresh_from_db()
    assert (partenaire.nom, list(partenaire.departements.all())) == ("Cap emploi", [ardeche])


def test_un_partenaire_garde_au_moins_une_unite(connecte, partenaire):
    envoi = {"nom": "Cap emploi", "type": partenaire.type_id, "departements": []}
    reponse = connecte.post(reverse("partners:partenaire_modifier", args=[partenaire.uuid]), envoi)
    assert reponse.status_code == 422
    assert "Indiquez au moins une unité." in reponse.content.decode()


def test_fermer_et_rouvrir_un_partenaire(connecte, partenaire):
    adresse = reverse("partners:partenaire_fermer", args=[partenaire.uuid])
    assert connecte.post(adresse, {"le": JOUR}).status_code == 302
    partenaire.refresh_from_db()
    assert partenaire.valide_au == JOUR
    assert connecte.post(adresse).status_code == 302
    partenaire.refresh_from_db()
    assert partenaire.valide_au is None


def test_interlocuteurs(connecte, partenaire):
    creer = reverse("partners:interlocuteur_creer", args=[partenaire.uuid])
    envoi = {"prenom": "Inès", "nom": "Caron", "fonction": "Chargée de maintien"}
    assert connecte.post(creer, envoi).status_code == 302
    assert connecte.post(creer, envoi).status_code == 422
    personne = Interlocuteur.objects.get()
    modifier = reverse("partners:interlocuteur_modifier", args=[partenaire.uuid, personne.pk])
    assert connecte.post(modifier, envoi | {"telephone": "04 00 00 00 00"}).status_code == 302
    fermer = reverse("partners:interlocuteur_fermer", args=[partenaire.uuid, personne.pk])
    assert connecte.post(fermer, {"le": JOUR}).status_code == 302
    personne.refresh_from_db()
    assert (personne.telephone, personne.valide_au) == ("04 00 00 00 00", JOUR)


def test_l_interlocuteur_d_un_autre_partenaire_n_existe_pas_ici(connecte, partenaire):
    ailleurs = InterlocuteurFactory()
    adresse = reverse("partners:interlocuteur_modifier", args=[partenaire.uuid, ailleurs.pk])
    assert connecte.get(adresse).status_code == 404


@pytest.mark.parametrize("nom", ["ass", "csam", "secretaire", "manager", "agent_region"])
def test_les_autres_profils_lisent_sans_ecrire(client, request, site, nom):
    client.force_login(request.getfixturevalue(nom))
    page = client.get(reverse("partners:site", args=[site.uuid]))
    assert page.status_code == 200
    assert "Modifier" not in page.content.decode()
    assert client.get(reverse("partners:site_creer")).status_code == 403
    assert (
        client.post(reverse("partners:site_modifier", args=[site.uuid]), {"nom": "Autre"}).status_code == 403
    )
    site.refresh_from_db()
    assert site.nom == "Bourg-en-Bresse"
