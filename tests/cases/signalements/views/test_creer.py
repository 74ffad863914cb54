"""Recording a signalement by hand."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.enums import EtatSignalement
from cases.models import Signalement
from servicesocial.enums import ActionJournal
from servicesocial.models import Journal
from servicesocial.perimetre import TOUT, perimetre
from tests.cases.horloge import JOUR
from tests.cases.signalements.views.outils import (
    PK_ENORME,
    adresse,
    changer,
    combien,
    creer,
    noms_de_la_file,
    saisie,
    texte,
)
from tests.fabriques import (
    SignalementFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]


class TestCreer:
    def test_un_signalement_saisi_se_retrouve_dans_la_file_avec_son_echeance(self, connecte, csam, site):
        recu_le = JOUR - datetime.timedelta(days=3)
        reponse = creer(connecte, site, recu_le=recu_le.isoformat(), motif="Arrêt qui dure")
        with perimetre(TOUT):
            signalement = Signalement.objects.get()
        assert reponse.status_code == 302
        assert reponse.url == adresse(signalement)
        assert (signalement.etat, signalement.echeance) == (EtatSignalement.RECU, datetime.date(2026, 5, 26))
        ligne = Journal.objects.get(action=ActionJournal.CREATION)
        assert (ligne.agent, ligne.objet_uuid, ligne.departement_code) == (csam, signalement.uuid, "01")
        assert noms_de_la_file(connecte) == ["Perrin"]
        assert "26/05/2026" in texte(connecte.get(reverse("cases:signalements")))

    @pytest.mark.parametrize(
        ("champ", "valeur", "phrase"),
        [
            ("nom", "", "Ce champ est obligatoire"),
            ("nom", None, "Ce champ est obligatoire"),
            ("recu_le", "2026-05-16", "Cette date est dans le futur"),
            ("recu_le", "9999-12-31", "Cette date est dans le futur"),
            ("recu_le", "2026-02-30", "date valide"),
            ("accord", "inconnu", "Sélectionnez un choix valide"),
            ("origine", PK_ENORME, "Sélectionnez un choix valide"),
            ("site", "1\x00", "Le caractère nul"),
        ],
    )
    def test_un_refus_est_dit_au_champ_et_garde_la_saisie(self, connecte, site, champ, valeur, phrase):
        reponse = creer(connecte, site, **{"prenom": "Prénom gardé", "motif": "Motif gardé", champ: valeur})
        assert reponse.status_code == 422
        assert phrase in " ".join(reponse.context["form"].errors[champ])
        contenu = texte(reponse)
        assert phrase in contenu
        assert 'value="Prénom gardé"' in contenu
        assert "Motif gardé" in contenu
        assert combien() == 0

    @pytest.mark.parametrize("champ", ["nom", "prenom", "telephone", "motif", "commune"])
    @pytest.mark.parametrize("hostile", ["a\x00b", "x" * 10_000])
    def test_un_texte_hostile_est_refuse_a_son_champ(self, connecte, site, champ, hostile):
        reponse = creer(connecte, site, **{champ: hostile})
        assert reponse.status_code == 422
        assert list(reponse.context["form"].errors) == [champ]
        assert combien() == 0

    def test_la_meme_page_envoyee_deux_fois_n_enregistre_qu_une_fois(self, connecte, site):
        envoi = saisie(site)
        reponses = [connecte.post(reverse("cases:signalement_creer"), envoi) for _ in range(2)]
        assert combien() == 1
        assert [reponse.status_code for reponse in reponses] == [302, 302]
        assert reponses[0].url == reponses[1].url
        assert Journal.objects.filter(action=ActionJournal.CREATION).count() == 1

    def test_la_meme_page_renvoyee_pour_une_autre_personne_ne_la_perd_pas(self, connecte, site):
        """Back, another name typed over the first: recorded or refused, never « enregistré » and lost."""
        identifiant = uuid.uuid4()
        creer(connecte, site, identifiant=identifiant, nom="Premier")
        reponse = creer(connecte, site, identifiant=identifiant, nom="Second")
        assert reponse.status_code == 422 or combien() == 2

    def test_deux_pages_ont_deux_identifiants(self, connecte):
        page = reverse("cases:signalement_creer")
        lus = {connecte.get(page).context["form"]["identifiant"].value() for _ in range(2)}
        assert len(lus) == 2

    def test_le_site_d_une_autre_est_refuse(self, connecte, autre_site, site_ardeche):
        for ailleurs in (autre_site, site_ardeche):
            reponse = creer(connecte, ailleurs)
            assert reponse.status_code == 422
            assert "site" in reponse.context["form"].errors
        assert combien() == 0

    def test_un_identifiant_deja_pris_est_refuse_sans_erreur(self, connecte, site, autre_site, site_ardeche):
        """Of another site, or of another unit, where the scope hides it."""
        for ailleurs in (autre_site, site_ardeche):
            pris = SignalementFactory(site=ailleurs)
            assert creer(connecte, site, identifiant=pris.uuid).status_code == 422
        assert combien() == 2

    def test_un_identifiant_d_un_signalement_annule_ne_mene_pas_a_une_page_absente(
        self, connecte, csam, site
    ):
        """Recorded, annulled, then the page is sent again (Back)."""
        envoi = saisie(site)
        connecte.post(reverse("cases:signalement_creer"), envoi)
        with perimetre(TOUT):
            changer(
                Signalement.objects.get(),
                annule_le=timezone.now(),
                annule_par=csam,
                motif_annulation="Erreur",
            )
        reponse = connecte.post(reverse("cases:signalement_creer"), envoi, follow=True)
        assert reponse.status_code in (200, 422)

    @pytest.mark.parametrize("identifiant", ["", None, "x", "a\x00"])
    def test_un_identifiant_illisible_est_refuse(self, connecte, site, identifiant):
        assert creer(connecte, site, identifiant=identifiant).status_code == 422
        assert combien() == 0

    def test_un_jour_de_l_an_1_est_refuse(self, connecte, site):
        reponse = creer(connecte, site, recu_le="0001-01-01")
        assert reponse.status_code == 422
        assert combien() == 0

    @pytest.mark.parametrize("champ", ["date_naissance", "arret_depuis"])
    @pytest.mark.parametrize("jour", ["9999-12-31", "2027-01-01"])
    def test_une_naissance_ou_un_arret_a_venir_est_refuse(self, connecte, site, champ, jour):
        reponse = creer(connecte, site, **{champ: jour})
        assert reponse.status_code == 422
        assert champ in reponse.context["form"].errors

    @pytest.mark.parametrize("champ", ["date_naissance", "arret_depuis"])
    @pytest.mark.parametrize("jour", ["0001-01-01", "9999-12-31", "2024-02-29"])
    def test_une_date_absurde_n_empeche_pas_de_lire(self, connecte, site, champ, jour):
        reponse = creer(connecte, site, **{champ: jour})
        assert reponse.status_code in (302, 422)
        if reponse.status_code == 302:
            assert connecte.get(reponse.url).status_code == 200
            assert connecte.get(reverse("cases:signalements")).status_code == 200

    def test_un_nom_en_html_est_montre_tel_quel(self, connecte, site):
        nom = "<script>alert(1)</script>"
        page = connecte.get(creer(connecte, site, nom=nom, prenom='"><img src=x>', motif="<b>gras</b>").url)
        brut = page.content.decode()
        for dangereux in ("<script>alert", "<SCRIPT>ALERT", "<img src=x", "<b>gras"):
            assert dangereux not in brut
        assert "&lt;SCRIPT&gt;" in brut
        liste = connecte.get(reverse("cases:signalements")).content.decode()
        assert "<script>alert" not in liste.lower()
        assert "&lt;script&gt;" in liste.lower()

    def test_un_nom_ne_retourne_ni_ne_cache_rien_de_la_page(self, connecte, site):
        creer(connecte, site, nom="Per\u202erin\u200b", prenom="Li\x07se")
        with perimetre(TOUT):
            assert (Signalement.objects.get().nom, Signalement.objects.get().prenom) == ("Perrin", "Li se")
        reponse = creer(connecte, site, nom="\u202e")
        assert reponse.status_code == 422
        assert list(reponse.context["form"].errors) == ["nom"]

    @pytest.mark.parametrize("qui", ["ass", "secretaire", "manager", "agent_region", "administrateur"])
    def test_qui_n_est_pas_csam_n_en_saisit_pas(self, client, site, qui, request):
        client.force_login(request.getfixturevalue(qui))
        assert client.get(reverse("cases:signalement_creer")).status_code == 403
        assert creer(client, site).status_code == 403
        assert combien() == 0
