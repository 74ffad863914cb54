import pytest
from django.utils import timezone

from cases.accompagnements.domain.accompagnement import annuler_accompagnement, rouvrir_accompagnement
from cases.enums import Axe, EtatSignalement
from cases.models import Accompagnement
from partners.models import Agent, Site
from servicesocial.enums import ActionJournal
from tests.cases.accompagnements.outils import clore
from tests.cases.outils import comme, jour, journalise, refus, sans_droit
from tests.fabriques import (
    ActionFactory,
    EntretienFactory,
    SignalementFactory,
    SituationClotureFactory,
    fixer_axe,
)


def test_clore_ecrit_la_date_la_situation_et_le_site(
    accompagnement: Accompagnement, ass: Agent, autre_site: Site
) -> None:
    situation = SituationClotureFactory(code="retraite")
    with comme(ass):
        clore(ass, accompagnement, situation=situation, site=autre_site)
        accompagnement.refresh_from_db()
        assert (accompagnement.clos_le, accompagnement.situation_cloture, accompagnement.site_cloture) == (
            jour("2023-09-30"),
            situation,
            autre_site,
        )
        assert journalise(accompagnement, ActionJournal.MODIFICATION, ass, "Clôture")


def test_clore_refuse_avant_le_dernier_entretien_qui_compte(
    accompagnement: Accompagnement, ass: Agent
) -> None:
    EntretienFactory(accompagnement=accompagnement, date=jour("2023-10-02"))
    with comme(ass), refus("précède le dernier entretien (02/10/2023)", "clos_le"):
        clore(ass, accompagnement)
    with comme(ass):
        clore(ass, accompagnement, clos_le=jour("2023-10-02"))


def test_un_entretien_annule_ne_retient_pas_la_cloture(accompagnement: Accompagnement, ass: Agent) -> None:
    EntretienFactory(
        accompagnement=accompagnement,
        date=jour("2023-10-02"),
        annule_le=timezone.now(),
        motif_annulation="Erreur",
    )
    with comme(ass):
        clore(ass, accompagnement)
        accompagnement.refresh_from_db()
        assert accompagnement.clos_le == jour("2023-09-30")


@pytest.mark.usefixtures("sans_referentiels")
def test_clore_refuse_une_situation_perimee_un_site_d_ailleurs_et_deux_clotures(
    accompagnement: Accompagnement, ass: Agent, site_ardeche: Site
) -> None:
    perimee = SituationClotureFactory(code="deces", valide_au=jour("2022-12-31"))
    fixer_axe(accompagnement, Axe.SPS, du=jour("2023-09-01"))
    with comme(ass):
        with refus("n'est pas proposé à cette date", "situation"):
            clore(ass, accompagnement, situation=perimee)
        with refus("l'unité qui suit", "site"):
            clore(ass, accompagnement, site=site_ardeche)
        with refus("précède l'ouverture", "clos_le"):
            clore(ass, accompagnement, clos_le=jour("2023-02-27"))
        with refus("précède le dernier changement d'axe", "clos_le"):
            clore(ass, accompagnement, clos_le=jour("2023-08-31"))
        clore(ass, accompagnement)
        with refus("déjà clos ou annulé"):
            clore(ass, accompagnement, clos_le=jour("2023-10-01"))
        accompagnement.refresh_from_db()
        assert accompagnement.clos_le == jour("2023-09-30")


def test_rouvrir_fait_un_nouvel_accompagnement_lie_au_precedent(
    accompagnement: Accompagnement, ass: Agent, site: Site
) -> None:
    suite = {"site": site, "axe": Axe.PDP, "referent": ass}
    with comme(ass):
        with refus("Seul un accompagnement clos"):
            rouvrir_accompagnement(
                agent=ass, accompagnement=accompagnement, ouvert_le=jour("2023-12-01"), **suite
            )
        clore(ass, accompagnement)
        with refus("précède la clôture", "ouvert_le"):
            rouvrir_accompagnement(
                agent=ass, accompagnement=accompagnement, ouvert_le=jour("2023-09-29"), **suite
            )
        nouveau = rouvrir_accompagnement(
            agent=ass, accompagnement=accompagnement, ouvert_le=jour("2023-12-01"), **suite
        )
        assert (nouveau.precedent, nouveau.risque, nouveau.clos_le) == (
            accompagnement,
            accompagnement.risque,
            None,
        )
        assert journalise(nouveau, ActionJournal.CREATION, ass)
        with refus("plus récent fait suite"):
            annuler_accompagnement(agent=ass, accompagnement=accompagnement, motif="Erreur")


def test_annuler_est_refuse_tant_qu_un_entretien_ou_une_action_compte(
    accompagnement: Accompagnement, ass: Agent, collegue: Agent
) -> None:
    entretien = EntretienFactory(accompagnement=accompagnement)
    action = ActionFactory(accompagnement=accompagnement)
    annulation = {"annule_le": timezone.now(), "motif_annulation": "Erreur"}
    with comme(ass):
        for acte in (entretien, action):
            with refus("annulez-les ou déplacez-les"):
                annuler_accompagnement(agent=ass, accompagnement=accompagnement, motif="Erreur")
            type(acte).objects.filter(pk=acte.pk).update(**annulation)
        with sans_droit():
            annuler_accompagnement(agent=collegue, accompagnement=accompagnement, motif="Erreur")
        annuler_accompagnement(agent=ass, accompagnement=accompagnement, motif="Mauvaise personne")
        assert not Accompagnement.objects.comptent().exists()
        assert journalise(accompagnement, ActionJournal.ANNULATION, ass)


@pytest.mark.parametrize(
    ("affecte", "etat"), [(True, EtatSignalement.AFFECTE), (False, EtatSignalement.QUALIFIE)]
)
def test_annuler_remet_a_traiter_le_signalement_d_origine(
    accompagnement: Accompagnement, ass: Agent, affecte: bool, etat: str
) -> None:
    signalement = SignalementFactory(
        site=accompagnement.site,
        assure=accompagnement.assure,
        accompagnement=accompagnement,
        etat=EtatSignalement.CONVERTI if affecte else EtatSignalement.RATTACHE,
        affecte_a=ass if affecte else None,
        affecte_le=jour("2023-02-10") if affecte else None,
        clos_le=jour("2023-03-01"),
    )
    with comme(ass):
        annuler_accompagnement(agent=ass, accompagnement=accompagnement, motif="Mauvaise personne")
        signalement.refresh_from_db()
        assert (signalement.etat, signalement.clos_le, signalement.accompagnement) == (etat, None, None)
        assert journalise(signalement, ActionJournal.MODIFICATION, ass, "Suite annulée")
