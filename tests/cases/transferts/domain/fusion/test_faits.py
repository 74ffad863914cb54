"""Facts that cannot stand together, what follows, and what is refused."""

import datetime

import pytest
from django.db import connection

from cases.enums import Axe, Cote
from cases.models import (
    ArretTravail,
    Assure,
    DemandeTransfert,
    Fusion,
    Signalement,
    Situation,
)
from cases.transferts.domain.fusion import DEMANDE_EN_DOUBLE
from cases.transferts.domain.transfert import transferer_dossier
from cases.transferts.queries.fusion import comparer
from partners.enums import Profil
from servicesocial.models import Journal
from servicesocial.perimetre import perimetre
from tests.cases.outils import jour, refus, sans_droit
from tests.cases.transferts.domain.fusion.outils import fusionner
from tests.fabriques import (
    AccompagnementFactory,
    ArretTravailFactory,
    AssureFactory,
    DemandeTransfertFactory,
    SignalementFactory,
    SituationFactory,
    SituationUrgenceFactory,
    un_agent,
)


class TestFaits:
    @pytest.mark.parametrize("cote", list(Cote))
    def test_deux_situations_d_un_jour_se_choisissent_et_l_autre_reste_dite(self, garde, absorbe, csam, cote):
        ici = SituationFactory(assure=garde, du=jour("2023-01-02"), employeur="Clinique")
        la = SituationFactory(assure=absorbe, du=jour("2023-01-02"), employeur="Mairie")
        seule = SituationFactory(assure=absorbe, du=jour("2024-01-02"), employeur="Mairie")
        with refus("choisissez ce qui est gardé"):
            fusionner(csam, garde, absorbe)
        fusion = fusionner(csam, garde, absorbe, {f"situation-{la.pk}": cote})
        gardee, perdue = (ici, la) if cote == Cote.GARDE else (la, ici)
        assert set(Situation.objects.filter(assure=garde)) == {gardee, seule}
        (ecarte,) = fusion.ecartes
        assert perdue.employeur in ecarte["dit"]

    def test_la_meme_situation_deux_fois_n_en_fait_qu_une(self, garde, absorbe, csam):
        for assure in (garde, absorbe):
            SituationFactory(assure=assure, du=jour("2023-01-02"), employeur="Clinique")
        assert fusionner(csam, garde, absorbe).ecartes == []
        assert Situation.objects.get().assure == garde

    @pytest.mark.parametrize("cote", list(Cote))
    def test_des_arrets_qui_se_chevauchent_se_choisissent_ensemble(self, garde, absorbe, csam, cote):
        def arret(assure, du, au):
            return ArretTravailFactory(assure=assure, du=jour(du), au=jour(au))

        ici = [arret(garde, "2023-01-01", "2023-01-31")]
        la = [arret(absorbe, "2023-01-10", "2023-01-20"), arret(absorbe, "2023-01-25", "2023-02-10")]
        seul = arret(absorbe, "2023-06-01", "2023-06-05")
        double = [arret(assure, "2023-09-01", "2023-09-05") for assure in (garde, absorbe)]
        with refus("Arrêts qui se chevauchent entre le 01/01/2023 et le 10/02/2023"):
            fusionner(csam, garde, absorbe)
        fusion = fusionner(csam, garde, absorbe, {f"arret-{la[0].pk}": cote})
        restent = ici if cote == Cote.GARDE else la
        assert set(ArretTravail.objects.filter(assure=garde)) == {*restent, seul, double[0]}
        assert len(fusion.ecartes) == (2 if cote == Cote.GARDE else 1)
        assert not ArretTravail.objects.filter(assure=absorbe).exists()

    def test_un_axe_ouvert_des_deux_cotes_se_regle_avant(self, garde, absorbe, csam, site):
        ici, la = (AccompagnementFactory(assure=assure, site=site) for assure in (garde, absorbe))
        with refus("un accompagnement ouvert sur l'axe PDP"):
            fusionner(csam, garde, absorbe)
        la.annule_le, la.motif_annulation = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC), "Double"
        la.save()
        fusionner(csam, garde, absorbe)
        assert set(garde.accompagnements.all()) == {ici, la}

    def test_deux_axes_ouverts_restent_ouverts(self, garde, absorbe, csam, site):
        AccompagnementFactory(assure=garde, site=site)
        AccompagnementFactory(assure=absorbe, site=site, axe=Axe.SPS)
        fusionner(csam, garde, absorbe)
        assert garde.accompagnements.ouverts().count() == 2

    def test_l_urgence_de_l_un_vaut_pour_les_signalements_des_deux(self, garde, absorbe, csam, site):
        signalement = SignalementFactory(site=site, assure=garde)
        SituationUrgenceFactory(assure=absorbe)
        fusionner(csam, garde, absorbe)
        assert Signalement.objects.get(pk=signalement.pk).urgent

    def test_une_unite_qui_demandait_les_deux_n_en_demande_plus_qu_un(self, garde, absorbe, csam, ardeche):
        for assure in (garde, absorbe):
            DemandeTransfertFactory(assure=assure, vers=ardeche)
        fusionner(csam, garde, absorbe)
        etats = DemandeTransfert.objects.order_by("pk").values_list("etat", "motif_refus", "assure")
        assert list(etats) == [("demandee", "", garde.pk), ("refusee", DEMANDE_EN_DOUBLE, garde.pk)]


class TestDroitsEtRefus:
    def test_une_csam_ou_un_manager_de_l_unite(
        self, garde, absorbe, ass, secretaire, manager, manager_ardeche
    ):
        for agent in (ass, secretaire, manager_ardeche):
            with sans_droit():
                fusionner(agent, garde, absorbe)
        fusionner(manager, garde, absorbe)

    def test_jamais_avec_lui_meme_ni_deux_fois(self, garde, absorbe, csam):
        with refus("avec lui-même", "absorbe"):
            fusionner(csam, garde, garde)
        fusionner(csam, garde, absorbe)
        for ici, la in ((garde, absorbe), (absorbe, garde)):
            with refus("a déjà été fusionné"):
                fusionner(csam, ici, la)

    def test_jamais_de_deux_unites(self, garde, ardeche, ain):
        ailleurs = AssureFactory(departement=ardeche)
        csam = un_agent(Profil.CSAM, ain.region)
        with perimetre(["01", "07"]), refus("transférez d'abord l'un des deux"):
            fusionner(csam, garde, ailleurs)

    def test_ce_qui_a_change_depuis_la_page_se_relit(self, garde, absorbe, csam):
        vue = comparer(garde, absorbe).empreinte
        Assure.objects.filter(pk=absorbe.pk).update(telephone="06 99 99 99 99")
        with refus("a changé entre-temps"):
            fusionner(csam, garde, absorbe, empreinte=vue)

    def test_elle_est_journalisee_sur_les_deux_dossiers(self, garde, absorbe, csam):
        fusionner(csam, garde, absorbe)
        for assure, precision in (
            (garde, f"Fusion : reçoit {absorbe.uuid}"),
            (absorbe, f"Fusion : absorbé par {garde.uuid}"),
        ):
            ligne = Journal.objects.get(objet_uuid=assure.uuid, action="modification")
            assert (ligne.precision, ligne.agent, ligne.departement_code) == (precision, csam, "01")

    def test_un_dossier_fusionne_se_transfere_entier(self, garde, absorbe, csam, manager, ardeche):
        fusionner(csam, garde, absorbe)
        garde.refresh_from_db()
        transferer_dossier(agent=manager, assure=garde, vers=ardeche, motif="Déménagement")
        with perimetre(["07"]):
            assert set(Assure.objects.values_list("nom", flat=True)) == {"Perrin", "Perin"}
            assert Fusion.objects.get().absorbe.fusionne_dans == garde
            connection.check_constraints()
