"""What nobody of the unit follows, and naming who will."""

import datetime

import pytest
from django.urls import reverse

from cases.models import Assure
from servicesocial.perimetre import TOUT, perimetre
from tests.cases.horloge import JOUR
from tests.cases.signalements.views.outils import texte
from tests.cases.transferts.views.outils import (
    client_de,
    envoyer,
    visiter,
)
from tests.fabriques import (
    AccompagnementFactory,
    AgentFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]


class TestReferent:
    def test_un_dossier_recu_attend_son_referent(
        self, demande, suivi, manager, manager_ardeche, csam_ardeche, ass_ardeche, ass
    ):
        for agent in (manager, manager_ardeche, csam_ardeche):
            assert not visiter(agent, "sans_referent").context["table"].page.object_list.data
        envoyer(manager, "transfert_accepter", demande.uuid)
        page = texte(visiter(csam_ardeche, "sans_referent"))
        assert "PERRIN Lise" in page
        assert str(ass) in page
        assert "Un manager désigne le référent" in page
        assert visiter(csam_ardeche, "accompagnement_referent", suivi.uuid).status_code == 403
        adresse_page = reverse("cases:accompagnement_referent", args=[suivi.uuid])
        assert adresse_page in texte(visiter(manager_ardeche, "sans_referent"))
        assert "Accompagnements sans référent de l’unité" in texte(
            client_de(manager_ardeche).get(reverse("accueil"))
        )
        refusee = envoyer(manager_ardeche, "accompagnement_referent", suivi.uuid, referent=ass.pk)
        assert refusee.status_code == 422
        envoyer(manager_ardeche, "accompagnement_referent", suivi.uuid, referent=ass_ardeche.pk)
        assert not visiter(manager_ardeche, "sans_referent").context["table"].page.object_list.data
        assert visiter(ass_ardeche, "entretien_saisir", suivi.uuid).status_code == 200

    def test_celui_dont_le_referent_a_quitte_le_service_aussi(self, suivi, manager, ass):
        ass.affectations.update(au=JOUR - datetime.timedelta(days=1))
        (ligne,) = visiter(manager, "sans_referent").context["table"].page.object_list.data
        assert ligne == suivi

    def test_un_acces_restreint_n_y_est_que_pour_qui_le_lit(self, suivi, manager, ass, csam):
        ass.affectations.update(au=JOUR - datetime.timedelta(days=1))
        with perimetre(TOUT):
            Assure.objects.filter(pk=suivi.assure_id).update(acces_restreint=True, manager_habilite=manager)
        assert len(visiter(manager, "sans_referent").context["table"].page.object_list.data) == 1
        assert not visiter(csam, "sans_referent").context["table"].page.object_list.data

    @pytest.mark.parametrize("combien", [1, 50])
    def test_la_liste_en_un_nombre_fixe(self, client, manager, site, django_assert_num_queries, combien):
        for _ in range(combien):
            AccompagnementFactory(assure__departement=site.departement, site=site, referent=AgentFactory())
        client.force_login(manager)
        # Session, agent, affectations, scope, savepoints; the line of the journal, the count, the list, its référents.
        with django_assert_num_queries(16):
            client.get(reverse("cases:sans_referent"))
