import datetime

import pytest
import time_machine

from cases.enums import EtatSignalement, FormeInformation, NatureOpposition, VoieOpposition
from cases.models import Accompagnement, Assure, Information, Opposition
from cases.personnes.domain.information import informer_personne, lever_opposition, noter_opposition
from cases.personnes.queries.opposition import refus_depuis
from cases.signalements.domain.triage import Suite, defaire_suite, trier_signalement
from partners.models import Agent, Site
from servicesocial.enums import ActionJournal
from tests.cases.outils import comme, jour, journalise, refus, sans_droit
from tests.cases.signalements.outils import dans_l_etat
from tests.fabriques import ParametreFactory, SignalementFactory, VersionNoticeFactory

ORALE = FormeInformation.ORALE
REFUS = NatureOpposition.REFUS
DITE = VoieOpposition.ORALE


@pytest.fixture(autouse=True)
def notice(sans_referentiels: None) -> None:
    VersionNoticeFactory(
        code="2020-1", valide_du=datetime.date(2020, 1, 1), valide_au=datetime.date(2022, 12, 31)
    )
    VersionNoticeFactory(code="2023-1", valide_du=datetime.date(2023, 1, 1))


def test_la_personne_est_informee_une_fois_par_la_notice_du_jour(assure: Assure, csam: Agent) -> None:
    with comme(csam):
        information = informer_personne(agent=csam, personne=assure, forme=ORALE, le=jour("2022-05-02"))
        assert information.version.code == "2020-1"
        assert journalise(information, ActionJournal.CREATION, csam)
        encore = informer_personne(agent=csam, personne=assure, forme=ORALE, le=jour("2022-05-02"))
        assert encore == information
        aujourdhui = informer_personne(agent=csam, personne=assure, forme=ORALE)
        assert aujourdhui.version.code == "2023-1"
        assert Information.objects.count() == 2


def test_une_date_impossible_ou_sans_notice_est_refusee(assure: Assure, site: Site, csam: Agent) -> None:
    signalement = SignalementFactory(site=site, recu_le=jour("2023-02-01"))
    with comme(csam):
        for personne, le, phrase in (
            (assure, "2099-01-01", "dans le futur"),
            (assure, "1970-01-01", "précède la naissance"),
            (assure, "2019-01-01", "Aucune notice"),
            (signalement, "2023-01-31", "précède la réception"),
        ):
            with refus(phrase, "le"):
                informer_personne(agent=csam, personne=personne, forme=ORALE, le=jour(le))
            if phrase != "Aucune notice":
                with refus(phrase, "le"):
                    noter_opposition(agent=csam, personne=personne, nature=REFUS, voie=DITE, le=jour(le))


def test_ce_qui_est_dit_avant_le_dossier_le_rejoint_et_le_quitte(
    site: Site, accompagnement: Accompagnement, csam: Agent
) -> None:
    signalement = SignalementFactory(site=site)
    with comme(csam):
        information = informer_personne(agent=csam, personne=signalement, forme=ORALE)
        opposition = noter_opposition(agent=csam, personne=signalement, nature=REFUS, voie=DITE)
        trier_signalement(
            agent=csam,
            signalement=signalement,
            etat_vu="recu",
            suite=Suite.RATTACHER,
            accompagnement=accompagnement,
        )
        for fait in (information, opposition):
            fait.refresh_from_db()
            assert fait.assure == accompagnement.assure
        defaire_suite(agent=csam, signalement=signalement, etat_vu=EtatSignalement.RATTACHE)
        for fait in (information, opposition):
            fait.refresh_from_db()
            assert fait.assure is None


def test_un_refus_se_note_une_fois_et_se_leve_avec_un_motif(assure: Assure, csam: Agent) -> None:
    with comme(csam):
        opposition = noter_opposition(
            agent=csam, personne=assure, nature=REFUS, voie=DITE, precision=" Dit au téléphone "
        )
        assert opposition.precision == "Dit au téléphone"
        encore = noter_opposition(
            agent=csam, personne=assure, nature=REFUS, voie=DITE, precision="Dit au téléphone"
        )
        assert encore == opposition
        with refus("Indiquez le motif", "motif"):
            lever_opposition(agent=csam, opposition=opposition, motif=" ")
        lever_opposition(agent=csam, opposition=opposition, motif="Demande un rendez-vous")
        assert journalise(opposition, ActionJournal.MODIFICATION, csam, "Levée")
        with refus("déjà levée"):
            lever_opposition(agent=csam, opposition=opposition, motif="Encore")
        assert noter_opposition(agent=csam, personne=assure, nature=REFUS, voie=DITE) != opposition
        assert Opposition.objects.count() == 2


def test_qui_note_pour_qui(
    site: Site, assure: Assure, ass: Agent, collegue: Agent, secretaire: Agent, manager: Agent
) -> None:
    affecte = dans_l_etat(EtatSignalement.AFFECTE, site, ass)
    with comme(ass):
        informer_personne(agent=ass, personne=affecte, forme=ORALE)
    with comme(secretaire):
        informer_personne(agent=secretaire, personne=assure, forme=ORALE)
    for agent, personne in (
        (collegue, affecte),
        (secretaire, affecte),
        (manager, assure),
        (collegue, assure),
    ):
        with comme(agent):
            with sans_droit():
                informer_personne(agent=agent, personne=personne, forme=ORALE)
            with sans_droit():
                noter_opposition(agent=agent, personne=personne, nature=REFUS, voie=DITE)


@pytest.mark.parametrize(
    ("mois", "jour_lu", "depuis"),
    [
        (12, "2026-03-31", "2025-03-31"),
        (1, "2026-03-31", "2026-02-28"),
        (6, "2026-08-30", "2026-02-28"),
        (24, "2024-02-29", "2022-02-28"),
        (1, "2026-01-15", "2025-12-15"),
    ],
)
def test_le_delai_se_compte_en_mois(mois: int, jour_lu: str, depuis: str) -> None:
    ParametreFactory(code="delai-apres-refus", valeur=mois)
    assert refus_depuis(jour(jour_lu)) == jour(depuis)


def test_le_jour_du_refus_est_aujourd_hui_sans_rien_dire(assure: Assure, csam: Agent) -> None:
    with time_machine.travel("2026-03-02 10:00:00+01:00"), comme(csam):
        assert noter_opposition(agent=csam, personne=assure, nature=REFUS, voie=DITE).le == jour("2026-03-02")


def test_un_second_refus_dit_autrement_ne_se_perd_pas(assure: Assure, csam: Agent) -> None:
    with comme(csam):
        opposition = noter_opposition(agent=csam, personne=assure, nature=REFUS, voie=DITE)
        assert noter_opposition(agent=csam, personne=assure, nature=REFUS, voie=DITE) == opposition
        with refus("C'est déjà noté", "nature"):
            noter_opposition(
                agent=csam, personne=assure, nature=REFUS, voie=DITE, precision="Rappellera en juin"
            )
        assert Opposition.objects.count() == 1
