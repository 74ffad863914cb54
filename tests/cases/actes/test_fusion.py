"""Two dossiers become one: nothing is lost, nothing stays behind, and it is told."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ForeignObjectRel

from cases.domain.assure import DossierExistant, creer_assure
from cases.domain.fusion import DEMANDE_EN_DOUBLE, fusionner_dossiers
from cases.domain.queries.fusion import comparer
from cases.domain.transfert import transferer_dossier
from cases.enums import Axe, Cote, EtatSignalement, MotifSansNir, Sexe
from cases.models import (
    ArretTravail,
    Assure,
    DemandeTransfert,
    Fusion,
    Signalement,
    Situation,
)
from partners.enums import Profil
from servicesocial.models import Journal
from servicesocial.perimetre import perimetre
from tests.cases.outils import jour, refus, sans_droit
from tests.cases.test_dossier import remplir
from tests.fabriques import (
    AccompagnementFactory,
    AgentFactory,
    ArretTravailFactory,
    AssureFactory,
    BrouillonFactory,
    ContactFactory,
    DemandeTransfertFactory,
    FusionFactory,
    SignalementFactory,
    SituationFactory,
    SituationUrgenceFactory,
    TransfertFactory,
    un_agent,
)

NIR, AUTRE_NIR = "2 75 05 88 321 025", "2 75 05 88 321 026"
LIENS = [lien for lien in Assure._meta.get_fields(include_hidden=True) if isinstance(lien, ForeignObjectRel)]


@pytest.fixture
def garde(ain) -> Assure:
    return AssureFactory(departement=ain, nom="Perrin", prenom="Lise")


@pytest.fixture
def absorbe(ain) -> Assure:
    return AssureFactory(departement=ain, nom="Perin", prenom="Lise")


@pytest.fixture(autouse=True)
def ici(ain):
    with perimetre(["01"]):
        yield


def fusionner(agent, garde, absorbe, choix=None, **precisions):
    garde.refresh_from_db()
    absorbe.refresh_from_db()
    return fusionner_dossiers(
        agent=agent,
        garde=garde,
        absorbe=absorbe,
        choix=choix or {},
        **{"empreinte": comparer(garde, absorbe).empreinte} | precisions,
    )


def restes(absorbe: Assure) -> dict[str, int]:
    """How much hangs on this dossier, by key of the models: found there, so that a later model is counted too."""
    return {
        f"{lien.related_model.__name__}.{lien.field.name}": lien.related_model._base_manager.filter(
            **{lien.field.name: absorbe}
        ).count()
        for lien in LIENS
        if (lien.related_model, lien.field.name) != (Fusion, "absorbe")
    }


def test_rien_ne_reste_sur_le_dossier_absorbe_quel_que_soit_le_modele(garde, absorbe, site, csam):
    suivi = AccompagnementFactory(assure=absorbe, site=site)
    remplir(suivi, 1)
    BrouillonFactory(accompagnement=suivi, agent=AgentFactory())
    DemandeTransfertFactory(assure=absorbe)
    TransfertFactory(assure=absorbe)
    ancienne = FusionFactory(assure=absorbe)
    avant = restes(absorbe)
    assert [cle for cle, nombre in avant.items() if not nombre] == [], (
        "chaque table doit avoir de quoi suivre"
    )
    deja = restes(garde)
    fusion = fusionner(csam, garde, absorbe)
    assert set(restes(absorbe).values()) == {0}
    # The trace of this merge, and the dossier absorbed itself, hang on the one kept.
    attendu = {cle: avant[cle] + deja[cle] for cle in avant}
    attendu["Fusion.assure"] += 1
    attendu["Assure.fusionne_dans"] += 1
    assert restes(garde) == attendu
    assert str(suivi.uuid) in fusion.rattaches["accompagnement"]
    ancienne.absorbe.refresh_from_db()
    assert ancienne.absorbe.fusionne_dans == garde
    connection.check_constraints()


def test_la_base_refuse_ce_qui_s_attacherait_encore_au_dossier_absorbe(garde, absorbe, csam, ass):
    """An act that had read it before the merge does not lose what it writes: it fails."""
    fusionner(csam, garde, absorbe)
    for fabrique in (ContactFactory, SituationFactory, TransfertFactory, SignalementFactory):
        with pytest.raises(IntegrityError, match="_actif"), transaction.atomic():
            fabrique(
                assure=absorbe,
                **({"site": ass.affectations.get().site} if fabrique is SignalementFactory else {}),
            )
    with pytest.raises(IntegrityError, match="_actif"), transaction.atomic():
        FusionFactory(assure=absorbe)


def test_un_dossier_ne_se_ferme_pas_tant_que_quelque_chose_y_tient(garde, absorbe):
    ContactFactory(assure=absorbe)
    with pytest.raises(IntegrityError, match="cases_contact_assure_id_actif"), transaction.atomic():
        Assure.objects.filter(pk=absorbe.pk).update(fusionne_dans=garde)


def test_le_dossier_absorbe_ne_se_lit_ni_ne_se_cherche_plus(garde, absorbe, csam):
    fusionner(csam, garde, absorbe)
    assert list(Assure.objects.visible_to(csam)) == [garde]
    relu = Assure.objects.get(pk=absorbe.pk)
    assert (relu.nom, relu.fusionne_dans) == ("Perin", garde)


class TestIdentite:
    def test_ce_qui_est_renseigne_est_garde_sans_qu_on_le_demande(self, garde, absorbe, csam):
        Assure.objects.filter(pk=garde.pk).update(courriel="lise@example.org", date_naissance=None)
        Assure.objects.filter(pk=absorbe.pk).update(
            telephone="06 01 02 03 04", courriel="autre@example.org", decede_le=jour("2026-01-02")
        )
        fusion = fusionner(csam, garde, absorbe)
        garde.refresh_from_db()
        assert (garde.nom, garde.nom_recherche, garde.telephone, garde.courriel) == (
            "Perrin",
            "perrin lise",
            "06 01 02 03 04",
            "lise@example.org",
        )
        assert (garde.date_naissance, garde.decede_le) == (jour("1975-05-20"), jour("2026-01-02"))
        assert fusion.remplaces == []

    def test_ce_qui_est_remplace_reste_dans_la_trace(self, garde, absorbe, csam):
        fusion = fusionner(csam, garde, absorbe, {"nom": Cote.ABSORBE})
        garde.refresh_from_db()
        assert (garde.nom, garde.nom_recherche) == ("Perin", "perin lise")
        assert fusion.remplaces == [{"champ": "nom", "libelle": "Nom", "dit": "Perrin"}]

    @pytest.mark.parametrize("cote", [Cote.GARDE, Cote.ABSORBE])
    @pytest.mark.parametrize("protection", ["ne_pas_laisser_message", "adresse_confidentielle"])
    def test_une_protection_vaut_pour_le_tout(self, garde, absorbe, csam, protection, cote):
        protege = garde if cote == Cote.GARDE else absorbe
        Assure.objects.filter(pk=protege.pk).update(**{protection: True})
        fusionner(csam, garde, absorbe)
        garde.refresh_from_db()
        assert getattr(garde, protection) is True

    def test_un_acces_restreint_vaut_pour_le_tout_et_ne_se_perd_jamais(
        self, garde, absorbe, csam, manager, ain
    ):
        Assure.objects.filter(pk=absorbe.pk).update(acces_restreint=True, manager_habilite=manager)
        fusionner(manager, garde, absorbe)
        garde.refresh_from_db()
        assert (garde.acces_restreint, garde.manager_habilite) == (True, manager)
        assert not Assure.objects.visible_to(csam).exists()


class TestNir:
    def poser(self, garde, absorbe, ici=NIR, la=AUTRE_NIR):
        for assure, nir in ((garde, ici), (absorbe, la)):
            if nir:
                assure.poser_nir(nir)
                assure.save()

    def test_celui_qui_est_connu_est_garde(self, garde, absorbe, csam):
        self.poser(garde, absorbe, ici="")
        fusionner(csam, garde, absorbe)
        garde.refresh_from_db()
        assert (garde.nir, garde.motif_sans_nir) == (NIR[:17].replace(" ", "")[:12] + "6", "")

    def test_deux_nir_differents_demandent_lequel_et_pourquoi(self, garde, absorbe, csam):
        self.poser(garde, absorbe)
        with refus("choisissez celui qui est juste", "nir"):
            fusionner(csam, garde, absorbe)
        garde.refresh_from_db()
        with refus("Dites pourquoi", "motif_nir"):
            fusionner(csam, garde, absorbe, nir=Cote.ABSORBE, motif_nir="  ")

    @pytest.mark.parametrize("juste", list(Cote))
    def test_celui_qui_est_faux_reste_chiffre_dans_la_trace(self, garde, absorbe, csam, juste):
        self.poser(garde, absorbe)
        nirs = {Cote.GARDE: garde.nir, Cote.ABSORBE: absorbe.nir}
        fusion = fusionner(csam, garde, absorbe, nir=juste, motif_nir="Chiffres inversés")
        garde.refresh_from_db()
        faux = Cote.ABSORBE if juste == Cote.GARDE else Cote.GARDE
        assert (garde.nir, Fusion.objects.get(pk=fusion.pk).nir) == (nirs[juste], nirs[faux])
        assert fusion.motif_nir == "Chiffres inversés"

    def test_il_reste_unique_parmi_les_dossiers_en_usage(self, garde, absorbe, csam, ain):
        self.poser(garde, absorbe, ici="")
        fusionner(csam, garde, absorbe)
        garde.refresh_from_db()
        with pytest.raises(DossierExistant, match="PERRIN Lise"):
            creer_assure(agent=csam, departement=ain, nom="X", prenom="Y", sexe=Sexe.FEMME, nir=AUTRE_NIR)
        with pytest.raises(IntegrityError, match="assure_nir_unique"), transaction.atomic():
            AssureFactory(departement=ain, nir=AUTRE_NIR)

    def test_un_nir_qui_contredit_ce_qui_est_choisi_s_explique(self, garde, absorbe, csam):
        self.poser(garde, absorbe, la="")
        Assure.objects.filter(pk=absorbe.pk).update(sexe=Sexe.HOMME)
        with refus("Corrigez, ou dites pourquoi", "nir"):
            fusionner(csam, garde, absorbe, {"sexe": Cote.ABSORBE})
        fusionner(csam, garde, absorbe, {"sexe": Cote.ABSORBE}, nir_explique="État civil changé")
        garde.refresh_from_db()
        assert garde.nir_explique == "État civil changé"

    def test_sans_nir_d_aucun_cote_le_motif_se_choisit(self, garde, absorbe, csam):
        Assure.objects.filter(pk=absorbe.pk).update(motif_sans_nir=MotifSansNir.ETRANGER)
        fusionner(csam, garde, absorbe, {"motif_sans_nir": Cote.ABSORBE})
        garde.refresh_from_db()
        assert garde.motif_sans_nir == MotifSansNir.ETRANGER


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


def test_les_signalements_gardent_leur_suite(garde, absorbe, csam, site, accompagnement):
    suivi = AccompagnementFactory(assure=absorbe, site=site)
    SignalementFactory(
        site=site,
        assure=absorbe,
        accompagnement=suivi,
        etat=EtatSignalement.RATTACHE,
        clos_le=jour("2023-03-02"),
    )
    fusionner(csam, garde, absorbe)
    signalement = Signalement.objects.get()
    assert (signalement.assure, signalement.accompagnement.assure) == (garde, garde)
