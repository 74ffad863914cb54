"""A dossier is created through a search, from a signalement or by itself; then the accompagnement is opened."""

import pytest
from django.urls import reverse

from cases.enums import EtatSignalement
from cases.models import Accompagnement, Assure, Contact
from partners.enums import Profil
from servicesocial.models import Journal
from servicesocial.perimetre import TOUT, perimetre
from tests.cases.horloge import JOUR
from tests.cases.signalements.views.outils import (
    HIER,
    NAISSANCE,
    agir,
    changer,
    lire,
    relu,
    texte,
)
from tests.fabriques import AssureFactory, ContactFactory, DepartementFactory, SiteFactory, un_agent

NIR = "2 80 02 01 053 001"
PERSONNE = {
    "nom": "Perrin",
    "prenom": "Lise",
    "sexe": "F",
    "date_naissance": NAISSANCE.isoformat(),
    "telephone": "",
    "nir": NIR,
    "motif_sans_nir": "",
}


def dossiers():
    with perimetre(TOUT):
        return Assure.objects.count()


class TestDuSignalement:
    def test_la_page_montre_d_abord_qui_lui_ressemble(self, connecte, recu, suivi):
        page = texte(connecte.get(reverse("cases:signalement_dossier", args=[recu.uuid])))
        assert "PERRIN Lise" in page
        assert "C’est cette personne" in page
        assert 'value="Perrin"' in page

    def test_designer_celui_qui_existe(self, connecte, recu, suivi):
        contact = ContactFactory(assure=None, departement=recu.departement, signalement=recu)
        reponse = agir(connecte, recu, "designer", assure=suivi.assure.uuid)
        assert reponse.status_code == 302
        assert relu(recu).assure == suivi.assure
        with perimetre(TOUT):
            assert Contact.objects.get(pk=contact.pk).assure == suivi.assure
        assert "Ce n’est pas cette personne" in lire(connecte, recu)
        agir(connecte, recu, "retirer_dossier")
        assert relu(recu).assure is None
        with perimetre(TOUT):
            assert Contact.objects.get(pk=contact.pk).assure is None

    def test_creer_puis_un_second_clic(self, connecte, recu):
        for _ in range(2):
            assert agir(connecte, recu, "dossier", **PERSONNE).status_code == 302
        assert dossiers() == 1
        assure = relu(recu).assure
        assert (assure.nom, assure.date_naissance, assure.nir) == ("Perrin", NAISSANCE, "2800201053001")
        assert Journal.objects.filter(objet_uuid=recu.uuid, precision="Dossier désigné").count() == 1

    @pytest.mark.parametrize(
        ("champs", "champ"),
        [
            ({"nir": "2 80 02 01 053 001 01"}, "nir"),
            ({"nir": "1 80 02 01 053 001"}, "nir"),
            ({"nir": ""}, None),
            ({"motif_sans_nir": "etranger"}, "nir"),
            ({"nom": ""}, "nom"),
            ({"commune": "Ville-Imaginaire"}, "commune"),
        ],
    )
    def test_un_refus_garde_ce_qui_est_tape(self, connecte, recu, champs, champ):
        reponse = agir(connecte, recu, "dossier", **PERSONNE | {"prenom": "Prénom gardé"} | champs)
        assert reponse.status_code == 422
        assert champ is None or champ in reponse.context["form"].errors
        assert "Prénom gardé" in texte(reponse)
        assert dossiers() == 0

    def test_une_contradiction_du_nir_demande_pourquoi_et_le_garde(self, connecte, recu):
        contredit = PERSONNE | {"nir": "1 80 02 01 053 001"}
        assert agir(connecte, recu, "dossier", **contredit).status_code == 422
        agir(connecte, recu, "dossier", **contredit, nir_explique="Changement d'état civil")
        assert relu(recu).assure.nir_explique == "Changement d'état civil"

    def test_un_nir_connu_ailleurs_se_dit_sans_rien_en_montrer(self, connecte, recu):
        AssureFactory(departement=DepartementFactory(code="69"), nom="Canari", prenom="Canari", nir=NIR)
        reponse = agir(connecte, recu, "dossier", **PERSONNE)
        assert "Un dossier existe dans un autre département." in texte(reponse)
        assert "Canari" not in texte(reponse)

    @pytest.mark.parametrize("assure", ["", "x", "00000000-0000-4000-8000-000000000000"])
    def test_un_dossier_forge_ou_hors_de_portee(self, connecte, recu, assure):
        reponse = agir(connecte, recu, "designer", assure=assure)
        assert reponse.status_code in (302, 404)
        assert relu(recu).assure is None
        ailleurs = AssureFactory(departement=DepartementFactory(code="69"))
        assert agir(connecte, recu, "designer", assure=ailleurs.uuid).status_code == 404

    def test_l_ass_a_qui_il_est_donne_ouvre_l_accompagnement(self, client, recu, ass):
        changer(recu, etat="affecte", qualifie_le=HIER, affecte_a=ass, affecte_le=HIER)
        client.force_login(ass)
        page = client.get(reverse("cases:signalement_ouvrir", args=[recu.uuid]), follow=True)
        assert "Désignez d’abord le dossier" in texte(page)
        agir(client, recu, "dossier", **PERSONNE)
        assert "Ouvrir l’accompagnement" in lire(client, recu)
        reponse = agir(client, recu, "ouvrir", axe="PDP", le=JOUR.isoformat(), site=recu.site.pk)
        assert reponse.headers["Location"] == reverse("cases:dossier", args=[relu(recu).assure.uuid])
        with perimetre(TOUT):
            suivi = Accompagnement.objects.get()
            assert (suivi.assure, relu(recu).etat) == (relu(recu).assure, EtatSignalement.CONVERTI)

    def test_un_refus_d_ouvrir_garde_la_page(self, client, recu, ass, suivi):
        changer(
            recu, etat="affecte", qualifie_le=HIER, affecte_a=ass, affecte_le=HIER, assure_id=suivi.assure.pk
        )
        client.force_login(ass)
        reponse = agir(client, recu, "ouvrir", axe="PDP", le=JOUR.isoformat(), site=recu.site.pk)
        assert reponse.status_code == 422
        assert relu(recu).etat == EtatSignalement.AFFECTE


class TestPourLuiMeme:
    def creer(self, client, **champs):
        return client.post(reverse("cases:dossier_creer"), champs)

    def test_chercher_puis_creer(self, connecte, site, suivi):
        criteres = PERSONNE | {"departement": site.departement_id}
        page = self.creer(connecte, **criteres)
        assert page.status_code == 200
        assert "PERRIN Lise" in texte(page)
        assert Journal.objects.filter(action="liste", precision__startswith="Recherche").exists()
        assert dossiers() == 1
        reponse = self.creer(connecte, **criteres, creer="oui")
        with perimetre(TOUT):
            cree = Assure.objects.latest("pk")
        assert reponse.headers["Location"] == reverse("cases:dossier", args=[cree.uuid])
        encore = self.creer(connecte, **criteres, creer="oui")
        assert encore.status_code == 422
        assert "Cette personne a déjà un dossier" in texte(encore)

    def test_du_resultat_on_laisse_un_message_au_referent(self, client, connecte, site, suivi):
        cherche = {
            "departement": site.departement_id,
            "nom": "Perrin",
            "prenom": "Lise",
            "date_naissance": "",
        }
        adresse = reverse("cases:message_laisser", args=[suivi.uuid])
        page = texte(connecte.post(reverse("cases:dossier_creer"), cherche))
        assert adresse in page
        assert "en cours depuis le" in page
        client.force_login(un_agent(Profil.ASS, site))
        page = texte(client.post(reverse("cases:dossier_creer"), cherche))
        assert "en cours depuis le" in page
        assert adresse not in page

    def test_une_cle_fausse_se_dit_a_la_recherche(self, connecte, site):
        page = self.creer(connecte, **PERSONNE | {"nir": NIR + "01", "departement": site.departement_id})
        assert page.status_code == 422
        assert "La clé de ce NIR" in texte(page)

    def test_on_ne_cree_que_dans_ses_unites(self, connecte):
        ailleurs = DepartementFactory(code="69")
        page = self.creer(connecte, **PERSONNE, departement=ailleurs.pk, creer="oui")
        assert page.status_code == 422
        assert dossiers() == 0

    def test_un_dossier_en_acces_restreint_ne_se_montre_pas(self, connecte, site, manager):
        AssureFactory(
            departement=site.departement,
            nom="Perrin",
            prenom="Lise",
            date_naissance=NAISSANCE,
            acces_restreint=True,
            manager_habilite=manager,
        )
        page = self.creer(connecte, **PERSONNE | {"departement": site.departement_id})
        assert "Aucun dossier de l’unité ne ressemble" in texte(page)

    def test_qui_n_en_cree_pas(self, client, site):
        for profil in (Profil.MANAGER, Profil.REGION):
            lieu = site.departement if profil == Profil.MANAGER else site.departement.region
            client.force_login(un_agent(profil, lieu))
            assert client.get(reverse("cases:dossier_creer")).status_code == 403
        client.force_login(un_agent(Profil.ASS, SiteFactory(departement=site.departement)))
        assert client.get(reverse("cases:dossier_creer")).status_code == 200
