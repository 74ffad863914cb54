"""What each of the two says of the person, her protections, her NIR."""

import pytest
from django.db import IntegrityError, transaction

from cases.enums import Cote, MotifSansNir, Sexe
from cases.models import (
    Assure,
    Fusion,
)
from cases.personnes.domain.assure import DossierExistant, creer_assure
from tests.cases.outils import jour, refus
from tests.cases.transferts.domain.fusion.outils import AUTRE_NIR, NIR, fusionner
from tests.fabriques import (
    AssureFactory,
)


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
                assure.chiffrer_et_indexer_nir(nir)
                assure.save()

    def test_celui_qui_est_connu_est_garde(self, garde, absorbe, csam):
        self.poser(garde, absorbe, ici="")
        fusionner(csam, garde, absorbe)
        garde.refresh_from_db()
        assert (garde.nir, garde.motif_sans_nir) == (AUTRE_NIR.replace(" ", ""), "")

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
