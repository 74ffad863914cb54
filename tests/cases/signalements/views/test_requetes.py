"""The same number of queries, however many rows."""

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.enums import Profil
from tests.cases.signalements.views.outils import NAISSANCE, SUITES, adresse, changer
from tests.fabriques import (
    AccompagnementFactory,
    AssureFactory,
    CommuneFactory,
    SignalementFactory,
    un_agent,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]


class TestRequetes:
    @pytest.mark.parametrize("combien", [1, 50])
    def test_la_liste_en_un_nombre_fixe(self, connecte, csam, site, django_assert_num_queries, combien):
        for _ in range(combien):
            SignalementFactory(site=site, pris_par=csam, pris_le=timezone.now())
        # Session, agent, affectations, scope, savepoints; then the sites, the ASS, the count, the rows, the journal.
        with django_assert_num_queries(16):
            connecte.get(reverse("cases:signalements"))

    @pytest.mark.parametrize(("pareils", "dossiers"), [(1, 1), (10, 6)])
    def test_la_page_en_un_nombre_fixe(
        self, connecte, recu, site, ass, django_assert_num_queries, pareils, dossiers
    ):
        for _ in range(pareils):
            SignalementFactory(site=site, nom="Perrin", prenom="Lise")
        for _ in range(dossiers):
            assure = AssureFactory(
                departement=site.departement, nom="Perrin", prenom="Lise", date_naissance=NAISSANCE
            )
            AccompagnementFactory(assure=assure, site=site, referent=ass)
        changer(recu, commune=CommuneFactory())
        # Session (2: read, then written), agent, affectations, savepoints (6), scope (2); the signalement, its line of
        # journal, the dossiers (3), the other units (3, with their scope), the site that serves the commune, the
        # similar ones, the attempts to reach her, the second promise of the origin, the two
        # sides of the queue, the urgencies.
        with django_assert_num_queries(30):
            lu = connecte.get(adresse(recu)).context["lu"]
        assert (len(lu.semblables), len(lu.dossiers)) == (pareils, dossiers)

    def test_aucune_page_ne_depasse_30_requetes(
        self, connecte, recu, precisions, site, ass, django_assert_max_num_queries
    ):
        for _ in range(12):
            SignalementFactory(site=site, nom="Perrin", prenom="Lise")
            un_agent(Profil.ASS, site)
        pages = [reverse("cases:signalements"), reverse("cases:signalement_creer"), adresse(recu)]
        pages += [reverse(f"cases:signalement_{suite}", args=[recu.uuid]) for suite in SUITES]
        for page in pages:
            with django_assert_max_num_queries(30):
                assert connecte.get(page).status_code == 200
