"""The pages of the bilans: who sees what, what is refused with which sentence, what is downloaded."""

import datetime
import json
import re

import pytest
from django.urls import reverse

from partners.enums import Profil
from reporting.bilans import demander_bilan, publier_bilan
from reporting.enums import EtatBilan
from reporting.models import Bilan
from servicesocial import tasks
from servicesocial.enums import ActionJournal
from servicesocial.models import Journal
from tests.fabriques import (
    AccompagnementFactory,
    BilanFactory,
    DepartementFactory,
    EntretienFactory,
    RegionFactory,
    un_agent,
)

pytestmark = pytest.mark.django_db
DEMANDER = "/bilans/demander/"


@pytest.fixture
def chef(ain):
    return un_agent(Profil.MANAGER, ain)


@pytest.fixture
def entretien(site):
    accompagnement = AccompagnementFactory(site=site, assure__departement=site.departement)
    return EntretienFactory(accompagnement=accompagnement, date=datetime.date(2023, 6, 15))


@pytest.fixture
def produit(sans_mise_en_page, ain, chef, entretien):
    bilan = demander_bilan(agent=chef, unite=ain, annee=2023, texte="Une année pleine.")
    tasks.faire(str(bilan.travail.uuid))
    bilan.refresh_from_db()
    return bilan


def adresse(nom, bilan):
    return reverse(f"reporting:{nom}", args=[bilan.uuid])


def test_le_manager_demande_et_suit(client, chef, ain, entretien):
    client.force_login(chef)
    reponse = client.post(DEMANDER, {"unite": "01", "annee": "2023", "texte": ""})
    bilan = Bilan.objects.get()
    assert reponse.headers["Location"] == adresse("bilan", bilan)
    page = client.get(reponse.headers["Location"]).content.decode()
    assert "En attente d'un poste de production" in page.replace("&#x27;", "'")
    assert adresse("bilan_etat", bilan) in page


def test_l_etat_renvoie_a_la_page_quand_le_bilan_est_la(client, chef, produit):
    client.force_login(chef)
    reponse = client.get(adresse("bilan_etat", produit), headers={"HX-Request": "true"})
    assert reponse.headers["HX-Redirect"] == adresse("bilan", produit)


def test_la_page_lit_les_chiffres_et_le_mot_du_manager(client, chef, produit):
    client.force_login(chef)
    page = client.get(adresse("bilan", produit)).content.decode()
    assert "Une année pleine." in page
    assert "Télécharger le PDF" in page
    assert page.count("<svg") > 5


def test_unite_d_autrui_refusee_au_formulaire_et_saisie_gardee(client, chef, ardeche):
    client.force_login(chef)
    reponse = client.post(DEMANDER, {"unite": "07", "annee": "2023", "texte": "Mon texte à garder"})
    assert reponse.status_code == 422
    page = reponse.content.decode().replace("&#x27;", "'")
    assert "Cette unité n'existe pas ou n'est pas la vôtre." in page
    assert "Mon texte à garder" in page
    assert Bilan.objects.count() == 0


@pytest.mark.parametrize(
    "annee", ["", "0", "1998", "9999", "10000", "9" * 400, "9" * 5000, "abc", "2023; DROP TABLE", "20\x0023"]
)
def test_annee_impossible_refusee(client, chef, annee):
    client.force_login(chef)
    reponse = client.post(DEMANDER, {"unite": "01", "annee": annee, "texte": ""})
    assert reponse.status_code == 422
    assert Bilan.objects.count() == 0


@pytest.mark.parametrize("unite", ["", "\x00", "01\x00", "x" * 100_000, "' OR 1=1 --"])
def test_unite_impossible_refusee(client, chef, unite):
    client.force_login(chef)
    reponse = client.post(DEMANDER, {"unite": unite, "annee": "2023", "texte": ""})
    assert reponse.status_code == 422
    assert Bilan.objects.count() == 0


def test_une_autre_erreur_laisse_la_case_a_confirmer(client, chef, ain):
    """The page that comes back still shows that the year is empty, and the box still ticked."""
    client.force_login(chef)
    envoi = {"unite": "01", "annee": "2020", "texte": "x" * 6_001, "confirmer": "on"}
    page = client.post(DEMANDER, envoi).content.decode()
    case = re.search(r'<input[^>]*name="confirmer"[^>]*>', page)[0]
    assert 'type="checkbox"' in case
    assert "checked" in case
    envoi["annee"] = "1998"
    case = re.search(r'<input[^>]*name="confirmer"[^>]*>', client.post(DEMANDER, envoi).content.decode())[0]
    assert 'type="hidden"' in case


def test_une_annee_vide_demande_confirmation(client, chef, ain):
    client.force_login(chef)
    reponse = client.post(DEMANDER, {"unite": "01", "annee": "2020", "texte": ""})
    page = reponse.content.decode().replace("&#x27;", "'")
    assert reponse.status_code == 422
    assert "Aucun entretien n'est enregistré pour Ain en 2020" in page.replace("\u00a0", " ")
    assert Bilan.objects.count() == 0
    reponse = client.post(DEMANDER, {"unite": "01", "annee": "2020", "texte": "", "confirmer": "on"})
    assert reponse.status_code == 302
    assert Bilan.objects.get().annee == 2020


def test_un_double_clic_fait_un_bilan(client, chef, ain, entretien):
    client.force_login(chef)
    reponses = [client.post(DEMANDER, {"unite": "01", "annee": "2023", "texte": ""}) for _ in range(2)]
    assert reponses[0].headers["Location"] == reponses[1].headers["Location"]
    assert Bilan.objects.count() == 1


@pytest.mark.parametrize("profil", [Profil.ASS, Profil.CSAM, Profil.SECRETARIAT])
def test_qui_n_est_pas_manager_ne_demande_pas(client, ain, profil):
    client.force_login(un_agent(profil, ain))
    assert client.get(DEMANDER).status_code == 403
    assert client.post(DEMANDER, {"unite": "01", "annee": "2023"}).status_code == 403
    assert Bilan.objects.count() == 0


@pytest.mark.parametrize("nom", ["bilan", "bilan_etat", "bilan_pdf", "bilan_json", "bilan_publier"])
def test_avant_publication_seuls_manager_et_region_y_ont_acces(client, ain, produit, nom):
    attendus = {
        un_agent(Profil.ASS, ain): 404,
        un_agent(Profil.MANAGER, DepartementFactory(code="07")): 404,
        un_agent(Profil.ADMINISTRATEUR, RegionFactory()): 404,
        un_agent(Profil.REGION, RegionFactory()): 403 if nom == "bilan_publier" else 200,
        un_agent(Profil.MANAGER, ain): 200,
    }
    obtenus = {}
    for agent in attendus:
        client.force_login(agent)
        obtenus[agent] = client.get(adresse(nom, produit)).status_code
    assert obtenus == attendus


def test_publie_il_se_lit_dans_l_unite(client, ain, chef, produit):
    publier_bilan(agent=chef, bilan=produit)
    client.force_login(un_agent(Profil.ASS, ain))
    assert client.get(adresse("bilan", produit)).status_code == 200
    assert client.post(adresse("bilan_publier", produit)).status_code == 403


def test_publier_depuis_la_page(client, chef, produit):
    client.force_login(chef)
    assert "ne changeront plus" in client.get(adresse("bilan_publier", produit)).content.decode()
    reponse = client.post(adresse("bilan_publier", produit), follow=True)
    assert "Le bilan est publié" in reponse.content.decode()
    produit.refresh_from_db()
    assert produit.etat == EtatBilan.PUBLIE
    reponse = client.post(adresse("bilan_publier", produit), follow=True)
    assert "Le bilan est publié" in reponse.content.decode()


def test_telecharger_le_pdf_et_les_chiffres_laisse_une_trace(client, chef, produit):
    client.force_login(chef)
    pdf = client.get(adresse("bilan_pdf", produit))
    assert (pdf.headers["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert pdf.headers["Content-Disposition"] == 'attachment; filename="bilan-01-2023-v1.pdf"'
    chiffres = client.get(adresse("bilan_json", produit))
    assert json.loads(chiffres.content) == produit.figures
    lignes = Journal.objects.filter(agent=chef, action=ActionJournal.TELECHARGEMENT, objet_uuid=produit.uuid)
    assert sorted(lignes.values_list("precision", flat=True)) == ["json", "pdf"]


def test_un_outil_peut_demander_les_entetes_seuls(client, chef, produit):
    client.force_login(chef)
    for adresse_ in ("/bilans/", DEMANDER, adresse("bilan", produit), adresse("bilan_etat", produit)):
        reponse = client.head(adresse_)
        assert (reponse.status_code, reponse.content) == (200, b"")


def test_telecharger_trop_tot_ramene_a_la_page(client, ain, chef, entretien):
    bilan = demander_bilan(agent=chef, unite=ain, annee=2023)
    client.force_login(chef)
    for nom in ("bilan_pdf", "bilan_json"):
        assert client.get(adresse(nom, bilan)).headers["Location"] == adresse("bilan", bilan)


def test_la_liste_se_filtre_et_le_fragment_est_celui_de_la_page(client, chef, produit):
    client.force_login(chef)
    page = client.get("/bilans/", {"annee": "2023"}).content.decode()
    fragment = client.get("/bilans/", {"annee": "2023"}, headers={"HX-Request": "true"}).content.decode()
    assert fragment.strip() in page
    assert "<html" not in fragment
    assert (
        "Aucun bilan ne répond à ces filtres." in client.get("/bilans/", {"annee": "2016"}).content.decode()
    )


def test_la_liste_fait_autant_de_requetes_pour_1_et_50_bilans(
    client, chef, produit, django_assert_num_queries
):
    client.force_login(chef)
    client.get("/bilans/")
    with django_assert_num_queries(REQUETES_LISTE):
        client.get("/bilans/")
    BilanFactory.create_batch(49, departement=produit.departement, annee=2022)
    with django_assert_num_queries(REQUETES_LISTE):
        client.get("/bilans/")


# Session, agent, affectations, scope, filters, page of the table: none grows with the list.
REQUETES_LISTE = 17
