"""What was begun is read again or erased; what was noted by mistake is taken back, annulled or moved."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.enums import EtatRendezVous
from cases.models import Brouillon, Entretien, RendezVous
from partners.enums import Profil
from servicesocial.perimetre import TOUT, perimetre
from tests.cases.entretiens.outils import (
    adresse,
    brouillonner,
    saisie,
    tout,
)
from tests.cases.horloge import JOUR
from tests.fabriques import (
    AccompagnementFactory,
    AssureFactory,
    EntretienFactory,
    RendezVousFactory,
    nommer_referent,
    un_agent,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]


@pytest.fixture
def connecte(client, ass):
    client.force_login(ass)
    return client


def test_qui_ne_suit_plus_la_personne_relit_son_brouillon_et_l_efface(
    connecte, accompagnement, ass, collegue
):
    brouillonner(connecte, accompagnement, synthese="Ce que j'avais commencé", secret="En confiance")
    nommer_referent(accompagnement, collegue, du=JOUR)
    page = connecte.get(adresse(accompagnement))
    assert page.status_code == 200
    for texte in ("Ce que j&#x27;avais commencé", "En confiance", "Vous ne suivez plus cette personne"):
        assert texte in page.content.decode()
    assert connecte.post(adresse(accompagnement), saisie(accompagnement)).status_code == 403
    assert connecte.post(reverse("cases:entretien_abandonner", args=[accompagnement.uuid])).status_code == 302
    assert connecte.get(adresse(accompagnement)).status_code == 403


def test_une_absence_pressee_par_erreur_se_reprend_de_sa_page(connecte, accompagnement, ass):
    rendez_vous = RendezVousFactory(
        accompagnement=accompagnement, agent=ass, debut=timezone.now() - datetime.timedelta(hours=2)
    )
    lu = reverse("cases:rendez_vous_lu", args=[rendez_vous.uuid])
    reprise = reverse("cases:rendez_vous_reprendre", args=[rendez_vous.uuid])
    assert reprise not in connecte.get(lu).content.decode()
    connecte.post(reverse("cases:rendez_vous_absent", args=[rendez_vous.uuid]))
    assert reprise in connecte.get(lu).content.decode()
    assert connecte.post(reprise).status_code == 302
    assert [r.etat for r in tout(RendezVous)] == [EtatRendezVous.PREVU]


def test_un_brouillon_s_efface_apres_confirmation(connecte, accompagnement):
    brouillonner(connecte, accompagnement)
    efface = reverse("cases:entretien_abandonner", args=[accompagnement.uuid])
    assert efface in connecte.get(adresse(accompagnement)).content.decode()
    assert "Ce texte sera perdu" in connecte.get(efface).content.decode()
    assert len(tout(Brouillon)) == 1
    for _ in range(2):
        assert connecte.post(efface).status_code == 302
    assert not tout(Brouillon)


def test_un_entretien_annule_ne_compte_plus_et_le_dossier_le_dit(connecte, accompagnement, ass):
    entretien = EntretienFactory(accompagnement=accompagnement, agent=ass)
    annule = reverse("cases:entretien_annuler", args=[entretien.uuid])
    dossier = reverse("cases:dossier", args=[accompagnement.assure.uuid])
    assert annule in connecte.get(dossier).content.decode()
    assert connecte.post(annule, {"motif": ""}).status_code == 422
    assert connecte.post(annule, {"motif": "Noté deux fois"}).status_code == 302
    with perimetre(TOUT):
        assert not Entretien.objects.comptent().exists()
    assert annule not in connecte.get(dossier).content.decode()
    historique = reverse("cases:dossier_historique", args=[accompagnement.assure.uuid])
    assert "Noté deux fois" in connecte.get(historique).content.decode()
    assert connecte.get(annule).status_code == 404


def test_un_entretien_part_dans_le_bon_dossier_avec_ses_notes(connecte, accompagnement, site, ass):
    entretien = EntretienFactory(accompagnement=accompagnement, agent=ass, date=JOUR)
    autre = AssureFactory(departement=site.departement, nom="Homonyme")
    bon = AccompagnementFactory(assure=autre, site=site, referent=ass)
    ailleurs = AccompagnementFactory(site=site, referent=un_agent(Profil.ASS, site))
    page = reverse("cases:entretien_deplacer", args=[entretien.uuid])
    choix = [pk for pk, _ in connecte.get(page).context["form"].fields["vers"].choices]
    assert choix == ["", bon.pk]
    assert connecte.post(page, {"vers": ailleurs.pk, "motif": "Homonyme"}).status_code == 422
    assert connecte.post(page, {"vers": bon.pk, "motif": "Homonyme"}).status_code == 302
    assert [e.accompagnement_id for e in tout(Entretien)] == [bon.pk]


def test_qui_ne_suit_pas_la_personne_ne_reprend_rien(client, accompagnement, ass, csam, manager):
    entretien = EntretienFactory(accompagnement=accompagnement, agent=ass)
    for agent in (csam, manager):
        client.force_login(agent)
        for geste in ("annuler", "deplacer"):
            adresse_du_geste = reverse(f"cases:entretien_{geste}", args=[entretien.uuid])
            assert client.post(adresse_du_geste, {"motif": "Non"}).status_code == 403
            dossier = client.get(reverse("cases:dossier", args=[accompagnement.assure.uuid]))
            assert adresse_du_geste not in dossier.content.decode()
