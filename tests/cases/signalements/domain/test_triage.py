"""The triage: taking on, giving an outcome in one act, undoing it, two people at once."""

import pytest
from django.core.exceptions import PermissionDenied

from cases.enums import RETOURS_SIGNALEMENT, EtatSignalement
from cases.models import Accompagnement, Signalement
from cases.signalements.domain.suites import affecter_signalement
from cases.signalements.domain.triage import (
    Suite,
    defaire_suite,
    prendre_en_charge,
    rendre_a_la_file,
    trier_signalement,
)
from partners.enums import Profil
from partners.models import Agent, Site
from servicesocial.enums import ActionJournal
from tests.cases.outils import comme, journal, raison, refus
from tests.cases.signalements.outils import dans_l_etat
from tests.fabriques import SignalementFactory, un_agent

MOTIF = "Information donnée"


def recevoir(site: Site, **champs: object) -> Signalement:
    return SignalementFactory(site=site, **champs)


@pytest.fixture
def autre_csam(site: Site) -> Agent:
    return un_agent(Profil.CSAM, site)


def test_affecter_un_signalement_recu_le_qualifie_en_chemin(site: Site, csam: Agent, ass: Agent) -> None:
    signalement = recevoir(site)
    with comme(csam):
        trier_signalement(agent=csam, signalement=signalement, etat_vu="recu", suite=Suite.AFFECTER, a=ass)
        signalement.refresh_from_db()
        assert (signalement.etat, signalement.affecte_a) == (EtatSignalement.AFFECTE, ass)
        assert signalement.qualifie_le == signalement.affecte_le
        assert journal(signalement) == [
            (ActionJournal.MODIFICATION, "Qualifié"),
            (ActionJournal.MODIFICATION, "Affecté"),
        ]


def test_un_manager_affecte_ce_qui_vient_d_etre_recu(site: Site, manager: Agent, ass: Agent) -> None:
    signalement = recevoir(site)
    with comme(manager):
        trier_signalement(agent=manager, signalement=signalement, etat_vu="recu", suite=Suite.AFFECTER, a=ass)
        signalement.refresh_from_db()
        assert signalement.affecte_a == ass
        with pytest.raises(PermissionDenied):
            trier_signalement(
                agent=manager,
                signalement=recevoir(site),
                etat_vu="recu",
                suite=Suite.REPONDRE,
                raison=raison(EtatSignalement.REPONDU),
                motif=MOTIF,
            )


@pytest.mark.parametrize(
    ("suite", "etat"),
    [
        (Suite.REPONDRE, EtatSignalement.REPONDU),
        (Suite.REORIENTER, EtatSignalement.REORIENTE),
        (Suite.SANS_SUITE, EtatSignalement.SANS_SUITE),
    ],
)
def test_une_suite_motivee_en_un_acte_puis_defaite(
    site: Site, csam: Agent, suite: Suite, etat: EtatSignalement
) -> None:
    signalement = recevoir(site)
    with comme(csam):
        trier_signalement(
            agent=csam, signalement=signalement, etat_vu="recu", suite=suite, raison=raison(etat), motif=MOTIF
        )
        signalement.refresh_from_db()
        assert (signalement.etat, signalement.motif_suite) == (etat, MOTIF)
        defaire_suite(agent=csam, signalement=signalement, etat_vu=etat)
        signalement.refresh_from_db()
        assert (signalement.etat, signalement.motif_suite, signalement.clos_le) == (
            EtatSignalement.QUALIFIE,
            "",
            None,
        )


def test_un_refus_ne_laisse_pas_le_signalement_qualifie(site: Site, csam: Agent) -> None:
    signalement = recevoir(site)
    with comme(csam):
        with refus("Indiquez le motif", "motif"):
            trier_signalement(
                agent=csam,
                signalement=signalement,
                etat_vu="recu",
                suite=Suite.REPONDRE,
                raison=raison(EtatSignalement.REPONDU),
                motif=" ",
            )
        signalement.refresh_from_db()
        assert (signalement.etat, signalement.qualifie_le) == (EtatSignalement.RECU, None)
        assert journal(signalement) == []


def test_de_deux_conseillers_le_second_apprend_ce_qui_est_fait(
    site: Site, csam: Agent, autre_csam: Agent, ass: Agent
) -> None:
    signalement = recevoir(site)
    with comme(csam):
        trier_signalement(agent=csam, signalement=signalement, etat_vu="recu", suite=Suite.AFFECTER, a=ass)
    with comme(autre_csam):
        # « Affecté » allows « Réorienté »: only the state that was seen says that this was not meant.
        with refus("Quelqu'un a agi entre-temps : ce signalement est « Affecté »."):
            trier_signalement(
                agent=autre_csam,
                signalement=signalement,
                etat_vu="recu",
                suite=Suite.REORIENTER,
                motif=MOTIF,
            )
        signalement.refresh_from_db()
        assert (signalement.etat, signalement.affecte_a) == (EtatSignalement.AFFECTE, ass)


@pytest.mark.parametrize("etat", list(RETOURS_SIGNALEMENT))
def test_defaire_rend_chaque_suite_a_l_etape_d_avant(
    etat: EtatSignalement, site: Site, csam: Agent, ass: Agent
) -> None:
    signalement = dans_l_etat(etat, site, ass)
    with comme(csam):
        defaire_suite(agent=csam, signalement=signalement, etat_vu=etat)
        signalement.refresh_from_db()
        assert signalement.etat == EtatSignalement.QUALIFIE
        assert (signalement.accompagnement, signalement.doublon_de, signalement.affecte_a) == (None,) * 3
        assert journal(signalement)[-1] == (ActionJournal.MODIFICATION, "Suite défaite")


@pytest.mark.parametrize("etat", [EtatSignalement.REORIENTE, EtatSignalement.SANS_SUITE])
def test_defaire_ce_que_l_ass_a_clos_le_lui_rend(
    etat: EtatSignalement, site: Site, csam: Agent, ass: Agent
) -> None:
    signalement = recevoir(site)
    with comme(csam):
        trier_signalement(agent=csam, signalement=signalement, etat_vu="recu", suite=Suite.AFFECTER, a=ass)
    with comme(ass):
        suite = Suite.REORIENTER if etat == EtatSignalement.REORIENTE else Suite.SANS_SUITE
        trier_signalement(
            agent=ass,
            signalement=signalement,
            etat_vu="affecte",
            suite=suite,
            raison=raison(etat),
            motif=MOTIF,
        )
    with comme(csam):
        defaire_suite(agent=csam, signalement=signalement, etat_vu=etat)
        signalement.refresh_from_db()
        assert (signalement.etat, signalement.affecte_a) == (EtatSignalement.AFFECTE, ass)


@pytest.mark.parametrize("etat", [EtatSignalement.RECU, EtatSignalement.QUALIFIE])
def test_rien_ne_se_defait_de_ce_qui_attend(
    etat: EtatSignalement, site: Site, csam: Agent, ass: Agent
) -> None:
    signalement = dans_l_etat(etat, site, ass)
    with comme(csam), refus("ne permet pas de passer"):
        defaire_suite(agent=csam, signalement=signalement, etat_vu=etat)


def test_un_accompagnement_ouvert_ne_se_defait_pas_ici(site: Site, csam: Agent, ass: Agent) -> None:
    signalement = dans_l_etat(EtatSignalement.CONVERTI, site, ass)
    with comme(csam), refus("Un accompagnement en est issu"):
        defaire_suite(agent=csam, signalement=signalement, etat_vu="converti")


def test_rattache_par_erreur_il_ne_designe_plus_la_personne(
    accompagnement: Accompagnement, csam: Agent
) -> None:
    signalement = recevoir(accompagnement.site)
    with comme(csam):
        trier_signalement(
            agent=csam,
            signalement=signalement,
            etat_vu="recu",
            suite=Suite.RATTACHER,
            accompagnement=accompagnement,
        )
        signalement.refresh_from_db()
        assert signalement.assure == accompagnement.assure
        defaire_suite(agent=csam, signalement=signalement, etat_vu="rattache")
        signalement.refresh_from_db()
        assert (signalement.assure, signalement.accompagnement) == (None, None)


def test_prendre_en_charge_dit_qui_et_n_empeche_personne(
    site: Site, csam: Agent, autre_csam: Agent, ass: Agent
) -> None:
    signalement = recevoir(site)
    with comme(csam):
        prendre_en_charge(agent=csam, signalement=signalement)
        # A second click says nothing more.
        prendre_en_charge(agent=csam, signalement=signalement)
        signalement.refresh_from_db()
        assert signalement.pris_par == csam
        assert journal(signalement) == [(ActionJournal.MODIFICATION, "Pris en charge")]
    with comme(autre_csam):
        # His page was read before: it showed nobody.
        with refus("vient de s'en charger"):
            prendre_en_charge(agent=autre_csam, signalement=signalement)
        prendre_en_charge(agent=autre_csam, signalement=signalement, a_la_place_de=str(csam.pk))
        signalement.refresh_from_db()
        assert signalement.pris_par == autre_csam
        rendre_a_la_file(agent=autre_csam, signalement=signalement)
        signalement.refresh_from_db()
        assert (signalement.pris_par, signalement.pris_le) == (None, None)
    with comme(ass), pytest.raises(PermissionDenied):
        prendre_en_charge(agent=ass, signalement=signalement)


def test_ce_qui_a_recu_une_suite_ne_se_prend_plus(site: Site, csam: Agent, ass: Agent) -> None:
    signalement = dans_l_etat(EtatSignalement.REPONDU, site, ass)
    with comme(csam), refus("déjà reçu une suite"):
        prendre_en_charge(agent=csam, signalement=signalement)


def test_un_signalement_annule_ne_se_trie_plus(site: Site, csam: Agent, ass: Agent) -> None:
    annule = {"annule_le": "2023-02-05T10:00:00+01:00", "annule_par": csam, "motif_annulation": "Erreur"}
    signalement = recevoir(site, **annule)
    with comme(csam), refus("a été annulé"):
        trier_signalement(agent=csam, signalement=signalement, etat_vu="recu", suite=Suite.AFFECTER, a=ass)


def test_une_page_d_avant_l_affectation_ne_la_defait_pas(site: Site, csam: Agent, ass: Agent) -> None:
    signalement = dans_l_etat(EtatSignalement.QUALIFIE, site, ass)
    with comme(csam):
        affecter_signalement(agent=csam, signalement=signalement, a=ass)
        with refus("Quelqu'un a agi entre-temps"):
            defaire_suite(agent=csam, signalement=signalement, etat_vu="qualifie")
