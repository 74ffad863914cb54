"""Asking another unit for a dossier: what each side reads, and never more."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.models import DemandeTransfert
from cases.signalements.domain.signalement import annuler_signalement
from partners.enums import Profil
from servicesocial.models import Journal
from servicesocial.perimetre import TOUT, perimetre
from tests.cases.horloge import JOUR
from tests.cases.outils import comme, refus
from tests.cases.signalements.views.outils import (
    HIER,
    NAISSANCE,
    adresse,
    agir,
    changer,
    dits,
    lire,
    relu,
    texte,
)
from tests.fabriques import (
    AccompagnementFactory,
    AssureFactory,
    DemandeTransfertFactory,
    SignalementFactory,
    TransfertFactory,
    un_agent,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]
MOTIF = "Habite maintenant Bourg-en-Bresse"
CANARI = "canarivoisin"


@pytest.fixture
def suivie(site_ardeche, ass_ardeche):
    """The person of `recu`, followed in the Ardèche."""
    assure = AssureFactory(
        departement=site_ardeche.departement,
        nom="Perrin",
        prenom="Lise",
        date_naissance=NAISSANCE,
        adresse=CANARI,
        telephone="06 07 07 07 07",
    )
    AccompagnementFactory(assure=assure, site=site_ardeche, referent=ass_ardeche)
    return assure


def demandes() -> list[DemandeTransfert]:
    with perimetre(TOUT):
        return list(DemandeTransfert.objects.select_related("assure", "vers").order_by("pk"))


def demander(client: Client, signalement, motif: str = MOTIF):
    return agir(client, signalement, "transfert", motif=motif)


def liste(agent) -> tuple[list[str] | None, list[str]]:
    """What the page of the transfers shows: the persons asked for, the signalements that ask."""
    client = Client()
    client.force_login(agent)
    contexte = client.get(reverse("cases:transferts")).context
    recues = contexte["recues"]
    return (
        None if recues is None else [str(d.assure) for d in recues.page.object_list.data],
        [str(s) for s in contexte["envoyees"].page.object_list.data],
    )


class TestDemander:
    def test_la_demande_se_lit_des_deux_cotes(self, connecte, csam, recu, suivie, manager, manager_ardeche):
        assert "Demander le transfert" in lire(connecte, recu)
        assert demander(connecte, recu).status_code == 302
        (demande,) = demandes()
        assert (demande.assure, demande.departement_id, demande.vers_id) == (suivie, "07", "01")
        assert (demande.demandee_par, demande.motif, demande.etat) == (csam, MOTIF, "demandee")
        assert demande.signalement_uuid == recu.uuid
        assert relu(recu).transfert_demande_le == JOUR
        assert liste(manager_ardeche) == (["PERRIN Lise"], [])
        assert liste(manager) == ([], ["PERRIN Lise"])
        assert liste(csam) == (None, ["PERRIN Lise"])

    def test_elle_est_journalisee_dans_les_deux_unites_sans_dire_ou(self, connecte, recu, suivie):
        demander(connecte, recu)
        (demande,) = demandes()
        lignes = Journal.objects.filter(objet_uuid__in=[demande.uuid, recu.uuid]).exclude(
            action="consultation"
        )
        assert [
            (ligne.objet, ligne.departement_code, ligne.precision) for ligne in lignes.order_by("pk")
        ] == [
            ("demandetransfert", "07", ""),
            ("signalement", "01", "Transfert demandé"),
        ]
        assert not Journal.objects.filter(objet_uuid=suivie.uuid).exists()

    def test_qui_demande_n_apprend_rien_du_dossier(self, connecte, recu, suivie, ass_ardeche):
        demander(connecte, recu)
        pages = [
            lire(connecte, recu),
            *(
                texte(connecte.get(reverse(nom)))
                for nom in ("cases:transferts", "cases:signalements", "accueil")
            ),
        ]
        assert "Transfert demandé le 15 mai 2026" in pages[0]
        assert "Transfert demandé" in pages[2]
        for mot in (CANARI, "06 07 07 07 07", "Ardèche", "Privas", str(ass_ardeche), str(suivie.uuid)):
            assert [page for page in pages if mot in page] == [], mot

    def test_qui_suit_la_personne_n_apprend_rien_du_signalement(
        self, client, connecte, recu, suivie, manager_ardeche
    ):
        changer(recu, motif="canarimotif", telephone="06 01 01 01 01")
        demander(connecte, recu)
        client.force_login(manager_ardeche)
        page = texte(client.get(reverse("cases:transferts")))
        assert MOTIF in page
        for mot in ("canarimotif", "06 01 01 01 01", str(recu.uuid)):
            assert mot not in page
        assert client.get(adresse(recu)).status_code == 404

    def test_un_dossier_en_acces_restreint_reste_inconnu(self, connecte, recu, suivie, manager_ardeche):
        with perimetre(TOUT):
            suivie.acces_restreint, suivie.manager_habilite = (
                True,
                un_agent(Profil.MANAGER, suivie.departement),
            )
            suivie.save()
        assert "autre département" not in lire(connecte, recu)
        reponse = demander(connecte, recu)
        assert reponse.status_code == 422
        assert "Aucun dossier n'est connu dans un autre département." in texte(reponse)
        assert demandes() == []
        # Restricted after the request: only the manager who may read it still sees it.
        DemandeTransfertFactory(assure=suivie)
        assert liste(manager_ardeche) == ([], [])
        assert liste(suivie.manager_habilite) == (["PERRIN Lise"], [])

    def test_un_double_clic_ne_fait_qu_une_demande(self, connecte, recu, suivie):
        for _ in range(2):
            assert demander(connecte, recu).status_code == 302
        assert len(demandes()) == 1

    def test_une_demande_par_dossier_et_par_unite(self, connecte, recu, suivie, site):
        autre = SignalementFactory(site=site, nom="Perrin", prenom="Lise", date_naissance=NAISSANCE)
        demander(connecte, recu)
        reponse = demander(connecte, autre)
        assert reponse.status_code == 422
        assert "Votre unité a déjà demandé ce dossier" in texte(reponse)
        assert len(demandes()) == 1

    @pytest.mark.parametrize("motif", ["", " \n", "x" * 301, "a\x00b"])
    def test_un_motif_vide_ou_hostile_est_refuse_au_champ(self, connecte, recu, suivie, motif):
        reponse = demander(connecte, recu, motif)
        assert reponse.status_code == 422
        assert list(reponse.context["form"].errors) == ["motif"]

    def test_rien_a_demander_ramene_au_signalement(self, connecte, recu, suivi):
        reponse = connecte.get(reverse("cases:signalement_transfert", args=[recu.uuid]))
        assert (reponse.status_code, reponse.url) == (302, adresse(recu))
        changer(recu, etat="repondu", clos_le=JOUR, qualifie_le=HIER)
        assert demander(connecte, recu).status_code == 422

    def test_une_csam_ou_un_manager_et_personne_d_autre(self, client, recu, suivie, ass, secretaire, manager):
        for agent in (ass, secretaire):
            client.force_login(agent)
            assert "Demander le transfert" not in lire(client, recu)
            assert demander(client, recu).status_code == 403
            assert agir(client, recu, "transfert_retirer").status_code == 403
        client.force_login(manager)
        assert demander(client, recu).status_code == 302


class TestRetirer:
    def test_un_signalement_dont_le_dossier_est_demande_ne_s_annule_pas(self, connecte, csam, recu, suivie):
        demander(connecte, recu)
        with comme(csam), refus("retirez d'abord la demande"):
            annuler_signalement(agent=csam, signalement=recu, motif="Erreur")

    def test_retiree_elle_peut_etre_refaite(self, connecte, recu, suivie, manager_ardeche):
        demander(connecte, recu)
        assert "Retirer la demande" in lire(connecte, recu)
        assert agir(connecte, recu, "transfert_retirer").status_code == 302
        assert [d.etat for d in demandes()] == ["retiree"]
        assert relu(recu).transfert_demande_le is None
        assert liste(manager_ardeche) == ([], [])
        assert demander(connecte, recu).status_code == 302
        assert [d.etat for d in demandes()] == ["retiree", "demandee"]

    def test_rien_a_retirer_se_dit(self, connecte, recu, suivie):
        reponse = agir(connecte, recu, "transfert_retirer")
        assert dits(reponse) == [("error", "Aucune demande de transfert n'est en cours.")]

    def test_celle_d_une_autre_unite_reste(self, connecte, recu, suivie):
        ailleurs = DemandeTransfertFactory(assure=suivie)
        demander(connecte, recu)
        agir(connecte, recu, "transfert_retirer")
        assert {d.pk: d.etat for d in demandes()}[ailleurs.pk] == "demandee"


@pytest.mark.parametrize("combien", [1, 50])
def test_la_liste_en_un_nombre_fixe(client, manager, site, ain, django_assert_num_queries, combien):
    for _ in range(combien):
        DemandeTransfertFactory(assure=AssureFactory(departement=ain))
        SignalementFactory(site=site, transfert_demande_le=timezone.localdate())
        TransfertFactory(depuis=ain, assure__departement__code="26")
    client.force_login(manager)
    # Session, agent, affectations, scope, savepoints; the line of the journal, two counts, two lists; what has
    # gone, in a scope of its own.
    with django_assert_num_queries(20):
        client.get(reverse("cases:transferts"))
