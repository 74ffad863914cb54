"""Its outcomes, in one act each, and what is refused."""

import contextlib
import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from cases.enums import EtatSignalement
from cases.signalements.domain import triage
from partners.enums import Profil
from partners.models import RaisonSuite
from tests.cases.horloge import JOUR
from tests.cases.outils import raison
from tests.cases.signalements.views.outils import (
    HIER,
    MOTIF,
    PK_ENORME,
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
    AccompagnementFactory,
    AssureFactory,
    SignalementFactory,
    SituationClotureFactory,
    un_agent,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]


def d_origine(original) -> dict[str, object]:
    """What « doublon » sends: the reason chosen when the page is shown, and the original."""
    autre_canal = RaisonSuite.objects.get(code="autre-canal")
    return {"etat_vu": "recu", "original": original.pk, "raison": autre_canal.pk}


class TestSuites:
    @pytest.mark.parametrize(
        ("suite", "etat", "champs"),
        [
            ("affecter", EtatSignalement.AFFECTE, {"clos_le": None, "affecte_le": JOUR}),
            ("rattacher", EtatSignalement.RATTACHE, {"clos_le": JOUR, "affecte_le": None}),
            ("repondre", EtatSignalement.REPONDU, {"clos_le": JOUR, "motif_suite": MOTIF}),
            ("reorienter", EtatSignalement.REORIENTE, {"clos_le": JOUR, "motif_suite": MOTIF}),
            ("sans_suite", EtatSignalement.SANS_SUITE, {"clos_le": JOUR, "motif_suite": MOTIF}),
            ("doublon", EtatSignalement.DOUBLON, {"clos_le": JOUR, "motif_suite": MOTIF}),
        ],
    )
    def test_chaque_suite_en_un_acte_depuis_recu(
        self, connecte, recu, ass, suivi, original, precisions, suite, etat, champs
    ):
        page = connecte.get(reverse(f"cases:signalement_{suite}", args=[recu.uuid]))
        assert page.status_code == 200
        assert page.context["form"]["etat_vu"].value() == "recu"
        reponse = agir(connecte, recu, suite, etat_vu="recu", **precisions[suite])
        assert (reponse.status_code, reponse.url) == (302, adresse(recu))
        apres = relu(recu)
        assert apres.etat == etat
        assert {nom: getattr(apres, nom) for nom in champs} == champs
        assert apres.qualifie_le == (None if suite == "doublon" else JOUR)
        assert apres.affecte_a == (ass if suite == "affecter" else None)
        assert apres.accompagnement == (suivi if suite == "rattacher" else None)
        assert apres.assure == (suivi.assure if suite == "rattacher" else None)
        assert apres.doublon_de == (original if suite == "doublon" else None)
        attendues = [etat.label] if suite == "doublon" else ["Qualifié", etat.label]
        assert modifications(recu) == attendues
        # The page of what was done can be read.
        assert etat.label in lire(connecte, recu)

    @pytest.mark.parametrize("suite", SUITES)
    def test_quelqu_un_a_agi_entre_temps(self, connecte, recu, precisions, suite):
        changer(recu, etat=EtatSignalement.QUALIFIE, qualifie_le=HIER)
        avant = relu(recu).__dict__
        reponse = agir(connecte, recu, suite, etat_vu="recu", **precisions[suite])
        assert reponse.status_code == 422
        assert "Quelqu'un a agi entre-temps : ce signalement est « Qualifié »." in texte(reponse)
        assert {k: v for k, v in relu(recu).__dict__.items() if k.endswith(("_le", "_id", "etat"))} == {
            k: v for k, v in avant.items() if k.endswith(("_le", "_id", "etat"))
        }
        assert modifications(recu) == []

    def test_un_double_clic_n_agit_qu_une_fois(self, connecte, recu, precisions):
        for attendu in (302, 422):
            reponse = agir(connecte, recu, "repondre", etat_vu="recu", **precisions["repondre"])
            assert reponse.status_code == attendu
        assert modifications(recu) == ["Qualifié", "Réponse de premier niveau"]

    @pytest.mark.parametrize("vu", [None, "", "inconnu", "rec\x00u", "x" * 10_000])
    @pytest.mark.parametrize("suite", SUITES)
    def test_sans_etat_vu_rien_n_est_fait(self, connecte, recu, precisions, suite, vu):
        champs = precisions[suite] | ({} if vu is None else {"etat_vu": vu})
        assert agir(connecte, recu, suite, **champs).status_code == 422
        assert relu(recu).etat == EtatSignalement.RECU
        assert modifications(recu) == []

    @pytest.mark.parametrize("motif", ["", " \r\n ", "a\x00b", "x" * 10_000])
    @pytest.mark.parametrize("suite", ["repondre", "reorienter", "sans_suite"])
    def test_un_motif_vide_ou_hostile_est_refuse_au_champ(self, connecte, recu, precisions, suite, motif):
        reponse = agir(connecte, recu, suite, etat_vu="recu", **precisions[suite] | {"motif": motif})
        assert reponse.status_code == 422
        assert list(reponse.context["form"].errors) == ["motif"]
        assert relu(recu).etat == EtatSignalement.RECU

    @pytest.mark.parametrize(
        ("suite", "champ"), [("affecter", "a"), ("rattacher", "accompagnement"), ("doublon", "original")]
    )
    @pytest.mark.parametrize("pk", ["", "-1", "x", "1\x00", PK_ENORME, "9" * 5000, "1.5"])
    def test_un_choix_forge_est_refuse_au_champ(self, connecte, recu, precisions, suite, champ, pk):
        reponse = agir(connecte, recu, suite, etat_vu="recu", **precisions[suite] | {champ: pk})
        assert reponse.status_code == 422
        assert list(reponse.context["form"].errors) == [champ]
        assert relu(recu).etat == EtatSignalement.RECU

    def test_l_accompagnement_d_une_autre_personne_ne_se_rattache_pas(self, connecte, recu, suivi, site, ass):
        autre = AssureFactory(departement=site.departement, nom="Zola", date_naissance=None)
        etranger = AccompagnementFactory(assure=autre, site=site, referent=ass)
        clos = AccompagnementFactory(
            assure=suivi.assure,
            site=site,
            referent=ass,
            axe="SPS",
            clos_le=HIER,
            site_cloture=site,
            situation_cloture=SituationClotureFactory(),
        )
        for forge in (etranger, clos):
            reponse = agir(connecte, recu, "rattacher", etat_vu="recu", accompagnement=forge.pk)
            assert reponse.status_code == 422
            assert list(reponse.context["form"].errors) == ["accompagnement"]
        assert (relu(recu).etat, relu(recu).accompagnement) == (EtatSignalement.RECU, None)

    def test_l_original_est_de_l_unite_visible_et_n_est_pas_soi(
        self, connecte, recu, site, autre_site, site_ardeche, original
    ):
        """Nor of another name, nor a doublon."""
        identite = {"nom": "Perrin", "prenom": "Lise"}
        double = SignalementFactory(
            site=site, etat=EtatSignalement.DOUBLON, clos_le=JOUR, doublon_de=original, **identite
        )
        forges = [
            SignalementFactory(site=site_ardeche, **identite),
            SignalementFactory(site=autre_site, **identite),
            SignalementFactory(site=site, nom="Zola"),
            double,
            recu,
        ]
        for forge in forges:
            reponse = agir(connecte, recu, "doublon", **d_origine(forge))
            assert reponse.status_code == 422
            assert list(reponse.context["form"].errors) == ["original"]
        assert relu(recu).etat == EtatSignalement.RECU

    def test_l_original_d_un_doublon_ne_devient_pas_doublon(self, connecte, recu, original):
        assert agir(connecte, recu, "doublon", **d_origine(original)).status_code == 302
        tiers = SignalementFactory(site=recu.site, nom="Perrin", prenom="Lise")
        reponse = agir(connecte, original, "doublon", **d_origine(tiers))
        assert reponse.status_code == 422
        assert "D'autres signalements sont marqués comme doublons de celui-ci." in texte(reponse)
        assert relu(original).etat == EtatSignalement.RECU

    @pytest.mark.django_db(transaction=True)
    def test_deux_agents_designent_chacun_le_signalement_de_l_autre(
        self, csam, collegue_csam, recu, original, monkeypatch
    ):
        """One succeeds, the other reads a sentence: never an error page (each holds a row that the other waits for)."""
        depart = threading.Barrier(2)
        acte = triage.marquer_doublon

        def ensemble(**champs):
            # Whoever waits for the other's lock never comes: then the first goes on alone.
            with contextlib.suppress(threading.BrokenBarrierError):
                depart.wait(timeout=2)
            acte(**champs)

        monkeypatch.setitem(triage._ACTES, triage.Suite.DOUBLON, ensemble)
        statuts = []

        def marquer(agent, signalement, autre):
            client = Client(raise_request_exception=False)
            client.force_login(agent)
            try:
                statuts.append(agir(client, signalement, "doublon", **d_origine(autre)).status_code)
            finally:
                connection.close()

        fils = [
            threading.Thread(target=marquer, args=args)
            for args in ((csam, recu, original), (collegue_csam, original, recu))
        ]
        for fil in fils:
            fil.start()
        for fil in fils:
            fil.join(timeout=300)
        assert sorted(statuts) == [302, 422]
        assert sorted([relu(recu).etat, relu(original).etat]) == ["doublon", "recu"]

    def test_seul_un_ass_de_l_unite_est_choisi(
        self, connecte, recu, csam, manager, secretaire, ass_ardeche, ass, site
    ):
        parti = un_agent(Profil.ASS, site, au=HIER)
        for forge in (csam, manager, secretaire, ass_ardeche, parti):
            reponse = agir(connecte, recu, "affecter", etat_vu="recu", a=forge.pk)
            assert reponse.status_code == 422
            assert list(reponse.context["form"].errors) == ["a"]
        assert relu(recu).etat == EtatSignalement.RECU
        page = connecte.get(reverse("cases:signalement_affecter", args=[recu.uuid]))
        assert [pk for pk, _ in page.context["form"].fields["a"].choices] == ["", ass.pk]

    @pytest.mark.parametrize("suite", SUITES)
    def test_un_signalement_clos_ne_recoit_pas_d_autre_suite(self, connecte, recu, precisions, suite):
        changer(recu, etat=EtatSignalement.REPONDU, qualifie_le=HIER, clos_le=JOUR, motif_suite=MOTIF)
        reponse = agir(connecte, recu, suite, etat_vu="repondu", **precisions[suite])
        assert reponse.status_code == 422
        assert "ne permet pas de passer à" in texte(reponse)
        assert relu(recu).etat == EtatSignalement.REPONDU
        assert modifications(recu) == []

    def test_l_ass_d_un_autre_site_a_qui_on_l_affecte_le_lit(self, client, csam, recu, ass_autre_site):
        """The form offers every ASS of the unit: the one chosen must find what is given to him."""
        client.force_login(csam)
        assert agir(client, recu, "affecter", etat_vu="recu", a=ass_autre_site.pk).status_code == 302
        client.force_login(ass_autre_site)
        assert client.get(adresse(recu)).status_code == 200
        assert noms_de_la_file(client) == ["Perrin"]

    def test_un_ass_conclut_ce_qui_lui_est_donne_et_rien_d_autre(self, client, recu, ass, collegue):
        changer(recu, etat="affecte", qualifie_le=HIER, affecte_a=ass, affecte_le=HIER)
        client.force_login(collegue)
        assert agir(client, recu, "sans_suite", etat_vu="affecte", motif=MOTIF).status_code == 403
        client.force_login(ass)
        assert agir(client, recu, "repondre", etat_vu="affecte", motif=MOTIF).status_code == 403
        assert agir(client, recu, "affecter", etat_vu="affecte", a=collegue.pk).status_code == 403
        fin = {"raison": raison(EtatSignalement.SANS_SUITE).pk, "motif": MOTIF}
        assert agir(client, recu, "sans_suite", etat_vu="affecte", **fin).status_code == 302
        assert relu(recu).etat == EtatSignalement.SANS_SUITE

    def test_un_manager_affecte_et_c_est_tout(self, client, recu, manager, precisions):
        client.force_login(manager)
        for suite in SUITES[1:]:
            assert agir(client, recu, suite, etat_vu="recu", **precisions[suite]).status_code == 403
        assert agir(client, recu, "affecter", etat_vu="recu", **precisions["affecter"]).status_code == 302
        assert relu(recu).etat == EtatSignalement.AFFECTE

    @pytest.mark.parametrize("suite", SUITES)
    def test_la_page_de_lecture_ne_propose_rien_a_la_secretaire(
        self, client, secretaire, recu, precisions, suite
    ):
        client.force_login(secretaire)
        assert "Décider" not in lire(client, recu)
        assert client.get(reverse(f"cases:signalement_{suite}", args=[recu.uuid])).status_code == 403
        assert agir(client, recu, suite, etat_vu="recu", **precisions[suite]).status_code == 403
        assert relu(recu).etat == EtatSignalement.RECU

    def test_le_formulaire_dit_que_quelqu_un_a_decide_depuis(self, connecte, recu, ass):
        changer(recu, etat="affecte", qualifie_le=JOUR, affecte_le=JOUR, affecte_a=ass)
        page = texte(connecte.get(reverse("cases:signalement_sans_suite", args=[recu.uuid])))
        assert f"« Affecté » à {ass}" in page
