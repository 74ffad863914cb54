import pytest

from cases.accompagnements.domain.accompagnement import annuler_accompagnement, changer_axe
from cases.accompagnements.domain.plan import noter_demarche, preconiser, realiser_preconisation
from cases.enums import Axe
from cases.models import Accompagnement, Demarche, Preconisation
from partners.models import Agent
from servicesocial.enums import ActionJournal
from tests.cases.outils import comme, jour, journalise, refus, sans_droit
from tests.fabriques import (
    PartenaireFactory,
    PreconisationFactory,
    TypeDemarcheFactory,
    TypePreconisationFactory,
)


def test_preconiser_puis_realiser(accompagnement: Accompagnement, ass: Agent) -> None:
    with comme(ass):
        preconisation = preconiser(
            agent=ass,
            accompagnement=accompagnement,
            type_preconisation=TypePreconisationFactory(),
            le=jour("2023-04-12"),
            precision="Avant l'été",
        )
        assert journalise(preconisation, ActionJournal.CREATION, ass)
        with refus("précède la préconisation", "le"):
            realiser_preconisation(agent=ass, preconisation=preconisation, le=jour("2023-04-11"))
        realiser_preconisation(agent=ass, preconisation=preconisation, le=jour("2023-05-02"))
        preconisation.refresh_from_db()
        assert (preconisation.realisee_le, preconisation.precision) == (jour("2023-05-02"), "Avant l'été")
        assert journalise(preconisation, ActionJournal.MODIFICATION, ass, "Réalisée")
        with refus("déjà réalisée"):
            realiser_preconisation(agent=ass, preconisation=preconisation, le=jour("2023-05-03"))


def test_noter_une_demarche_avec_un_partenaire(accompagnement: Accompagnement, ass: Agent) -> None:
    partenaire = PartenaireFactory()
    with comme(ass):
        demarche = noter_demarche(
            agent=ass,
            accompagnement=accompagnement,
            type_demarche=TypeDemarcheFactory(),
            le=jour("2023-04-12"),
            partenaire=partenaire,
        )
        demarche.refresh_from_db()
        assert (demarche.agent, demarche.partenaire) == (ass, partenaire)
        assert journalise(demarche, ActionJournal.CREATION, ass)


@pytest.mark.parametrize(
    ("le", "perime", "phrase", "champ"),
    [
        ("2023-02-28", False, "précède l'ouverture", "le"),
        ("2999-01-01", False, "dans le futur", "le"),
        ("2023-04-12", True, "n'est pas proposé", "type_"),
    ],
)
def test_le_plan_refuse_un_jour_hors_de_l_accompagnement_et_une_ligne_perimee(
    accompagnement: Accompagnement, ass: Agent, le: str, perime: bool, phrase: str, champ: str
) -> None:
    fin = {"code": "perime", "valide_au": jour("2022-12-31")} if perime else {}
    commun = {"agent": ass, "accompagnement": accompagnement, "le": jour(le)}
    with comme(ass):
        with refus(phrase, champ.replace("type_", "type_preconisation")):
            preconiser(**commun, type_preconisation=TypePreconisationFactory(**fin))
        with refus(phrase, champ.replace("type_", "type_demarche")):
            noter_demarche(**commun, type_demarche=TypeDemarcheFactory(**fin))
        assert not Preconisation.objects.exists()
        assert not Demarche.objects.exists()


def test_le_plan_est_au_referent(
    accompagnement: Accompagnement, collegue: Agent, csam: Agent, ass_ardeche: Agent
) -> None:
    preconisation = PreconisationFactory(accompagnement=accompagnement)
    for agent in (collegue, csam, ass_ardeche):
        commun = {"agent": agent, "accompagnement": accompagnement, "le": jour("2023-04-12")}
        with comme(agent):
            with sans_droit():
                preconiser(**commun, type_preconisation=TypePreconisationFactory())
            with sans_droit():
                noter_demarche(**commun, type_demarche=TypeDemarcheFactory())
            with sans_droit():
                realiser_preconisation(agent=agent, preconisation=preconisation, le=jour("2023-05-02"))


def test_rien_ne_s_ajoute_a_un_accompagnement_annule(accompagnement: Accompagnement, ass: Agent) -> None:
    with comme(ass):
        annuler_accompagnement(agent=ass, accompagnement=accompagnement, motif="Ouvert par erreur")
        commun = {"agent": ass, "accompagnement": accompagnement, "le": jour("2023-04-12")}
        with refus("est annulé"):
            preconiser(**commun, type_preconisation=TypePreconisationFactory())
        with refus("est annulé"):
            noter_demarche(**commun, type_demarche=TypeDemarcheFactory())
        with refus("est annulé"):
            changer_axe(**commun, axe=Axe.SPS)
