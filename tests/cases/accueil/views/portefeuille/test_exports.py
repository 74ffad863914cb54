"""What is exported of a portefeuille: by whom, how long, and who gives the right."""

import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cases.accueil.domain.portefeuille import effacer_les_exports
from cases.enums import Axe
from cases.models import ExportListe
from partners.models import Affectation
from servicesocial.enums import ActionJournal
from servicesocial.models import Journal
from servicesocial.perimetre import TOUT, perimetre
from tests.fabriques import ExportListeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]


def _dire(valeur: object) -> object:
    return f"{valeur:%d/%m/%Y}" if isinstance(valeur, datetime.datetime) else valeur


class TestExports:
    @pytest.fixture(autouse=True)
    def autorise(self, ass):
        ass.affectations.update(exporte=True)

    def exporter(self, client, filtres="", tri=""):
        return client.post(reverse("cases:portefeuille_exporter"), {"filtres": filtres, "tri": tri})

    def lire(self, client) -> list[tuple[object, ...]]:
        (export,) = ExportListe.objects.all()
        reponse = client.get(reverse("cases:export_telecharger", args=[export.uuid]))
        assert reponse.status_code == 200
        feuille = load_workbook(io.BytesIO(reponse.content)).active
        return [tuple(_dire(cellule.value) for cellule in ligne) for ligne in feuille.iter_rows()]

    def test_ce_qui_est_montre_part_avec_ses_filtres_et_son_ordre(self, connecte, suivre, ass, collegue):
        suivre("Avant", axe=Axe.SPS)
        suivre("Zoulou", axe=Axe.SPS)
        suivre("Écartée")
        suivre("Sienne", axe=Axe.SPS, referent=collegue)
        assert self.exporter(connecte, "axe=SPS", "-assure")["Location"] == reverse("cases:exports")
        entetes, *lignes = self.lire(connecte)
        assert entetes[:3] == ("Personne", "Axe", "Ouvert le")
        assert [ligne[0] for ligne in lignes] == ["ZOULOU Camille", "AVANT Camille"]
        assert lignes[0][1:4] == ("SPS", "04/02/2026", "05/05/2026")
        assert lignes[0][5] == "Étape Zoulou"
        (export,) = ExportListe.objects.all()
        assert b"ZOULOU" not in bytes(export.contenu)
        journal = Journal.objects.filter(objet_uuid=export.uuid).order_by("id")
        assert [(ligne.action, ligne.agent, ligne.precision) for ligne in journal] == [
            (ActionJournal.CREATION, ass, "2 personnes : Axe : Sécuriser les parcours en santé"),
            (ActionJournal.TELECHARGEMENT, ass, ""),
        ]

    @pytest.mark.parametrize("tri", ["../../etc", "-", "assure,axe", "\x00"])
    def test_un_tri_inconnu_n_est_pas_une_erreur(self, connecte, suivre, tri):
        suivre("Mienne")
        assert self.exporter(connecte, "", tri).status_code == 302
        assert ExportListe.objects.count() == 1

    def test_une_formule_reste_un_texte(self, connecte, suivre):
        suivre("=1+1", axe=Axe.SPS)
        self.exporter(connecte)
        (export,) = ExportListe.objects.all()
        reponse = connecte.get(reverse("cases:export_telecharger", args=[export.uuid]))
        (cellule,) = [
            c for c in load_workbook(io.BytesIO(reponse.content)).active["A"] if "1+1" in str(c.value)
        ]
        assert (cellule.data_type, cellule.value) == ("s", "=1+1 Camille")

    def test_sans_le_droit_rien_ne_sort(self, client, connecte, suivre, ass, adresse, csam):
        suivre("Mienne")
        self.exporter(connecte)
        (export,) = ExportListe.objects.all()
        Affectation.objects.update(exporte=False)
        for agent in (ass, csam):
            client.force_login(agent)
            assert self.exporter(client).status_code == 403
            assert client.get(reverse("cases:exports")).status_code == 403
        client.force_login(ass)
        assert client.get(reverse("cases:export_telecharger", args=[export.uuid])).status_code == 403
        assert "Exporter cette liste" not in client.get(adresse).content.decode()

    def test_celui_d_un_autre_n_existe_pas(self, client, connecte, collegue):
        collegue.affectations.update(exporte=True)
        export = ExportListeFactory(agent=collegue)
        assert connecte.get(reverse("cases:export_telecharger", args=[export.uuid])).status_code == 404
        assert "1 personne" not in connecte.get(reverse("cases:exports")).content.decode()

    def test_il_expire_puis_son_contenu_s_efface(self, connecte, ass):
        hier = timezone.now() - datetime.timedelta(hours=25)
        expire, valable = ExportListeFactory(agent=ass, cree_le=hier), ExportListeFactory(agent=ass)
        page = connecte.get(reverse("cases:exports")).content.decode()
        assert reverse("cases:export_telecharger", args=[valable.uuid]) in page
        assert reverse("cases:export_telecharger", args=[expire.uuid]) not in page
        refuse = connecte.get(reverse("cases:export_telecharger", args=[expire.uuid]), follow=True)
        assert "Cet export a expiré" in refuse.content.decode()
        assert effacer_les_exports(maintenant=timezone.now()) == 1
        expire.refresh_from_db()
        valable.refresh_from_db()
        assert (expire.contenu, bool(valable.contenu)) == (None, True)

    def test_une_liste_vide_ne_s_exporte_pas(self, connecte):
        assert "rien n’est à exporter" in self.exporter_et_suivre(connecte)

    def test_une_liste_trop_longue_ne_s_exporte_pas(self, connecte, suivre, monkeypatch):
        monkeypatch.setattr("cases.accueil.domain.portefeuille.LIGNES_MAX", 1)
        suivre("Une")
        suivre("Deux")
        assert "ajoutez un filtre" in self.exporter_et_suivre(connecte)
        assert not ExportListe.objects.exists()

    def exporter_et_suivre(self, client) -> str:
        reponse = client.post(reverse("cases:portefeuille_exporter"), follow=True)
        return reponse.content.decode().replace("&#x27;", "’").replace("'", "’")


class TestDroitDExporter:
    def test_le_manager_le_donne_et_le_retire(self, client, manager, ass):
        client.force_login(manager)
        adresse = reverse("partners:equipe_export", args=[ass.uuid])
        assert adresse in client.get(reverse("partners:equipe")).content.decode()
        for attendu in (True, False):
            assert client.post(adresse).status_code == 302
            with perimetre(TOUT):
                assert [a.exporte for a in ass.affectations.all()] == [attendu]
        lignes = Journal.objects.filter(objet_uuid=ass.uuid).order_by("id")
        assert [ligne.precision for ligne in lignes] == [
            "Export de listes autorisé",
            "Export de listes retiré",
        ]

    def test_il_ne_se_donne_ni_a_soi_ni_a_qui_n_est_pas_ass(self, client, ass, csam, manager, ass_ardeche):
        client.force_login(ass)
        assert client.post(reverse("partners:equipe_export", args=[ass.uuid])).status_code == 403
        assert "Export de listes" not in client.get(reverse("partners:equipe")).content.decode()
        client.force_login(manager)
        refuse = client.post(reverse("partners:equipe_export", args=[csam.uuid]))
        assert refuse.status_code == 422
        assert client.post(reverse("partners:equipe_export", args=[ass_ardeche.uuid])).status_code == 404
        assert not Affectation.objects.filter(exporte=True).exists()
