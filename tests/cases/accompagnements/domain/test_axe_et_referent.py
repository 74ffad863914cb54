import datetime

from django.utils import timezone

from cases.accompagnements.domain.accompagnement import changer_axe, designer_referent
from cases.enums import Axe
from cases.models import Accompagnement
from partners.models import Agent, Site
from servicesocial.enums import ActionJournal
from tests.cases.accompagnements.outils import clore
from tests.cases.outils import comme, jour, journalise, refus, sans_droit
from tests.fabriques import (
    AccompagnementFactory,
)


def test_changer_axe_garde_l_histoire(accompagnement: Accompagnement, ass: Agent) -> None:
    with comme(ass):
        changer_axe(agent=ass, accompagnement=accompagnement, axe=Axe.SPS, le=jour("2023-06-15"))
        le_14, le_15 = (
            Accompagnement.objects.avec_axe_le(jour(date)).get().axe_du_jour
            for date in ("2023-06-14", "2023-06-15")
        )
        assert (le_14, le_15) == ("PDP", "SPS")
        assert journalise(accompagnement, ActionJournal.MODIFICATION, ass, "Axe PDP → SPS")


def test_changer_axe_refuse_un_jour_impossible(accompagnement: Accompagnement, ass: Agent) -> None:
    demain = timezone.localdate() + datetime.timedelta(days=1)
    with comme(ass):
        for le, phrase in ((jour("2023-02-28"), "précède l'ouverture"), (demain, "dans le futur")):
            with refus(phrase, "le"):
                changer_axe(agent=ass, accompagnement=accompagnement, axe=Axe.SPS, le=le)
        with refus("déjà sur cet axe", "axe"):
            changer_axe(agent=ass, accompagnement=accompagnement, axe=Axe.PDP, le=jour("2023-04-01"))
        with refus("L'axe a déjà été fixé à cette date"):
            changer_axe(agent=ass, accompagnement=accompagnement, axe=Axe.SPS, le=jour("2023-03-01"))
        clore(ass, accompagnement)
        with refus("suit la clôture", "le"):
            changer_axe(agent=ass, accompagnement=accompagnement, axe=Axe.SPS, le=jour("2023-10-01"))


def test_changer_axe_refuse_l_axe_d_un_autre_accompagnement_ouvert(
    accompagnement: Accompagnement, ass: Agent, site: Site
) -> None:
    AccompagnementFactory(assure=accompagnement.assure, site=site, axe=Axe.SPS, referent=ass)
    with comme(ass), refus("déjà ouvert sur cet axe", "axe"):
        changer_axe(agent=ass, accompagnement=accompagnement, axe=Axe.SPS, le=jour("2023-06-15"))


def test_changer_axe_est_reserve_au_referent(accompagnement: Accompagnement, collegue: Agent) -> None:
    with comme(collegue), sans_droit():
        changer_axe(agent=collegue, accompagnement=accompagnement, axe=Axe.SPS, le=jour("2023-06-15"))


def test_designer_un_referent_donne_et_retire_le_droit_d_ecrire(
    accompagnement: Accompagnement, ass: Agent, collegue: Agent, manager: Agent
) -> None:
    with comme(manager):
        designer_referent(
            agent=manager, accompagnement=accompagnement, referent=collegue, le=jour("2023-05-02")
        )
        assert journalise(accompagnement, ActionJournal.MODIFICATION, manager, "Référent")
    with comme(ass), sans_droit():
        clore(ass, accompagnement)
    with comme(collegue):
        clore(collegue, accompagnement)
        with refus("suit la clôture", "le"):
            designer_referent(
                agent=manager, accompagnement=accompagnement, referent=ass, le=jour("2023-10-01")
            )


def test_designer_un_referent_refuse_le_meme_un_autre_metier_un_jour_passe_et_un_autre_profil(
    accompagnement: Accompagnement, ass: Agent, collegue: Agent, csam: Agent, manager: Agent
) -> None:
    with comme(manager):
        for referent, le, phrase, champ in (
            (ass, "2023-05-02", "déjà le référent", "referent"),
            (csam, "2023-05-02", "assistant de service social", "referent"),
            (collegue, "2023-02-28", "précède la désignation précédente", "le"),
        ):
            with refus(phrase, champ):
                designer_referent(
                    agent=manager, accompagnement=accompagnement, referent=referent, le=jour(le)
                )
    with comme(ass), sans_droit():
        designer_referent(agent=ass, accompagnement=accompagnement, referent=collegue, le=jour("2023-05-02"))
