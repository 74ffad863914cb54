"""A demande is refused; a dossier goes without being asked for."""

import datetime

import pytest

from cases.enums import EtatDemande
from cases.models import Transfert
from cases.transferts.domain.transfert import accepter_demande, refuser_demande
from partners.enums import Profil
from servicesocial.models import Journal
from servicesocial.perimetre import TOUT, perimetre
from tests.cases.horloge import JOUR
from tests.cases.outils import comme, refus, sans_droit
from tests.cases.signalements.views.outils import texte
from tests.cases.transferts.views.outils import (
    MOTIF,
    dossier,
    envoyer,
    relu,
    relue,
    visiter,
)
from tests.fabriques import (
    AssureFactory,
    DemandeTransfertFactory,
    DepartementFactory,
    un_agent,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]


class TestRefuser:
    def test_le_motif_se_lit_de_l_autre_cote(self, demande, suivi, signalement, manager, csam_ardeche):
        assert envoyer(manager, "transfert_refuser", demande.uuid, motif="").status_code == 422
        assert (
            envoyer(manager, "transfert_refuser", demande.uuid, motif="Suivie jusqu'en juin").status_code
            == 302
        )
        assert (relue().etat, relue().motif_refus) == ("refusee", "Suivie jusqu'en juin")
        page = texte(visiter(csam_ardeche, "signalement", signalement.uuid))
        assert "refusé le 15 mai 2026 : Suivie jusqu'en juin" in page
        assert "Demander le transfert du dossier" in page
        for mot in (str(suivi.assure.uuid), str(manager), str(suivi.departement)):
            assert mot not in page
        table = texte(visiter(csam_ardeche, "transferts"))
        assert "Transfert refusé" in table

    def test_le_journal_le_dit_dans_les_deux_unites(self, demande, signalement, manager):
        envoyer(manager, "transfert_refuser", demande.uuid, motif="Suivie ici")
        lignes = Journal.objects.filter(precision="Transfert refusé").order_by("pk")
        assert [(ligne.objet_uuid, ligne.departement_code) for ligne in lignes] == [
            (demande.uuid, "01"),
            (signalement.uuid, "07"),
        ]

    def test_deux_reponses_ne_font_qu_une(self, demande, manager):
        autre = un_agent(Profil.MANAGER, demande.departement)
        with comme(manager):
            refuser_demande(agent=manager, demande=demande, motif="Suivie ici")
        with comme(autre):
            demande = relue()
            with refus("n'attend plus de réponse"):
                accepter_demande(agent=autre, demande=demande)
            with refus("n'attend plus de réponse"):
                refuser_demande(agent=autre, demande=demande, motif="Non")
        assert dossier().departement_id == "01"

    def test_un_manager_de_l_unite_et_personne_d_autre(
        self, demande, ass, csam, manager_ardeche, csam_ardeche
    ):
        for agent in (ass, csam, manager_ardeche, csam_ardeche):
            assert envoyer(agent, "transfert_refuser", demande.uuid, motif="Non").status_code == 404
            assert envoyer(agent, "transfert_accepter", demande.uuid).status_code == 404
            with perimetre(TOUT), sans_droit():
                refuser_demande(agent=agent, demande=demande, motif="Non")

    def test_de_deux_unites_a_qui_l_on_demande_la_seconde_reponse_clot(self, demande, signalement, manager):
        """Two dossiers of one name: the asking unit waits until both have answered; accepted by one is accepted."""
        drome = DepartementFactory(code="26")
        autre = DemandeTransfertFactory(
            assure=AssureFactory(departement=drome),
            vers=demande.vers,
            signalement_uuid=signalement.uuid,
        )
        envoyer(manager, "transfert_accepter", demande.uuid)
        assert relu(signalement).transfert_attendu
        envoyer(un_agent(Profil.MANAGER, drome), "transfert_refuser", autre.uuid, motif="Homonyme")
        assert relu(signalement).transfert_reponse == EtatDemande.ACCEPTEE


class TestTransferer:
    def test_sans_demande(self, suivi, manager, ardeche, manager_ardeche):
        assert "Transférer" in texte(visiter(manager, "dossier", suivi.assure.uuid))
        reponse = envoyer(manager, "dossier_transferer", suivi.assure.uuid, vers="07", motif=MOTIF)
        assert reponse.status_code == 302
        with perimetre(["07"]):
            transfert = Transfert.objects.get()
        assert (transfert.depuis_id, transfert.vers_id, transfert.par, transfert.motif) == (
            "01",
            "07",
            manager,
            MOTIF,
        )
        assert MOTIF in texte(visiter(manager_ardeche, "dossier_historique", suivi.assure.uuid))

    @pytest.mark.parametrize("vers", ["01", "99", "", "26"])
    def test_ni_la_meme_unite_ni_une_inconnue_ni_une_fermee(self, suivi, manager, vers):
        DepartementFactory(code="26", valide_au=JOUR - datetime.timedelta(days=1))
        reponse = envoyer(manager, "dossier_transferer", suivi.assure.uuid, vers=vers, motif=MOTIF)
        assert (reponse.status_code, list(reponse.context["form"].errors)) == (422, ["vers"])
        assert dossier().departement_id == "01"

    def test_seul_un_manager_le_propose_et_le_fait(self, suivi, ass, csam, secretaire, ardeche):
        for agent in (ass, csam, secretaire):
            assert "Transférer" not in texte(visiter(agent, "dossier", suivi.assure.uuid))
            reponse = envoyer(agent, "dossier_transferer", suivi.assure.uuid, vers="07", motif=MOTIF)
            assert reponse.status_code == 403

    def test_la_demande_de_la_nouvelle_unite_est_acceptee_par_la(self, demande, signalement, manager):
        envoyer(manager, "dossier_transferer", demande.assure.uuid, vers="07", motif=MOTIF)
        assert relue().etat == EtatDemande.ACCEPTEE
        assert relu(signalement).transfert_reponse == EtatDemande.ACCEPTEE

    def test_parti_puis_reparti(self, suivi, manager, manager_ardeche, ardeche):
        envoyer(manager, "dossier_transferer", suivi.assure.uuid, vers="07", motif=MOTIF)
        envoyer(manager_ardeche, "dossier_transferer", suivi.assure.uuid, vers="01", motif="Revenue")
        page = texte(visiter(manager, "dossier_historique", suivi.assure.uuid))
        assert f"Dossier reçu de l’unité {ardeche}" in page
        assert f"Dossier transféré de l’unité {suivi.departement} à l’unité {ardeche}" in page
