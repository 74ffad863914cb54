"""The answer to whoever signalled: what is proposed, its letter, that it was sent, and the list of those to send."""

import datetime
import io

import pypdf
import pytest
from django.urls import reverse

from cases.enums import EtatSignalement
from servicesocial.enums import ActionJournal
from servicesocial.models import Journal
from tests.cases.horloge import JOUR
from tests.cases.signalements.views.outils import (
    HIER,
    MOTIF,
    agir,
    changer,
    dits,
    lire,
    modifications,
    relu,
    texte,
)
from tests.fabriques import (
    CanalSignalementFactory,
    OrigineSignalementFactory,
    PartenaireFactory,
    SignalementFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]
CANARI = "Dépression sévère"


@pytest.fixture
def clos(recu):
    changer(
        recu,
        etat=EtatSignalement.SANS_SUITE,
        qualifie_le=HIER,
        clos_le=HIER,
        motif=CANARI,
        motif_suite=CANARI,
    )
    return relu(recu)


def page(client, signalement):
    return client.get(reverse("cases:signalement_reponse", args=[signalement.uuid]))


def propose(client, signalement) -> str:
    return page(client, signalement).context["redaction"]["texte"].value()


def telecharger(client, signalement, contenu: str):
    return client.post(reverse("cases:signalement_lettre", args=[signalement.uuid]), {"texte": contenu})


def noter(client, signalement, **champs):
    valeurs = {"forme": "courrier", "le": JOUR.isoformat()} | champs
    return client.post(reverse("cases:signalement_reponse", args=[signalement.uuid]), valeurs)


def a_envoyer(client) -> list[str]:
    table = client.get(reverse("cases:reponses")).context["table"]
    return [signalement.nom for signalement in table.page.object_list.data]


class TestTexte:
    def test_le_texte_propose_ne_reprend_rien_de_ce_qui_est_ecrit(self, connecte, clos):
        assert CANARI not in texte(page(connecte, clos))
        assert "Mme" not in propose(connecte, clos)

    def test_un_employeur_n_a_qu_un_accuse_de_reception(self, connecte, clos):
        assert "PERRIN" in propose(connecte, clos)
        changer(clos, origine=OrigineSignalementFactory(code="employeur"))
        assert "PERRIN" not in propose(connecte, clos)
        assert "accuse réception" in texte(page(connecte, clos))

    @pytest.mark.parametrize("etat", [EtatSignalement.RECU, EtatSignalement.QUALIFIE])
    def test_sans_suite_donnee_il_n_y_a_rien_a_dire(self, connecte, recu, etat):
        changer(recu, etat=etat, qualifie_le=None if etat == "recu" else JOUR)
        assert "Préparer la réponse" not in lire(connecte, recu)
        for reponse in (page(connecte, recu), noter(connecte, recu), telecharger(connecte, recu, "Bonjour")):
            assert reponse.status_code == 302
            assert dits(reponse)[-1] == ("error", "Ce signalement n’a pas encore de suite à dire.")
        assert relu(recu).reponse_le is None


class TestLettre:
    def test_la_lettre_est_celle_qui_a_ete_relue_et_rien_n_en_est_garde(self, connecte, csam, clos):
        changer(clos, partenaire=PartenaireFactory(nom="Service médical de l'Ain"))
        avant = relu(clos).__dict__
        reponse = telecharger(connecte, clos, "Bonjour <b>vous</b>,\n\nBien reçu.")
        assert reponse.status_code == 200
        assert reponse["Content-Type"] == "application/pdf"
        assert "attachment" in reponse["Content-Disposition"]
        assert "Perrin" not in reponse["Content-Disposition"]
        pdf = pypdf.PdfReader(io.BytesIO(reponse.content))
        (lue,) = (" ".join(feuille.extract_text().split()) for feuille in pdf.pages)
        for attendu in (
            "Service médical de l'Ain",
            "Bonjour <b>vous</b>,",
            "Bien reçu.",
            str(csam),
            "15 mai 2026",
        ):
            assert attendu in lue, lue
        assert CANARI not in lue
        assert pdf.metadata["/Title"] == "Réponse du service social"
        assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
        assert {k: v for k, v in relu(clos).__dict__.items() if k != "_state"} == {
            k: v for k, v in avant.items() if k != "_state"
        }
        ligne = Journal.objects.filter(objet_uuid=clos.uuid).latest("pk")
        assert (ligne.action, ligne.precision) == (ActionJournal.TELECHARGEMENT, "Réponse à qui a signalé")

    @pytest.mark.parametrize("contenu", ["", " \n ", "x" * 3001, "a\x00b"])
    def test_un_texte_vide_ou_hostile_est_refuse_au_champ(self, connecte, clos, contenu):
        reponse = telecharger(connecte, clos, contenu)
        assert reponse.status_code == 422
        assert list(reponse.context["redaction"].errors) == ["texte"]

    def test_une_image_dans_le_texte_n_est_pas_chargee(self, connecte, clos):
        assert telecharger(connecte, clos, "<img src='https://example.org/x.png'>").status_code == 200


class TestEnvoyee:
    def test_notee_une_fois_avec_sa_date_et_sa_forme(self, connecte, clos):
        for _ in range(2):
            assert noter(connecte, clos).status_code == 302
        apres = relu(clos)
        assert (apres.reponse_le, apres.reponse_forme) == (JOUR, "courrier")
        assert modifications(clos) == ["Réponse envoyée : Courrier"]
        lue = lire(connecte, clos)
        assert "Courrier, le 15 mai 2026" in lue
        assert "Préparer la réponse" not in lue

    @pytest.mark.parametrize(
        ("champs", "champ"),
        [
            ({"forme": ""}, "forme"),
            ({"forme": "pigeon"}, "forme"),
            ({"le": ""}, "le"),
            ({"le": "2026-05-16"}, "le"),
            ({"le": "2026-05-13"}, "le"),
        ],
    )
    def test_une_saisie_fausse_est_refusee_a_son_champ(self, connecte, clos, champs, champ):
        reponse = noter(connecte, clos, **champs)
        assert reponse.status_code == 422
        assert list(reponse.context["form"].errors) == [champ]
        assert relu(clos).reponse_le is None

    def test_defaire_la_suite_rend_la_reponse_a_faire(self, connecte, clos):
        noter(connecte, clos)
        assert agir(connecte, clos, "defaire", etat_vu="sans_suite").status_code == 302
        assert (relu(clos).reponse_le, relu(clos).reponse_forme) == (None, "")


class TestAEnvoyer:
    def test_ce_qui_a_recu_une_suite_attend_une_reponse_jusqu_a_ce_qu_elle_soit_notee(
        self, connecte, recu, precisions
    ):
        assert a_envoyer(connecte) == []
        agir(connecte, recu, "repondre", etat_vu="recu", **precisions["repondre"])
        assert a_envoyer(connecte) == ["Perrin"]
        assert connecte.get(reverse("accueil")).content.decode().count("Réponses à envoyer") == 1
        noter(connecte, recu)
        assert a_envoyer(connecte) == []

    @pytest.mark.parametrize(
        "champs",
        [
            {"clos_le": JOUR - datetime.timedelta(days=31)},
            {"etat": "recu", "clos_le": None},
            {"reponse_le": JOUR, "reponse_forme": "courriel"},
            {"annule_le": "2026-05-15T10:00:00+02:00", "motif_annulation": "Erreur"},
        ],
    )
    def test_ce_qui_n_attend_rien_n_y_est_pas(self, connecte, clos, champs):
        assert a_envoyer(connecte) == ["Perrin"]
        changer(clos, **champs)
        assert a_envoyer(connecte) == []

    def test_ni_les_listes_ni_ce_que_le_service_a_lance(self, connecte, clos):
        changer(clos, canal=CanalSignalementFactory(code="requete"))
        assert a_envoyer(connecte) == []
        changer(
            clos,
            canal=CanalSignalementFactory(code="courriel"),
            origine=OrigineSignalementFactory(code="canal-proactif"),
        )
        assert a_envoyer(connecte) == []

    def test_ni_un_autre_site_ni_une_autre_unite(self, connecte, clos, autre_site, site_ardeche):
        for ailleurs in (autre_site, site_ardeche):
            SignalementFactory(
                site=ailleurs, etat=EtatSignalement.REPONDU, clos_le=JOUR, motif_suite=MOTIF, nom="Ailleurs"
            )
        assert a_envoyer(connecte) == ["Perrin"]

    @pytest.mark.parametrize("combien", [1, 50])
    def test_la_liste_en_un_nombre_fixe(self, connecte, site, django_assert_num_queries, combien):
        for _ in range(combien):
            SignalementFactory(site=site, etat=EtatSignalement.REPONDU, clos_le=JOUR)
        # Session, agent, affectations, scope, savepoints; the delay, the count, the rows.
        with django_assert_num_queries(15):
            connecte.get(reverse("cases:reponses"))
