"""The annuaire as everybody reads it."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from partners.enums import Profil
from tests.fabriques import (
    CommuneFactory,
    InterlocuteurFactory,
    ParametreFactory,
    PartenaireFactory,
    PointAccueilFactory,
    SecteurFactory,
    SiteFactory,
    TypePartenaireFactory,
    un_agent,
)

pytestmark = pytest.mark.django_db
HIER = datetime.date(2026, 5, 14)


@pytest.fixture
def connecte(client: Client, ass):
    client.force_login(ass)
    return client


def texte(reponse) -> str:
    return " ".join(reponse.content.decode().replace("\xa0", " ").replace("\u202f", " ").split())


def test_la_liste_des_sites_compte_points_ouverts_et_communes_du_jour(connecte, site, autre_site):
    PointAccueilFactory(site=site)
    PointAccueilFactory(site=site, nom="Ancien", valide_au=HIER)
    reprise = SecteurFactory(site=site)
    SecteurFactory(site=site, commune=CommuneFactory(code="01004", nom="Ambérieu-en-Bugey"))
    # Since last year this commune is served by the other site.
    SecteurFactory(site=autre_site, commune=reprise.commune, du=datetime.date(2025, 1, 1))
    lignes = {
        ligne.cells["nom"]: (ligne.cells["nombre_points"], ligne.cells["nombre_communes"])
        for ligne in connecte.get(reverse("partners:sites")).context["table"].rows
    }
    assert {nom.split(">")[1].split("<")[0]: valeurs for nom, valeurs in lignes.items()} == {
        "Bourg-en-Bresse": ("1", "1"),
        "Oyonnax": ("0", "1"),
    }


@pytest.mark.parametrize("combien", [1, 50])
@pytest.mark.parametrize("page", ["sites", "partenaires", "equipe"])
def test_les_listes_font_le_meme_nombre_de_requetes(
    connecte, ain, site, django_assert_num_queries, page, combien
):
    for numero in range(combien):
        SiteFactory(departement=ain, commune=CommuneFactory())
        PartenaireFactory(nom=f"Organisme {numero}").departements.add(ain)
        un_agent(Profil.CSAM, site)
    attendu = {"sites": 15, "partenaires": 17, "equipe": 16}[page]
    with django_assert_num_queries(attendu):
        assert connecte.get(reverse(f"partners:{page}")).status_code == 200


def test_un_site_ferme_n_est_montre_que_sur_demande(connecte, ain):
    SiteFactory(departement=ain, nom="Nantua", valide_au=HIER)
    adresse = reverse("partners:sites")
    assert "Nantua" not in texte(connecte.get(adresse))
    assert "Nantua" in texte(connecte.get(adresse, {"fermes": "oui"}))


def test_mes_unites_et_le_texte_filtrent_les_sites(connecte, site, site_ardeche):
    adresse = reverse("partners:sites")
    assert "Privas" in texte(connecte.get(adresse))
    assert "Privas" not in texte(connecte.get(adresse, {"ou": "miennes"}))
    assert "Bourg-en-Bresse" in texte(connecte.get(adresse, {"ou": "miennes"}))
    assert "Privas" in texte(connecte.get(adresse, {"q": "priv", "ou": "07"}))


def test_le_fragment_htmx_est_la_zone_de_la_page(connecte, site):
    adresse = reverse("partners:sites")
    page = connecte.get(adresse).content.decode()
    fragment = connecte.get(adresse, headers={"HX-Request": "true"}).content.decode()
    assert fragment.strip().startswith('<div id="resultats">')
    assert fragment.strip() in page


def test_un_partenaire_montre_ses_interlocuteurs_les_partis_en_dernier(connecte, ain):
    partenaire = PartenaireFactory(nom="Cap emploi 01", type=TypePartenaireFactory(code="cap-emploi"))
    partenaire.departements.add(ain)
    InterlocuteurFactory(partenaire=partenaire, nom="Arnaud", valide_au=HIER)
    InterlocuteurFactory(partenaire=partenaire, nom="Zoé")
    reponse = connecte.get(reverse("partners:partenaire", args=[partenaire.uuid]))
    assert [personne.nom for personne in reponse.context["interlocuteurs"]] == ["Zoé", "Arnaud"]
    assert f"Fermé depuis le {HIER:%d/%m/%Y}" in texte(reponse)
    assert "Ajouter un interlocuteur" not in texte(reponse)


def test_les_partenaires_se_filtrent_par_type_unite_et_texte(connecte, ain, ardeche):
    cpam, ccas = TypePartenaireFactory(code="cpam"), TypePartenaireFactory(code="ccas")
    for nom, type_, unite in [
        ("CPAM de l'Ain", cpam, ain),
        ("CCAS de Bourg", ccas, ain),
        ("CPAM 07", cpam, ardeche),
    ]:
        PartenaireFactory(nom=nom, type=type_).departements.add(unite)
    adresse = reverse("partners:partenaires")

    def noms(**filtres):
        return [ligne.record.nom for ligne in connecte.get(adresse, filtres).context["table"].rows]

    assert noms() == ["CCAS de Bourg", "CPAM 07", "CPAM de l'Ain"]
    assert noms(type=cpam.pk, ou="miennes") == ["CPAM de l'Ain"]
    assert noms(q="bourg") == ["CCAS de Bourg"]


def test_l_equipe_est_celle_de_mes_unites_aujourd_hui(connecte, ass, ain, site, site_ardeche):
    un_agent(Profil.CSAM, site, nom="Présent")
    un_agent(Profil.CSAM, site, nom="Partie", au=HIER)
    un_agent(Profil.CSAM, site_ardeche, nom="Ailleurs")
    un_agent(Profil.REGION, ain.region, nom="Régionale")
    noms = {
        ligne.record.agent.nom for ligne in connecte.get(reverse("partners:equipe")).context["table"].rows
    }
    assert noms == {ass.nom, "Présent", "Régionale"}


@pytest.mark.usefixtures("sans_referentiels")
def test_les_parametres_disent_lequel_est_en_vigueur(connecte):
    ParametreFactory(valeur=14)
    ParametreFactory(valeur=10, du=datetime.date(2026, 6, 1))
    ParametreFactory(valeur=21, du=datetime.date(1999, 1, 1))
    reponse = connecte.get(reverse("partners:referentiels"))
    assert [(p.valeur, p.en_vigueur) for p in reponse.context["parametres"]] == [
        (10, False),
        (14, True),
        (21, False),
    ]
    assert "À venir" in texte(reponse)
    assert "Remplacé" in texte(reponse)


def test_sans_affectation_l_annuaire_est_refuse(client, ain):
    parti = un_agent(Profil.ASS, ain, au=HIER)
    client.force_login(parti)
    assert client.get(reverse("partners:sites")).status_code == 403
