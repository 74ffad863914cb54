"""The dossier goes to the unit that asked for it: what is settled, what each of the two units reads."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.enums import EtatDemande
from cases.models import Assure, DemandeTransfert
from cases.transferts.domain.demande_transfert import demander_transfert, retirer_demande
from cases.transferts.domain.transfert import PARTI_AILLEURS
from partners.enums import Profil
from servicesocial.perimetre import TOUT, perimetre
from tests.cases.horloge import JOUR
from tests.cases.outils import comme
from tests.cases.signalements.views.outils import texte
from tests.cases.transferts.views.outils import (
    MOTIF,
    NAISSANCE,
    dossier,
    envoyer,
    relu,
    relue,
    visiter,
)
from tests.fabriques import (
    BrouillonFactory,
    DepartementFactory,
    MessageReferentFactory,
    RendezVousFactory,
    SignalementFactory,
    SiteFactory,
    nommer_referent,
    un_agent,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]


class TestAccepter:
    def test_le_dossier_change_d_unite_et_l_autre_l_apprend(
        self, demande, suivi, signalement, manager, csam_ardeche, ass
    ):
        page = texte(visiter(manager, "transfert_accepter", demande.uuid))
        for mot in ("07) suivra la personne", MOTIF, str(ass), "PDP, ouvert le 01/03/2023"):
            assert mot in page
        reponse = envoyer(manager, "transfert_accepter", demande.uuid)
        assert (reponse.status_code, reponse.url) == (302, reverse("cases:transferts"))
        assert dossier().departement_id == "07"
        apres = relue()
        assert (apres.etat, apres.repondue_par, apres.departement_id) == ("acceptee", manager, "07")
        assert (relu(signalement).transfert_reponse, relu(signalement).transfert_repondu_le) == (
            "acceptee",
            JOUR,
        )
        page = texte(visiter(csam_ardeche, "signalement", signalement.uuid))
        assert "Accepté le 15 mai 2026 : le dossier est dans votre unité." in page
        assert reverse("cases:dossier", args=[suivi.assure.uuid]) in page
        assert "Le signalement est celui de cette personne" in page
        assert "Retirer la demande" not in page
        envoyer(csam_ardeche, "signalement_designer", signalement.uuid, assure=suivi.assure.uuid)
        assert relu(signalement).assure_id == suivi.assure_id

    def test_plus_personne_de_l_ancienne_unite_ne_l_ouvre(
        self, demande, suivi, manager, ass, csam, secretaire
    ):
        envoyer(manager, "transfert_accepter", demande.uuid)
        for agent in (ass, manager, csam, secretaire):
            assert visiter(agent, "dossier", suivi.assure.uuid).status_code == 404
            assert visiter(agent, "entretien_saisir", suivi.uuid).status_code == 404
        # The second click meets nothing: the demande has left with the dossier.
        assert envoyer(manager, "transfert_accepter", demande.uuid).status_code == 404

    def test_un_referent_des_deux_unites_le_suit_toujours(self, demande, suivi, manager, ass, site_ardeche):
        des_deux = un_agent(Profil.ASS, suivi.site)
        ass.affectations.create(
            profil=Profil.ASS,
            metier=des_deux.affectations.get().metier,
            site=site_ardeche,
            du=datetime.date(2020, 1, 1),
        )
        envoyer(manager, "transfert_accepter", demande.uuid)
        assert visiter(ass, "dossier", suivi.assure.uuid).status_code == 200

    def test_l_historique_dit_d_ou_il_vient_et_l_ancienne_unite_qu_il_est_parti(
        self, demande, suivi, manager, manager_ardeche
    ):
        envoyer(manager, "transfert_accepter", demande.uuid)
        page = texte(visiter(manager_ardeche, "dossier_historique", suivi.assure.uuid))
        assert f"Dossier reçu de l’unité {suivi.departement}" in page
        page = texte(visiter(manager, "transferts"))
        assert "Dossiers partis de vos unités" in page
        for mot in ("PERRIN", "Lise", str(suivi.assure.uuid), MOTIF):
            assert mot not in page
        assert "Dossiers partis" not in texte(visiter(manager_ardeche, "transferts"))

    def test_les_demandes_des_autres_unites_recoivent_leur_reponse(self, demande, suivi, manager):
        drome = DepartementFactory(code="26")
        ailleurs = SignalementFactory(
            site=SiteFactory(departement=drome), nom="Perrin", prenom="Lise", date_naissance=NAISSANCE
        )
        csam = un_agent(Profil.CSAM, ailleurs.site)
        with comme(csam):
            demander_transfert(agent=csam, signalement=ailleurs, motif="Autre adresse")
        envoyer(manager, "transfert_accepter", demande.uuid)
        with perimetre(TOUT):
            etats = dict(DemandeTransfert.objects.values_list("vers_id", "etat"))
        assert etats == {"07": EtatDemande.ACCEPTEE, "26": EtatDemande.REFUSEE}
        assert relu(ailleurs).transfert_reponse == EtatDemande.REFUSEE
        assert PARTI_AILLEURS in texte(visiter(csam, "signalement", ailleurs.uuid))
        # Followed elsewhere now: it may be asked for again, there.
        with comme(csam):
            demander_transfert(agent=csam, signalement=relu(ailleurs), motif="Autre adresse")
        assert relue().departement_id == "07"
        assert relu(ailleurs).transfert_attendu

    def test_ce_qui_reste_a_regler_est_dit(self, demande, suivi, manager):
        RendezVousFactory(accompagnement=suivi, debut=timezone.now() + datetime.timedelta(days=3))
        RendezVousFactory(accompagnement=suivi, debut=timezone.now() - datetime.timedelta(days=3))
        MessageReferentFactory(accompagnement=suivi)
        page = texte(visiter(manager, "transfert_accepter", demande.uuid))
        assert page.count("Rendez-vous du ") == 1
        assert "Rendez-vous du 18 mai 2026" in page
        assert "Message au référent" in page

    def test_un_entretien_en_cours_d_ecriture_retient_le_dossier(self, demande, suivi, manager, ass):
        BrouillonFactory(accompagnement=suivi, agent=ass)
        assert f"{ass}, depuis le" in texte(visiter(manager, "transfert_accepter", demande.uuid))
        reponse = envoyer(manager, "transfert_accepter", demande.uuid)
        assert reponse.status_code == 422
        assert f"{ass} a un entretien en cours d'écriture" in texte(reponse)
        assert dossier().departement_id == "01"
        assert relue().etat == EtatDemande.DEMANDEE
        envoyer(ass, "entretien_abandonner", suivi.uuid)
        assert envoyer(manager, "transfert_accepter", demande.uuid).status_code == 302

    def test_qui_ne_suit_plus_efface_encore_son_brouillon(self, suivi, ass, collegue):
        BrouillonFactory(accompagnement=suivi, agent=ass)
        nommer_referent(suivi, collegue, du=datetime.date(2023, 6, 1))
        assert "effacez-le" in texte(visiter(ass, "dossier", suivi.assure.uuid))
        assert visiter(ass, "entretien_abandonner", suivi.uuid).status_code == 200
        assert envoyer(ass, "entretien_abandonner", suivi.uuid).status_code == 302
        assert visiter(ass, "entretien_abandonner", suivi.uuid).status_code == 403

    @pytest.mark.parametrize("comment", ["parti", "fermé"])
    def test_le_brouillon_de_qui_n_est_plus_la_ne_retient_rien(self, demande, suivi, manager, comment):
        auteur = un_agent(Profil.ASS, suivi.site)
        if comment == "parti":
            auteur.affectations.update(au=JOUR - datetime.timedelta(days=1))
        else:
            type(auteur).objects.filter(pk=auteur.pk).update(is_active=False)
        BrouillonFactory(accompagnement=suivi, agent=auteur)
        assert envoyer(manager, "transfert_accepter", demande.uuid).status_code == 302

    def test_un_acces_restreint_choisit_son_manager(
        self, demande, suivi, manager, manager_ardeche, csam_ardeche
    ):
        with perimetre(TOUT):
            Assure.objects.filter(pk=suivi.assure_id).update(acces_restreint=True, manager_habilite=manager)
        autre_manager = un_agent(Profil.MANAGER, suivi.departement)
        assert visiter(autre_manager, "transfert_accepter", demande.uuid).status_code == 404
        reponse = envoyer(manager, "transfert_accepter", demande.uuid)
        assert (reponse.status_code, list(reponse.context["form"].errors)) == (422, ["manager_habilite"])
        reponse = envoyer(manager, "transfert_accepter", demande.uuid, manager_habilite=manager.pk)
        assert reponse.status_code == 422
        envoyer(manager, "transfert_accepter", demande.uuid, manager_habilite=manager_ardeche.pk)
        assert visiter(manager_ardeche, "dossier", suivi.assure.uuid).status_code == 200
        page = texte(visiter(csam_ardeche, "signalement", relue().signalement_uuid))
        assert "Seules les personnes habilitées le lisent." in page
        assert str(suivi.assure.uuid) not in page

    def test_une_unite_fermee_depuis_ne_recoit_rien(self, demande, manager, ardeche):
        type(ardeche).objects.filter(pk="07").update(valide_au=JOUR - datetime.timedelta(days=1))
        reponse = envoyer(manager, "transfert_accepter", demande.uuid)
        assert reponse.status_code == 422
        assert "n'est pas proposé à cette date" in texte(reponse)
        assert dossier().departement_id == "01"

    def test_une_demande_retiree_ne_s_accepte_plus(self, demande, signalement, manager, csam_ardeche):
        with comme(csam_ardeche):
            retirer_demande(agent=csam_ardeche, signalement=relu(signalement))
        assert "n'attend plus de réponse" in texte(envoyer(manager, "transfert_accepter", demande.uuid))
        reponse = visiter(manager, "transfert_accepter", demande.uuid)
        assert reponse.status_code == 302
        assert dossier().departement_id == "01"
