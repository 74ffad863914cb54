"""What an outcome costs: validating what changes, and letting the database check its constraints once."""

import pytest

from cases.enums import EtatSignalement
from cases.models import Signalement
from cases.socle.acte import modifier_si
from servicesocial.perimetre import TOUT, perimetre
from tests.cases.outils import refus
from tests.cases.signalements.views.outils import agir, relu

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]

# Session (2), agent, affectations, scope (2), savepoints (12, one around each act); the signalement read, then locked;
# the choices of the form; for each of the two changes of state: the state now, the change, its line of journal.
# « Rattacher » also holds the person and the accompagnement, in the triage and in the outcome: closed or transferred
# meanwhile, it is refused.
# It was 106: three queries for each constraint, one for each foreign key, twice.
REQUETES = {
    "affecter": 33,
    "rattacher": 46,
    "repondre": 32,
    "reorienter": 34,
    "sans_suite": 32,
    "doublon": 31,
}


@pytest.mark.parametrize(("suite", "nombre"), REQUETES.items())
def test_une_suite_en_un_nombre_fixe(connecte, recu, precisions, django_assert_num_queries, suite, nombre):
    with django_assert_num_queries(nombre):
        reponse = agir(connecte, recu, suite, etat_vu="recu", **precisions[suite])
    assert reponse.status_code == 302


def test_la_contrainte_refusee_par_la_base_se_dit_en_francais(recu):
    """Nothing changed, and the transaction goes on."""
    with perimetre(TOUT):
        with refus("Un signalement affecté désigne son assistant de service social."):
            modifier_si(recu, Signalement.objects.all(), "-", etat=EtatSignalement.AFFECTE)
        assert relu(recu).etat == EtatSignalement.RECU


def test_un_champ_qui_change_est_valide(recu):
    with perimetre(TOUT), refus("300", "motif_suite"):
        modifier_si(recu, Signalement.objects.all(), "-", motif_suite="x" * 301)
