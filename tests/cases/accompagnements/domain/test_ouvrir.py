import datetime
import threading

import pytest
from django.db import connection
from django.utils import timezone

from cases.accompagnements.domain.accompagnement import annuler_accompagnement
from cases.enums import Axe
from cases.models import Accompagnement, Assure
from partners.enums import Profil
from partners.models import Agent, Site
from servicesocial.enums import ActionJournal
from servicesocial.perimetre import perimetre
from servicesocial.refus import RefusMetier
from tests.cases.accompagnements.outils import clore, ouvrir
from tests.cases.outils import comme, jour, journalise, refus, sans_droit
from tests.fabriques import (
    AssureFactory,
    SiteFactory,
    TypeRisqueFactory,
    un_agent,
)


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
            depart.wait(timeout=120)
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
        fil.join(timeout=300)
    assert sorted(resultats) == ["Un accompagnement est déjà ouvert sur cet axe.", "ouvert"]


def test_un_accompagnement_d_une_autre_unite_n_est_pas_joignable(
    accompagnement: Accompagnement, ass_ardeche: Agent, site_ardeche: Site
) -> None:
    with comme(ass_ardeche):
        with sans_droit():
            clore(ass_ardeche, accompagnement)
        with refus("a changé d'unité ou a été fusionné"):
            _ouvrir_dans_une_autre_unite(ass_ardeche, accompagnement.assure)


def _ouvrir_dans_une_autre_unite(agent: Agent, assure: Assure) -> None:
    """Somebody lies about the unit of the person: the row is not there to be locked."""
    assure.departement_id = "07"
    ouvrir(agent, assure, SiteFactory(departement=assure.departement))
