from cases.entretiens.domain.brouillon import abandonner_brouillon, enregistrer_brouillon
from cases.models import Accompagnement, Brouillon, Entretien
from partners.models import Agent
from servicesocial.enums import ActionJournal
from tests.cases.outils import comme, journal, journalise, refus, sans_droit


def test_le_brouillon_avance_de_version_en_version(accompagnement: Accompagnement, ass: Agent) -> None:
    with comme(ass):
        brouillon = enregistrer_brouillon(agent=ass, accompagnement=accompagnement, contenu={"synthese": "A"})
        assert brouillon.version == 1
        assert journalise(brouillon, ActionJournal.CREATION, ass)
        brouillon = enregistrer_brouillon(
            agent=ass, accompagnement=accompagnement, contenu={"synthese": "AB"}, version=1
        )
        lu = Brouillon.objects.get()
        assert (lu, lu.version, lu.contenu) == (brouillon, 2, {"synthese": "AB"})
        assert len(journal(brouillon)) == 1
        assert not Entretien.objects.exists()


def test_une_autre_fenetre_n_ecrase_rien(accompagnement: Accompagnement, ass: Agent) -> None:
    with comme(ass):
        enregistrer_brouillon(agent=ass, accompagnement=accompagnement, contenu={"synthese": "A"})
        for version in (0, 2):
            with refus("dans une autre fenêtre"):
                enregistrer_brouillon(
                    agent=ass, accompagnement=accompagnement, contenu={"synthese": "B"}, version=version
                )
        assert Brouillon.objects.get().contenu == {"synthese": "A"}


def test_un_brouillon_par_agent(accompagnement: Accompagnement, ass: Agent, collegue: Agent) -> None:
    with comme(ass):
        mien = enregistrer_brouillon(agent=ass, accompagnement=accompagnement, contenu={"synthese": "A"})
    with comme(collegue):
        with sans_droit():
            enregistrer_brouillon(agent=collegue, accompagnement=accompagnement, contenu={"synthese": "A"})
        with sans_droit():
            abandonner_brouillon(agent=collegue, brouillon=mien)
        assert not Brouillon.objects.visible_to(collegue).exists()


def test_abandonner_efface_et_ne_se_fait_qu_une_fois(accompagnement: Accompagnement, ass: Agent) -> None:
    with comme(ass):
        brouillon = enregistrer_brouillon(agent=ass, accompagnement=accompagnement, contenu={"synthese": "A"})
        page_restee_ouverte = Brouillon.objects.get()
        abandonner_brouillon(agent=ass, brouillon=brouillon)
        assert not Brouillon.objects.exists()
        assert journalise(brouillon, ActionJournal.ANNULATION, ass)
        with refus("n'existe plus"):
            abandonner_brouillon(agent=ass, brouillon=page_restee_ouverte)
