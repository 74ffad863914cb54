"""Finding a person from anywhere: what is found, by whom, and what stands in no address."""

import datetime

import pytest
from django.urls import reverse

from cases.enums import EtatSignalement
from cases.models import MotDuNom
from servicesocial.enums import ActionJournal
from servicesocial.models import Journal
from servicesocial.perimetre import TOUT, perimetre
from tests.fabriques import AccompagnementFactory, AssureFactory, NoteFactory, SignalementFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]
NIR = "2 84 05 88 321 025 32"


@pytest.fixture
def chercher(client):
    """`chercher(agent, texte)`: the page."""

    def poster(agent, texte):
        client.force_login(agent)
        return client.post(reverse("cases:rechercher"), {"texte": texte})

    return poster


def noms(page) -> list[str]:
    return [str(trouve.assure) for trouve in page.context["trouves"].dossiers]


@pytest.fixture
def personnes(ain):
    def naitre(nom, prenom, **champs):
        return AssureFactory(departement=ain, nom=nom, prenom=prenom, **champs)

    naitre("Lefèvre", "Anne-Marie", date_naissance=datetime.date(1975, 3, 12), telephone="06 12 34 56 78")
    naitre("Lefebvre", "Paul", date_naissance=datetime.date(1980, 1, 1), nir=NIR, sexe="N")
    naitre("Le Gall", "Marie", date_naissance=datetime.date(1975, 3, 12))
    naitre("Duval", "Ève", adresse_confidentielle=True)


@pytest.mark.usefixtures("personnes")
@pytest.mark.parametrize(
    ("texte", "attendus"),
    [
        ("lefevre", ["LEFÈVRE Anne-Marie", "LEFEBVRE Paul"]),
        ("LEFÈVRE", ["LEFÈVRE Anne-Marie", "LEFEBVRE Paul"]),
        ("marie lefèvre", ["LEFÈVRE Anne-Marie"]),
        ("lef", ["LEFEBVRE Paul", "LEFÈVRE Anne-Marie"]),
        ("lefe anne", ["LEFÈVRE Anne-Marie"]),
        ("marie", ["LE GALL Marie", "LEFÈVRE Anne-Marie"]),
        ("mrie legal", []),
        ("gall mraie", ["LE GALL Marie"]),
        ("12/03/1975", ["LE GALL Marie", "LEFÈVRE Anne-Marie"]),
        ("gall 1975", ["LE GALL Marie"]),
        ("gall 1976", []),
        ("0612345678", ["LEFÈVRE Anne-Marie"]),
        ("+33 6 12 34 56 78", ["LEFÈVRE Anne-Marie"]),
        ("2840588321025", ["LEFEBVRE Paul"]),
        ("284058832102532", ["LEFEBVRE Paul"]),
        ("eve duval", ["DUVAL Ève"]),
        ("inconnue", []),
    ],
)
def test_ce_qui_se_trouve(chercher, csam, texte, attendus):
    assert noms(chercher(csam, texte)) == attendus


@pytest.mark.usefixtures("personnes")
def test_la_page_dit_pourquoi_et_ne_montre_ni_note_ni_adresse_confidentielle(chercher, ass, csam, site, ain):
    suivie = AssureFactory(departement=ain, nom="Durand", prenom="Zoé")
    suivi = AccompagnementFactory(assure=suivie, site=site, referent=ass)
    NoteFactory(accompagnement=suivi, niveau="administratif", texte="CanariNote")
    page = chercher(csam, "durand").content.decode()
    assert str(ass) in page
    assert "CanariNote" not in page
    assert "Nom proche" in chercher(csam, "durnd zoé").content.decode()
    assert "adresse confidentielle" in chercher(csam, "duval").content.decode()
    assert "Même téléphone" in chercher(csam, "0612345678").content.decode()


def test_chacun_ne_trouve_que_ce_qu_il_lit(chercher, ass, collegue, csam, manager, ass_ardeche, ain, site):
    restreinte = AssureFactory(
        departement=ain, nom="Secrète", nir=NIR, sexe="N", acces_restreint=True, manager_habilite=manager
    )
    AccompagnementFactory(assure=restreinte, site=site, referent=ass)
    for agent, trouve in (
        (ass, True),
        (manager, True),
        (collegue, False),
        (csam, False),
        (ass_ardeche, False),
    ):
        for texte in ("secrète", "secrete", NIR):
            page = chercher(agent, texte)
            assert bool(noms(page)) == trouve, (agent, texte)
            assert ("SECRÈTE" in page.content.decode()) == trouve
            assert page.context["trouves"].ailleurs is False


def test_du_nir_d_une_autre_unite_on_sait_seulement_qu_un_dossier_existe(chercher, csam, ardeche):
    AssureFactory(departement=ardeche, nom="Lointaine", nir=NIR, sexe="N")
    page = chercher(csam, NIR)
    assert "Un dossier existe dans un autre département" in page.content.decode()
    assert "LOINTAINE" not in page.content.decode()
    assert noms(chercher(csam, "lointaine")) == []


def test_un_dossier_absorbe_dans_une_autre_unite_n_y_existe_plus(chercher, csam, ardeche):
    garde = AssureFactory(departement=ardeche)
    AssureFactory(departement=ardeche, nir=NIR, sexe="N", fusionne_dans=garde)
    assert chercher(csam, NIR).context["trouves"].ailleurs is False


def test_les_autres_profils_n_ont_pas_de_recherche(client, chercher, agent_region, administrateur):
    for agent in (agent_region, administrateur):
        assert chercher(agent, "durand").status_code == 403
        assert client.get(reverse("cases:rechercher")).status_code == 403
        assert 'role="search"' not in client.get("/").content.decode()


def test_un_signalement_sans_dossier_se_trouve(chercher, csam, site, autre_site, ass_ardeche):
    champs = {"nom": "Nouvelle", "prenom": "Ana", "date_naissance": datetime.date(1990, 2, 3)}
    attend = SignalementFactory(site=site, telephone="07 11 22 33 44", **champs)
    SignalementFactory(site=site, etat=EtatSignalement.REPONDU, clos_le=datetime.date(2023, 3, 1), **champs)
    SignalementFactory(site=autre_site, **champs)
    for texte in ("nouvelle", "nouvele ana", "03/02/1990", "nouvelle 1990", "0711223344"):
        assert chercher(csam, texte).context["trouves"].signalements == [attend], texte
    for texte in ("nouvelle 1991", "ancienne", "0711223345"):
        assert chercher(csam, texte).context["trouves"].signalements == []
    assert chercher(ass_ardeche, "nouvelle").context["trouves"].signalements == []


@pytest.mark.parametrize(
    ("texte", "phrase"),
    [
        ("d", "au moins 2 lettres"),
        ("", "Écrivez un nom"),
        ("2 84 05 88 321 025 33", "La clé de ce NIR"),
        ("31/02/1975", "n’est pas une date"),
        ("x" * 10_000, "moins de 200"),
    ],
)
def test_une_recherche_impossible_se_dit_et_reste(chercher, csam, texte, phrase):
    page = chercher(csam, texte)
    assert page.status_code == 422
    assert phrase in page.content.decode().replace("&#x27;", "’").replace("'", "’")
    assert page.context["form"]["texte"].value() == texte


def test_du_html_reste_du_texte(chercher, csam):
    page = chercher(csam, "<script>alert(1)</script> dupont").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_ce_qui_est_cherche_n_est_dans_aucune_adresse_ni_au_journal(client, chercher, csam, ain):
    AssureFactory(departement=ain, nom="Durand")
    page = chercher(csam, "durand")
    assert page.status_code == 200
    assert client.get(reverse("cases:rechercher"), {"texte": "durand"}).context["trouves"] is None
    (ligne,) = Journal.objects.filter(action=ActionJournal.LISTE)
    assert (ligne.agent, ligne.precision) == (csam, "Recherche : 1 dossiers, 0 signalements")


def test_au_dela_de_vingt_la_page_demande_de_preciser(chercher, csam, ain):
    for rang in range(21):
        AssureFactory(departement=ain, nom="Nombreux", prenom=f"Personne{chr(97 + rang)}")
    page = chercher(csam, "nombreux")
    assert len(noms(page)) == 20
    assert "précisez votre recherche" in page.content.decode()


def test_les_noms_exacts_passent_avant_les_noms_proches(chercher, csam, ain):
    for rang in range(25):
        AssureFactory(departement=ain, nom="Marin", prenom=f"Personne{chr(97 + rang)}")
    AssureFactory(departement=ain, nom="Bernard", prenom="Martine")
    AssureFactory(departement=ain, nom="Martin", prenom="Zoé")
    assert noms(chercher(csam, "martin"))[:3] == ["MARTIN Zoé", "BERNARD Martine", "MARIN Personnea"]


@pytest.mark.parametrize("combien", [1, 50])
def test_une_recherche_coute_autant_quoi_qu_elle_trouve(
    client, csam, ass, site, django_assert_num_queries, combien
):
    for _ in range(combien):
        suivie = AssureFactory(departement=site.departement, nom="Commune")
        AccompagnementFactory(assure=suivie, site=site, referent=ass)
        SignalementFactory(site=site, nom="Commune")
    client.force_login(csam)
    with django_assert_num_queries(18):
        client.post(reverse("cases:rechercher"), {"texte": "commune"})


def test_les_mots_suivent_le_nom_et_l_unite(ain, ardeche):
    assure = AssureFactory(departement=ain, nom="Ancien-Nom", prenom="Ana")

    def mots() -> set[tuple[str, str]]:
        return set(MotDuNom.objects.filter(assure=assure).values_list("mot", "departement"))

    with perimetre(TOUT):
        assert mots() == {("ancien", "01"), ("nom", "01"), ("ana", "01")}
        assure.nom = "Nouveau"
        assure.save()
        assert mots() == {("nouveau", "01"), ("ana", "01")}
        assure.departement = ardeche
        assure.save()
        assert mots() == {("nouveau", "07"), ("ana", "07")}
