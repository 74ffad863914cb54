import datetime

import pytest
from django.utils import timezone

from partners.domain.agents import affecter_agent, creer_agent, terminer_affectation
from partners.enums import Profil
from partners.models import Affectation, Agent, Departement, Site
from servicesocial.enums import ActionJournal
from tests.cases.outils import jour, journalise, refus, sans_droit
from tests.fabriques import AffectationFactory, AgentFactory, DepartementFactory, MetierFactory, un_agent


def affecter(agent: Agent | None, membre: Agent, lieu: object, **autres: object) -> Affectation:
    defauts = {"profil": Profil.ASS, "metier": MetierFactory(), "du": jour("2023-01-01")}
    return affecter_agent(agent=agent, membre=membre, lieu=lieu, **(defauts | autres))


def test_creer_ouvre_un_compte_sans_droit(administrateur: Agent) -> None:
    nouveau = creer_agent(
        agent=administrateur,
        courriel=" Alix.Fictive@Example.org ",
        prenom="Alix",
        nom="Fictive",
        mot_de_passe="un mot de passe d'essai",
    )
    assert (nouveau.email, nouveau.profils()) == ("alix.fictive@example.org", frozenset())
    assert nouveau.check_password("un mot de passe d'essai")
    assert journalise(nouveau, ActionJournal.CREATION, administrateur)


def test_creer_sans_mot_de_passe_ne_laisse_pas_entrer(administrateur: Agent) -> None:
    nouveau = creer_agent(agent=administrateur, courriel="a@example.org", prenom="Alix", nom="Fictive")
    assert not nouveau.has_usable_password()


def test_creer_refuse_une_adresse_prise_quelle_que_soit_la_casse_et_une_fausse(administrateur: Agent) -> None:
    AgentFactory(email="prise@example.org")
    with refus("existe déjà", "courriel"):
        creer_agent(agent=administrateur, courriel="PRISE@example.org", prenom="A", nom="B")
    with refus("adresse", "email"):
        creer_agent(agent=administrateur, courriel="pas une adresse", prenom="A", nom="B")


def test_l_installation_cree_le_premier_compte(db: None) -> None:
    premier = creer_agent(agent=None, courriel="premier@example.org", prenom="A", nom="B")
    assert journalise(premier, ActionJournal.CREATION, None)


def test_creer_est_a_l_administrateur(manager: Agent, ass: Agent, agent_region: Agent) -> None:
    for agent in (manager, ass, agent_region):
        with sans_droit():
            creer_agent(agent=agent, courriel="a@example.org", prenom="A", nom="B")


@pytest.mark.parametrize("champ", ["site", "departement", "region"])
def test_affecter_donne_les_droits_du_lieu(administrateur: Agent, site: Site, champ: str) -> None:
    lieu = {"site": site, "departement": site.departement, "region": site.departement.region}[champ]
    membre = AgentFactory()
    affectation = affecter(administrateur, membre, lieu)
    assert affectation.lieu == lieu
    assert membre.unites(Profil.ASS) == {"01"}
    assert membre.sites(Profil.ASS) == ({site.pk} if champ == "site" else frozenset())
    assert journalise(
        membre, ActionJournal.MODIFICATION, administrateur, "Affectation : Assistant de service social"
    )


def test_le_manager_affecte_dans_ses_unites_et_ne_donne_pas_les_profils_d_en_haut(
    manager: Agent, site: Site, site_ardeche: Site, ain: Departement
) -> None:
    membre = AgentFactory()
    affecter(manager, membre, site)
    affecter(manager, membre, ain, profil=Profil.CSAM)
    for lieu, profil in (
        (site_ardeche, Profil.ASS),
        (ain.region, Profil.ASS),
        (ain, Profil.ADMINISTRATEUR),
        (ain, Profil.REGION),
    ):
        with sans_droit():
            affecter(manager, membre, lieu, profil=profil)


def test_affecter_refuse_le_meme_profil_au_meme_endroit_en_meme_temps(
    administrateur: Agent, site: Site, autre_site: Site
) -> None:
    membre = AgentFactory()
    affecter(administrateur, membre, site, au=jour("2023-06-30"))
    with refus("déjà ce profil à cet endroit"):
        affecter(administrateur, membre, site, du=jour("2023-06-30"))
    affecter(administrateur, membre, site, du=jour("2023-07-01"))
    affecter(administrateur, membre, autre_site)
    affecter(administrateur, membre, site, profil=Profil.CSAM)
    with refus("La date de fin précède", "au"):
        affecter(administrateur, membre, autre_site, profil=Profil.MANAGER, au=jour("2022-12-31"))


def test_terminer_retire_les_droits_le_lendemain(manager: Agent, site: Site) -> None:
    affectation = AffectationFactory(site=site)
    hier = timezone.localdate() - datetime.timedelta(days=1)
    terminer_affectation(agent=manager, affectation=affectation, au=timezone.localdate())
    assert Agent.objects.get(pk=affectation.agent.pk).profils() == {Profil.ASS}
    terminer_affectation(agent=manager, affectation=affectation, au=hier)
    assert Agent.objects.get(pk=affectation.agent.pk).profils() == frozenset()
    assert journalise(
        affectation.agent,
        ActionJournal.MODIFICATION,
        manager,
        "Fin d'affectation : Assistant de service social",
    )
    with refus("se termine déjà avant", "au"):
        terminer_affectation(agent=manager, affectation=affectation, au=timezone.localdate())


def test_terminer_ailleurs_est_refuse(manager_ardeche: Agent, site: Site) -> None:
    affectation = AffectationFactory(site=site)
    with sans_droit():
        terminer_affectation(agent=manager_ardeche, affectation=affectation, au=jour("2023-06-30"))


def test_un_compte_ferme_n_a_plus_de_droit(ass: Agent) -> None:
    ass.is_active = False
    assert (ass.profils(), ass.codes_departements()) == (frozenset(), ())


def test_une_region_est_entiere_meme_pour_qui_a_aussi_un_site(ain: Departement, site: Site) -> None:
    """An affectation to one site takes nothing away from the one that covers the whole région."""
    voisine = DepartementFactory(code="07", region=ain.region)
    membre = un_agent(Profil.CSAM, ain.region)
    AffectationFactory(agent=membre, profil=Profil.CSAM, site=site)
    assert membre.unites_entieres(Profil.CSAM) == {ain.code, voisine.code}
    assert membre.sites(Profil.CSAM) == {site.pk}
    assert membre.unites_entieres(Profil.ASS) == frozenset()
