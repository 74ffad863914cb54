"""Behind every nominative model, for every reader: nothing of a dossier that he does not read, everything else.

The models are derived: one without the base queryset, or without a row planted here, fails.
"""

from dataclasses import dataclass

import pytest
from django.apps import apps
from django.db.models import Field, Model, QuerySet
from django.utils import timezone

from cases.enums import NiveauNote
from cases.models import (
    Accompagnement,
    Assure,
    FichierSignalements,
    LigneFichier,
)
from cases.models.socle.base import Territoriale, TerritorialeQuerySet
from partners.enums import Profil
from partners.models import Agent, Departement, Site
from servicesocial.perimetre import TOUT, perimetre
from tests.cases.dossier.queries.test_dossier import remplir
from tests.fabriques import (
    AccompagnementFactory,
    AssureFactory,
    BrouillonFactory,
    ContactFactory,
    DemandeTransfertFactory,
    FichierFactory,
    FusionFactory,
    InformationFactory,
    LigneFichierFactory,
    NoteFactory,
    OppositionFactory,
    RemplacementFactory,
    RendezVousFactory,
    SignalementFactory,
    SituationUrgenceFactory,
    TransfertFactory,
    un_agent,
)

pytestmark = pytest.mark.django_db
NOMINATIFS = [
    modele for modele in apps.get_app_config("cases").get_models() if issubclass(modele, Territoriale)
]
# What is of nobody: the lists received, of which a line names no person.
DE_PERSONNE = {FichierSignalements, LigneFichier}
D_UN_DOSSIER = [modele for modele in NOMINATIFS if modele not in DE_PERSONNE]
D_UN_SIGNALEMENT = [modele for modele in NOMINATIFS if modele.vers_signalement]


def nom_de(modele: type[Model]) -> str:
    return modele.__name__


def planter(site: Site, referent: Agent) -> Accompagnement:
    """A dossier with one row of every model, of which the agent is the référent."""
    suivi = AccompagnementFactory(assure__departement=site.departement, site=site, referent=referent)
    assure = suivi.assure
    remplir(suivi, 1)
    NoteFactory(accompagnement=suivi, niveau=NiveauNote.ADMINISTRATIF)
    BrouillonFactory(accompagnement=suivi)
    DemandeTransfertFactory(assure=assure)
    TransfertFactory(assure=assure)
    FusionFactory(assure=assure)
    return suivi


def du_dossier(modele: type[Territoriale], assure: Assure) -> QuerySet:
    return modele.objects.filter(**{modele.vers_assure or "pk": assure.pk})


def lues(modele: type[Territoriale], agent: Agent, assure: Assure) -> int:
    """How many of its rows the agent reads. The wide scope leaves the answer to visible_to alone."""
    with perimetre(TOUT):
        plantees = du_dossier(modele, assure)
        assert plantees.exists()
        return plantees.visible_to(agent).count()


@dataclass(frozen=True)
class Dossiers:
    libre: Assure
    restreint: Assure
    ailleurs: Assure


@pytest.fixture
def dossiers(site: Site, site_ardeche: Site, ass: Agent, ass_ardeche: Agent, manager: Agent) -> Dossiers:
    """Three full dossiers: one anybody of the unit reads, one in accès restreint, one of another unit."""
    libre, restreint = (planter(site, ass).assure for _ in range(2))
    ailleurs = planter(site_ardeche, ass_ardeche).assure
    with perimetre(TOUT):
        Assure.objects.filter(pk=restreint.pk).update(acces_restreint=True, manager_habilite=manager)
    return Dossiers(libre, restreint, ailleurs)


@pytest.fixture
def remplacant(ass: Agent, site: Site) -> Agent:
    """In the place of the référent today."""
    agent = un_agent(Profil.ASS, site)
    RemplacementFactory(remplace=ass, remplacant=agent, du=timezone.localdate(), au=timezone.localdate())
    return agent


@pytest.fixture
def autres(
    ain: Departement, collegue: Agent, ass_autre_site: Agent, csam: Agent, secretaire: Agent
) -> dict[str, Agent]:
    """Those of the unit who read its dossiers, but none in accès restreint."""
    de_toute_l_unite = {
        f"{profil} de l'unité": un_agent(profil, ain) for profil in (Profil.ASS, Profil.CSAM, Profil.MANAGER)
    }
    des_sites = {"collègue": collegue, "ass d'un autre site": ass_autre_site, "csam": csam}
    return {**des_sites, "secrétaire": secretaire, **de_toute_l_unite}


def test_tout_ce_qui_est_nominatif_se_lit_par_la_meme_porte() -> None:
    portent_l_unite = {
        modele
        for modele in apps.get_app_config("cases").get_models()
        if {"departement", "assure", "accompagnement"}
        & {champ.name for champ in modele._meta.concrete_fields}
    }
    assert portent_l_unite == set(NOMINATIFS)
    assert {
        modele for modele in NOMINATIFS if not isinstance(modele.objects.all(), TerritorialeQuerySet)
    } == set()
    assert {modele for modele in NOMINATIFS if modele.vers_assure is None} == DE_PERSONNE
    sans_personne = {m for m in D_UN_DOSSIER if m.vers_assure and _premier_pas(m).null}
    assert sans_personne == {m for m in NOMINATIFS if m.vers_signalement is not None}


def _premier_pas(modele: type[Territoriale]) -> Field:
    return modele._meta.get_field(modele.vers_assure.split("__")[0])


def ceux_qui_lisent(assure: Assure, agents: dict[str, Agent]) -> dict[str, set[str]]:
    """Of each model, who reads something of this dossier."""
    return {
        modele.__name__: {qui for qui, agent in agents.items() if lues(modele, agent, assure)}
        for modele in D_UN_DOSSIER
    }


def test_un_acces_restreint_n_est_lu_que_du_referent_de_qui_le_remplace_et_du_manager_habilite(
    dossiers: Dossiers, ass: Agent, remplacant: Agent, manager: Agent, autres: dict[str, Agent]
) -> None:
    agents = {"référent": ass, "remplaçant": remplacant, "manager": manager, **autres}
    attendus = {nom: {"référent", "remplaçant", "manager"} for nom in map(nom_de, D_UN_DOSSIER)}
    # Whose own rule is narrower: a demande is a manager's, a draft its author's.
    attendus |= {"DemandeTransfert": {"manager"}, "Brouillon": {"référent"}}
    assert ceux_qui_lisent(dossiers.restreint, agents) == attendus


def test_un_dossier_se_lit_dans_son_unite_et_pas_ailleurs(
    dossiers: Dossiers,
    ass: Agent,
    manager: Agent,
    autres: dict[str, Agent],
    agent_region: Agent,
    administrateur: Agent,
) -> None:
    agents = {"référent": ass, "manager": manager, **autres}
    agents |= {"région": agent_region, "administrateur": administrateur}
    assert ceux_qui_lisent(dossiers.ailleurs, agents) == {nom: set() for nom in map(nom_de, D_UN_DOSSIER)}
    lus = ceux_qui_lisent(dossiers.libre, agents)
    assert all(lus.values())
    assert {"région", "administrateur"}.isdisjoint(set().union(*lus.values()))


def test_un_dossier_absorbe_n_est_lu_de_personne(
    ain: Departement, ass: Agent, manager: Agent, autres: dict[str, Agent]
) -> None:
    """Nothing else can be behind it: the base refuses any row that would (tests/coherence/test_base.py)."""
    garde = AssureFactory(departement=ain)
    absorbe = AssureFactory(departement=ain, fusionne_dans=garde)
    for agent in (ass, manager, *autres.values()):
        assert (lues(Assure, agent, absorbe), lues(Assure, agent, garde)) == (0, 1)


@pytest.mark.parametrize("modele", D_UN_SIGNALEMENT, ids=nom_de)
def test_sans_dossier_on_lit_ce_qui_est_d_un_signalement_que_l_on_lit(
    modele: type[Territoriale],
    site: Site,
    autre_site: Site,
    ass: Agent,
    manager: Agent,
    csam: Agent,
    collegue: Agent,
) -> None:
    """On his site; not on another one; and not when it designates a dossier in accès restreint."""
    restreint = AccompagnementFactory(
        assure__departement=site.departement,
        assure__acces_restreint=True,
        assure__manager_habilite=manager,
        site=site,
        referent=ass,
    ).assure
    fabrique = {
        "Contact": ContactFactory,
        "Information": InformationFactory,
        "Opposition": OppositionFactory,
        "RendezVous": RendezVousFactory,
        "SituationUrgence": SituationUrgenceFactory,
    }[modele.__name__]
    for lieu, personne, lecteurs in (
        (site, None, {ass, csam, collegue, manager}),
        (autre_site, None, {manager}),
        (site, restreint, {ass, manager}),
    ):
        signalement = SignalementFactory(site=lieu, assure=personne)
        ligne = {"assure": None, "departement": lieu.departement, "signalement": signalement}
        if modele.__name__ == "RendezVous":
            ligne |= {"accompagnement": None, "site": lieu, "agent": ass}
        plantee = fabrique(**ligne)
        for agent in (ass, csam, collegue, manager):
            with perimetre(TOUT):
                lit = modele.objects.visible_to(agent).filter(pk=plantee.pk).exists()
            assert lit == (agent in lecteurs), (lieu, personne, agent.profils())


@pytest.mark.parametrize("modele", sorted(DE_PERSONNE, key=nom_de), ids=nom_de)
def test_une_liste_recue_se_lit_la_ou_elle_est_triee(
    modele: type[Territoriale],
    site: Site,
    site_ardeche: Site,
    csam: Agent,
    manager: Agent,
    ass: Agent,
    secretaire: Agent,
    manager_ardeche: Agent,
) -> None:
    for lieu in (site, site_ardeche):
        LigneFichierFactory(fichier=FichierFactory(site=lieu))
    with perimetre(TOUT):
        for agent in (csam, manager):
            assert modele.objects.visible_to(agent).get().departement_id == "01"
        assert modele.objects.visible_to(manager_ardeche).get().departement_id == "07"
        for agent in (ass, secretaire):
            assert not modele.objects.visible_to(agent).exists()
