"""What its page shows, and to whom."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.enums import EtatSignalement, NiveauNote
from cases.models import Assure, Signalement
from servicesocial.enums import ActionJournal
from servicesocial.models import Journal
from servicesocial.perimetre import TOUT, perimetre
from tests.cases.horloge import JOUR
from tests.cases.signalements.views.outils import (
    GESTES,
    HIER,
    MOTIF,
    NAISSANCE,
    SUITES,
    adresse,
    agir,
    changer,
    lire,
    modifications,
    noms_de_la_file,
    relu,
    texte,
)
from tests.fabriques import (
    AssureFactory,
    NoteFactory,
    OrigineSignalementFactory,
    SignalementFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]


class TestLecture:
    def test_on_voit_qui_suit_jamais_ce_qui_est_ecrit(self, connecte, csam, recu, suivi, ass):
        for niveau in NiveauNote:
            NoteFactory(accompagnement=suivi, niveau=niveau, texte=f"motplanté-{niveau}")
        vu = lire(connecte, recu)
        assert "PDP en cours depuis le 01/03/2023" in vu
        assert f"référent : {ass}" in vu
        assert "motplanté" not in vu
        for suite in SUITES:
            page = connecte.get(reverse(f"cases:signalement_{suite}", args=[recu.uuid]))
            assert "motplanté" not in texte(page)
        lignes = Journal.objects.filter(action=ActionJournal.CONSULTATION).order_by("id")
        # The page, then the two forms that name other persons.
        assert [ligne.precision for ligne in lignes] == ["", "Rattachement", "Doublon"]
        assert {(ligne.agent, ligne.objet, ligne.objet_uuid) for ligne in lignes} == {
            (csam, "signalement", recu.uuid)
        }

    def test_proposer_des_dossiers_est_une_consultation(self, connecte, recu, suivi):
        """The form of the attachment names persons, axis and référent: no line, no data."""
        page = connecte.get(reverse("cases:signalement_rattacher", args=[recu.uuid]))
        assert "PERRIN Lise" in texte(page)
        assert Journal.objects.filter(action=ActionJournal.CONSULTATION).count() == 1

    def test_precedent_et_suivant_suivent_l_ordre_de_la_file(self, connecte, site, autre_site):
        """Two of the same day in the order they came; neither what is closed, nor another site."""
        file = [
            SignalementFactory(site=site, nom=nom, recu_le=JOUR - datetime.timedelta(days=jours))
            for nom, jours in (("C", 2), ("A", 9), ("D", 2), ("B", 5), ("E", 0))
        ]
        SignalementFactory(site=autre_site, nom="Ailleurs", recu_le=JOUR - datetime.timedelta(days=4))
        SignalementFactory(
            site=site,
            nom="Clos",
            recu_le=JOUR - datetime.timedelta(days=4),
            etat=EtatSignalement.SANS_SUITE,
            clos_le=JOUR,
        )
        ordre = sorted(file, key=lambda s: s.nom)
        assert noms_de_la_file(connecte) == ["A", "B", "C", "D", "E"]
        for rang, signalement in enumerate(ordre):
            lu = connecte.get(adresse(signalement)).context["lu"]
            assert lu.precedent == (ordre[rang - 1] if rang else None)
            assert lu.suivant == (ordre[rang + 1] if rang < 4 else None)
        page = connecte.get(adresse(ordre[1])).content.decode()
        assert page.index(adresse(ordre[0])) < page.index(adresse(ordre[2]))

    def test_un_dossier_en_acces_restreint_n_est_ni_lu_ni_liste(self, connecte, csam, recu, suivi, manager):
        changer(recu, assure=suivi.assure)
        with perimetre(TOUT):
            Assure.objects.filter(pk=suivi.assure_id).update(acces_restreint=True, manager_habilite=manager)
        assert connecte.get(adresse(recu)).status_code == 404
        for geste in GESTES:
            assert agir(connecte, recu, geste, etat_vu="recu", motif=MOTIF).status_code == 404
        assert noms_de_la_file(connecte) == []
        # A signalement of the same name does not show it either.
        homonyme = SignalementFactory(site=recu.site, nom="Perrin", prenom="Lise", date_naissance=NAISSANCE)
        page = connecte.get(adresse(homonyme))
        assert (page.context["lu"].dossiers, page.context["lu"].semblables) == ([], [])
        connecte.force_login(manager)
        assert connecte.get(adresse(recu)).status_code == 200

    def test_un_signalement_annule_n_est_plus_lu(self, connecte, csam, recu):
        changer(recu, annule_le=timezone.now(), annule_par=csam, motif_annulation="Erreur")
        assert connecte.get(adresse(recu)).status_code == 404
        for geste in GESTES:
            assert agir(connecte, recu, geste, etat_vu="recu", motif=MOTIF).status_code == 404
        assert noms_de_la_file(connecte) == []

    def test_un_signalement_d_ailleurs_n_existe_pas(self, connecte, autre_site, site_ardeche):
        inconnu = Signalement(uuid=uuid.uuid4())
        for ailleurs in (
            SignalementFactory(site=autre_site),
            SignalementFactory(site=site_ardeche),
            inconnu,
        ):
            assert connecte.get(adresse(ailleurs)).status_code == 404
            for geste in GESTES:
                assert agir(connecte, ailleurs, geste, etat_vu="recu", motif=MOTIF).status_code == 404

    @pytest.mark.parametrize("qui", ["agent_region", "administrateur", "ass_ardeche", "manager_ardeche"])
    def test_qui_n_est_pas_de_l_unite_ne_lit_pas(self, client, recu, qui, request):
        client.force_login(request.getfixturevalue(qui))
        assert client.get(adresse(recu)).status_code in (403, 404)
        assert not Journal.objects.filter(action=ActionJournal.CONSULTATION).exists()

    def test_un_dossier_d_une_autre_unite_est_dit_sans_etre_montre(self, connecte, recu, ardeche):
        AssureFactory(departement=ardeche, nom="Perrin", prenom="Lise", date_naissance=NAISSANCE)
        page = connecte.get(adresse(recu))
        assert "Un dossier existe dans un autre département" in texte(page)
        assert page.context["lu"].dossiers == []
        assert "Ardèche" not in texte(page)

    @pytest.mark.parametrize("geste", ["prendre", "rendre", "defaire"])
    def test_une_adresse_d_acte_ne_s_ouvre_pas(self, connecte, recu, geste):
        page = reverse(f"cases:signalement_{geste}", args=[recu.uuid])
        assert connecte.get(page).status_code == 405
        assert connecte.head(page).status_code == 405
        assert modifications(recu) == []

    def test_une_page_lue_ne_recoit_rien(self, connecte, recu):
        assert connecte.post(adresse(recu)).status_code == 405
        assert connecte.put(reverse("cases:signalement_affecter", args=[recu.uuid])).status_code == 405

    def test_sans_connexion_rien_ne_se_lit_ni_ne_s_ecrit(self, client, recu):
        adresses = [adresse(recu), reverse("cases:signalement_creer")]
        for page in [*adresses, *(reverse(f"cases:signalement_{g}", args=[recu.uuid]) for g in GESTES)]:
            for reponse in (client.get(page), client.post(page, {"etat_vu": "recu"})):
                assert reponse.status_code == 302
                assert not reponse.url.startswith(reverse("cases:signalements"))
        assert relu(recu).etat == EtatSignalement.RECU

    def test_la_file_et_la_page_disent_la_promesse_de_l_origine(self, connecte, site, recu):
        prado = OrigineSignalementFactory(code="cpam-prado")
        urgent = SignalementFactory(
            site=site, origine=prado, recu_le=HIER, echeance=HIER + datetime.timedelta(days=3)
        )
        file = texte(connecte.get(reverse("cases:signalements")))
        assert file.index("Contact sous 72 h") < file.index("Rendez-vous sous 14 jours")
        page = texte(connecte.get(adresse(urgent)))
        assert "Contact sous 72 h, au plus tard le 17 mai 2026" in page
        assert "Second entretien au plus tard le 14 juin 2026" in page.replace("</dt> <dd>", "")
        page = texte(connecte.get(adresse(recu)))
        assert "Rendez-vous sous 14 jours, au plus tard le 28 mai 2026" in page
        assert "Second entretien" not in page
