import datetime
import threading

import pytest
from django.db import connection
from django.utils import timezone

from cases.domain.accompagnement import (
    annuler_accompagnement,
    changer_axe,
    cloturer_accompagnement,
    designer_referent,
    ouvrir_accompagnement,
    rouvrir_accompagnement,
)
from cases.enums import Axe, EtatSignalement
from cases.models import Accompagnement, Assure
from partners.enums import Profil
from partners.models import Agent, Site
from servicesocial.enums import ActionJournal
from servicesocial.perimetre import perimetre
from servicesocial.refus import RefusMetier
from tests.cases.outils import comme, jour, journalise, refus, sans_droit
from tests.fabriques import (
    AccompagnementFactory,
    ActionFactory,
    AssureFactory,
    EntretienFactory,
    SignalementFactory,
    SiteFactory,
    SituationClotureFactory,
    TypeRisqueFactory,
    fixer_axe,
    un_agent,
)


def ouvrir(agent: Agent, assure: Assure, site: Site, **autres: object) -> Accompagnement:
    defauts = {"axe": Axe.PDP, "ouvert_le": jour("2023-03-01"), "referent": agent}
    return ouvrir_accompagnement(agent=agent, assure=assure, site=site, **(defauts | autres))


def clore(agent: Agent, accompagnement: Accompagnement, **autres: object) -> None:
    defauts = {
        "clos_le": jour("2023-09-30"),
        "situation": SituationClotureFactory(),
        "site": accompagnement.site,
    }
    cloturer_accompagnement(agent=agent, accompagnement=accompagnement, **(defauts | autres))


# --- Ouvrir


def test_ouvrir_fixe_l_axe_et_le_referent(assure: Assure, site: Site, ass: Agent) -> None:
    maladie = TypeRisqueFactory()
    with comme(ass):
        accompagnement = ouvrir(ass, assure, site, risque=maladie)
        accompagnement.refresh_from_db()
        assert (accompagnement.departement_id, accompagnement.site, accompagnement.risque) == (
            "01",
            site,
            maladie,
        )
        assert list(accompagnement.axes.values_list("du", "axe")) == [(jour("2023-03-01"), "PDP")]
        assert list(accompagnement.referents.values_list("du", "agent")) == [(jour("2023-03-01"), ass.pk)]
        assert journalise(accompagnement, ActionJournal.CREATION, ass)


def test_ouvrir_refuse_un_second_accompagnement_sur_le_meme_axe(
    assure: Assure, site: Site, ass: Agent
) -> None:
    with comme(ass):
        premier = ouvrir(ass, assure, site)
        with refus("déjà ouvert sur cet axe", "axe"):
            ouvrir(ass, assure, site, ouvert_le=jour("2023-05-01"))
        assert ouvrir(ass, assure, site, axe=Axe.SPS).pk != premier.pk
        with refus("déjà ouvert sur cet axe", "axe"):
            ouvrir(ass, assure, site, axe=Axe.SPS)
        clore(ass, premier)
        with refus("jusqu'au 30/09/2023", "axe"):
            ouvrir(ass, assure, site, ouvert_le=jour("2023-09-29"))
        assert ouvrir(ass, assure, site, ouvert_le=jour("2023-09-30"))


def test_un_accompagnement_annule_ne_compte_pas_dans_la_regle_d_un_par_axe(
    assure: Assure, site: Site, ass: Agent
) -> None:
    with comme(ass):
        annuler_accompagnement(agent=ass, accompagnement=ouvrir(ass, assure, site), motif="Erreur")
        assert ouvrir(ass, assure, site)


@pytest.mark.parametrize(
    ("ouvert_le", "phrase"),
    [
        ("1975-05-19", "précède la naissance (20/05/1975)"),
        ("2023-03-11", "suit le décès (10/03/2023)"),
        (str(timezone.localdate() + datetime.timedelta(days=1)), "dans le futur"),
    ],
)
def test_ouvrir_refuse_un_jour_impossible(site: Site, ass: Agent, ouvert_le: str, phrase: str) -> None:
    assure = AssureFactory(departement=site.departement, decede_le=jour("2023-03-10"))
    with comme(ass), refus(phrase, "ouvert_le"):
        ouvrir(ass, assure, site, ouvert_le=jour(ouvert_le))


def test_ouvrir_refuse_un_site_ou_un_referent_d_ailleurs_et_un_axe_ferme(
    assure: Assure, site: Site, site_ardeche: Site, ass: Agent, ass_ardeche: Agent, csam: Agent
) -> None:
    with comme(csam):
        with refus("l'unité qui suit la personne", "site"):
            ouvrir(csam, assure, site_ardeche, referent=ass)
        for referent in (ass_ardeche, csam):
            with refus("assistant de service social de l'unité", "referent"):
                ouvrir(csam, assure, site, referent=referent)
        with refus("n'est plus proposé", "axe"):
            ouvrir(csam, assure, site, referent=ass, axe=Axe.RAD)


def test_une_ass_ouvre_pour_elle_seule_le_manager_pour_son_equipe(
    assure: Assure, site: Site, ass: Agent, collegue: Agent, manager: Agent
) -> None:
    with comme(ass), sans_droit():
        ouvrir(ass, assure, site, referent=collegue)
    with comme(manager):
        ouvrir(manager, assure, site, referent=collegue)
    secretaire = un_agent(Profil.SECRETARIAT, site)
    with comme(secretaire), sans_droit():
        ouvrir(secretaire, assure, site, referent=ass, axe=Axe.SPS)


def test_une_ass_arrivee_depuis_peut_etre_referente_d_un_accompagnement_saisi_en_retard(
    assure: Assure, site: Site
) -> None:
    nouvelle = un_agent(Profil.ASS, site, du=timezone.localdate())
    with comme(nouvelle):
        assert ouvrir(nouvelle, assure, site)


@pytest.mark.django_db(transaction=True)
def test_de_deux_ouvertures_a_la_fois_une_seule_aboutit(assure: Assure, site: Site, ass: Agent) -> None:
    depart = threading.Barrier(2)
    resultats: list[str] = []

    def essayer() -> None:
        try:
            depart.wait(timeout=10)
            with perimetre(["01"]):
                ouvrir(ass, assure, site)
            resultats.append("ouvert")
        except RefusMetier as erreur:
            resultats.append(erreur.messages[0])
        finally:
            connection.close()

    fils = [threading.Thread(target=essayer) for _ in range(2)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join(timeout=30)
    assert sorted(resultats) == ["Un accompagnement est déjà ouvert sur cet axe.", "ouvert"]


# --- Axe et référent


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


# --- Clore, rouvrir, annuler


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
        assert accompagnement.clos_le == jour("2023-09-30")


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


def test_un_accompagnement_d_une_autre_unite_n_est_pas_joignable(
    accompagnement: Accompagnement, ass_ardeche: Agent, site_ardeche: Site
) -> None:
    with comme(ass_ardeche):
        with sans_droit():
            clore(ass_ardeche, accompagnement)
        with pytest.raises(Assure.DoesNotExist):
            _ouvrir_dans_une_autre_unite(ass_ardeche, accompagnement.assure)


def _ouvrir_dans_une_autre_unite(agent: Agent, assure: Assure) -> None:
    """Somebody lies about the unit of the person: the row is not there to be locked."""
    assure.departement_id = "07"
    ouvrir(agent, assure, SiteFactory(departement=assure.departement))
