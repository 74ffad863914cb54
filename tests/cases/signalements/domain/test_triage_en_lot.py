"""One gesture for several signalements: nothing overwritten, each named with what became of it."""

import uuid

import pytest

from cases.enums import EtatSignalement
from cases.models import Signalement
from cases.signalements.domain.suites import affecter_signalement, qualifier_signalement
from cases.signalements.domain.triage import defaire_suite, prendre_en_charge
from cases.signalements.domain.triage_en_lot import (
    CHOISIS_MAXIMUM,
    BilanDuTriage,
    Choisi,
    GesteEnLot,
    trier_en_lot,
)
from partners.enums import Profil
from partners.models import Agent, Site
from servicesocial.enums import ActionJournal
from tests.cases.outils import comme, journal, refus
from tests.fabriques import SignalementFactory, un_agent


@pytest.fixture
def recus(site: Site) -> list[Signalement]:
    return [SignalementFactory(site=site, nom=f"Lot{rang:02}") for rang in range(30)]


def choisir(recus: list[Signalement], etat: str = "recu") -> list[Choisi]:
    return [Choisi(str(signalement.uuid), etat) for signalement in recus]


def etats() -> list[str]:
    return list(
        Signalement.objects.filter(nom__startswith="Lot").order_by("pk").values_list("etat", flat=True)
    )


def noms(bilan: BilanDuTriage) -> list[str]:
    return [signalement.nom for signalement, _ in bilan.refuses]


def test_trente_s_affectent_d_un_geste_et_chacun_se_defait(
    recus: list[Signalement], csam: Agent, ass: Agent
) -> None:
    """A peer stops at ten rows without saying so."""
    with comme(csam):
        bilan = trier_en_lot(agent=csam, choix=choisir(recus), geste=GesteEnLot.AFFECTER, a=ass)
        assert (len(bilan.traites), bilan.refuses, bilan.disparus) == (30, [], 0)
        assert etats() == ["affecte"] * 30
        assert journal(recus[7]) == [
            (ActionJournal.MODIFICATION, "Qualifié"),
            (ActionJournal.MODIFICATION, "Affecté"),
        ]
        defaire_suite(agent=csam, signalement=recus[7], etat_vu="affecte")
        assert etats()[7] == EtatSignalement.QUALIFIE


def test_ce_qu_un_autre_a_fait_reste(site: Site, recus: list[Signalement], csam: Agent, ass: Agent) -> None:
    autre_ass = un_agent(Profil.ASS, site)
    with comme(csam):
        qualifier_signalement(agent=csam, signalement=recus[0])
        affecter_signalement(agent=csam, signalement=recus[0], a=autre_ass)
        bilan = trier_en_lot(agent=csam, choix=choisir(recus[:3]), geste=GesteEnLot.AFFECTER, a=ass)
        assert noms(bilan) == ["Lot00"]
        assert "« Affecté »" in bilan.refuses[0][1]
        recus[0].refresh_from_db()
        assert recus[0].affecte_a == autre_ass
        assert etats()[1:3] == ["affecte", "affecte"]


def test_on_ne_reprend_pas_en_lot_ce_dont_un_autre_se_charge(
    site: Site, recus: list[Signalement], csam: Agent
) -> None:
    autre = un_agent(Profil.CSAM, site)
    with comme(csam):
        prendre_en_charge(agent=autre, signalement=recus[0])
        bilan = trier_en_lot(agent=csam, choix=choisir(recus[:2]), geste=GesteEnLot.PRENDRE)
        assert noms(bilan) == ["Lot00"]
        assert str(autre) in bilan.refuses[0][1]
        bilan = trier_en_lot(agent=csam, choix=choisir(recus[:2]), geste=GesteEnLot.RENDRE)
        assert noms(bilan) == ["Lot00"]
        pris = Signalement.objects.filter(nom__startswith="Lot", pris_par__isnull=False)
        assert [(s.nom, s.pris_par) for s in pris] == [("Lot00", autre)]


def test_un_signalement_d_ailleurs_n_existe_pas(
    site_ardeche: Site, recus: list[Signalement], csam: Agent
) -> None:
    ailleurs = SignalementFactory(site=site_ardeche)
    choix = [*choisir([recus[0], ailleurs]), Choisi(str(uuid.uuid4()), "recu")]
    with comme(csam):
        bilan = trier_en_lot(agent=csam, choix=choix, geste=GesteEnLot.PRENDRE)
        assert (len(bilan.traites), bilan.refuses, bilan.disparus) == (1, [], 2)


def test_un_manager_affecte_et_ne_prend_pas_en_charge(
    recus: list[Signalement], manager: Agent, ass: Agent
) -> None:
    with comme(manager):
        pris = trier_en_lot(agent=manager, choix=choisir(recus[:1]), geste=GesteEnLot.PRENDRE)
        assert (pris.traites, noms(pris)) == ([], ["Lot00"])
        assert (
            len(
                trier_en_lot(
                    agent=manager, choix=choisir(recus[:1]), geste=GesteEnLot.AFFECTER, a=ass
                ).traites
            )
            == 1
        )


def test_un_lot_a_une_limite(csam: Agent) -> None:
    choix = [Choisi(str(uuid.uuid4()), "recu") for _ in range(CHOISIS_MAXIMUM + 1)]
    with comme(csam), refus("au plus", "choix"):
        trier_en_lot(agent=csam, choix=choix, geste=GesteEnLot.PRENDRE)
