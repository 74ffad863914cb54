"""Who reads what (docs/regles.md, ACC-2), with data that could leak beside."""

import datetime

import pytest
from django.http import Http404
from django.utils import timezone

from cases.access.personnes import get_assure_or_404
from cases.enums import NiveauNote
from cases.models import Accompagnement, Assure, Note, Signalement
from partners.enums import Profil
from partners.models import Agent, Departement, Site
from servicesocial.perimetre import TOUT, perimetre
from tests.cases.outils import jour
from tests.fabriques import (
    AccompagnementFactory,
    AssureFactory,
    NoteFactory,
    RemplacementFactory,
    SignalementFactory,
    SituationClotureFactory,
    nommer_referent,
    un_agent,
)

ADMINISTRATIF, SYNTHESE, SECRET = NiveauNote.ADMINISTRATIF, NiveauNote.SYNTHESE, NiveauNote.SECRET
RIEN: set[str] = set()
TOUS = {ADMINISTRATIF, SYNTHESE, SECRET}
JOUR = datetime.timedelta(days=1)


@pytest.fixture
def trois_notes(accompagnement: Accompagnement) -> None:
    """One note a level, by the référent; and the same three in another dossier, of another ASS and unit."""
    ailleurs = AccompagnementFactory(assure__departement__code="26", site__departement__code="26")
    for suivi in (accompagnement, ailleurs):
        for niveau in NiveauNote:
            NoteFactory(accompagnement=suivi, niveau=niveau)


def niveaux(agent: Agent, accompagnement: Accompagnement) -> set[str]:
    """The levels that the agent reads in this dossier. The wide scope leaves the answer to visible_to alone."""
    with perimetre(TOUT):
        visibles = Note.objects.visible_to(agent)
        assert set(visibles.values_list("accompagnement", flat=True)) <= {accompagnement.pk}
        return set(visibles.values_list("niveau", flat=True))


@pytest.mark.usefixtures("trois_notes")
@pytest.mark.parametrize(
    ("qui", "lus"),
    [
        ("ass", TOUS),
        ("collegue", {ADMINISTRATIF, SYNTHESE}),
        ("ass_autre_site", {ADMINISTRATIF}),
        ("csam", {ADMINISTRATIF}),
        ("secretaire", {ADMINISTRATIF}),
        ("manager", {ADMINISTRATIF}),
        ("ass_ardeche", RIEN),
        ("manager_ardeche", RIEN),
        ("agent_region", RIEN),
        ("administrateur", RIEN),
    ],
)
def test_qui_lit_quelle_note(
    request: pytest.FixtureRequest, accompagnement: Accompagnement, qui: str, lus: set[str]
) -> None:
    assert niveaux(request.getfixturevalue(qui), accompagnement) == lus


@pytest.mark.usefixtures("trois_notes")
def test_une_ass_de_toute_l_unite_lit_les_syntheses_de_ses_sites(
    accompagnement: Accompagnement, ain: Departement
) -> None:
    assert niveaux(un_agent(Profil.ASS, ain), accompagnement) == {ADMINISTRATIF, SYNTHESE}


@pytest.mark.usefixtures("trois_notes")
@pytest.mark.parametrize(
    ("du", "au", "lus"),
    [
        (1, 5, {ADMINISTRATIF}),
        (0, 5, TOUS),
        (-5, 0, TOUS),
        (-5, -1, {ADMINISTRATIF}),
    ],
    ids=["avant", "premier jour", "dernier jour", "après"],
)
def test_le_remplacant_lit_pendant_le_remplacement(
    accompagnement: Accompagnement, ass: Agent, ass_autre_site: Agent, du: int, au: int, lus: set[str]
) -> None:
    aujourdhui = timezone.localdate()
    RemplacementFactory(
        remplace=ass, remplacant=ass_autre_site, du=aujourdhui + du * JOUR, au=aujourdhui + au * JOUR
    )
    assert niveaux(ass_autre_site, accompagnement) == lus


@pytest.mark.usefixtures("trois_notes")
def test_l_ancien_referent_garde_ses_notes_de_secret_le_nouveau_les_lit(
    accompagnement: Accompagnement, ass: Agent, ass_autre_site: Agent
) -> None:
    nommer_referent(accompagnement, ass_autre_site, du=jour("2023-06-01"))
    assert niveaux(ass_autre_site, accompagnement) == TOUS
    assert niveaux(ass, accompagnement) == TOUS
    # Not the author: what the new référent writes in secret stays his.
    NoteFactory(accompagnement=accompagnement, auteur=ass_autre_site, niveau=SECRET, texte="La sienne.")
    with perimetre(TOUT):
        assert not Note.objects.visible_to(ass).filter(texte="La sienne.").exists()


@pytest.mark.usefixtures("trois_notes")
def test_le_remplacant_d_un_ancien_referent_ne_lit_pas_le_secret(
    accompagnement: Accompagnement, ass: Agent, collegue: Agent, ass_autre_site: Agent
) -> None:
    nommer_referent(accompagnement, collegue, du=jour("2023-06-01"))
    aujourdhui = timezone.localdate()
    RemplacementFactory(remplace=ass, remplacant=ass_autre_site, du=aujourdhui, au=aujourdhui)
    assert niveaux(ass_autre_site, accompagnement) == {ADMINISTRATIF}


@pytest.mark.usefixtures("trois_notes")
def test_un_auteur_devenu_manager_ne_lit_plus_le_secret(accompagnement: Accompagnement, ass: Agent) -> None:
    """« manager: never » holds for what he wrote as an ASS too."""
    ass.affectations.update(profil=Profil.MANAGER)
    assert niveaux(Agent.objects.get(pk=ass.pk), accompagnement) == {ADMINISTRATIF}


@pytest.mark.usefixtures("trois_notes")
def test_un_compte_ferme_ne_lit_rien(accompagnement: Accompagnement, ass: Agent) -> None:
    ass.is_active = False
    assert niveaux(ass, accompagnement) == RIEN


@pytest.mark.usefixtures("trois_notes")
def test_les_notes_d_un_dossier_restreint_ne_restent_qu_au_referent(
    accompagnement: Accompagnement, ass: Agent, collegue: Agent, manager: Agent
) -> None:
    with perimetre(["01"]):
        Assure.objects.update(acces_restreint=True, manager_habilite=manager)
    assert niveaux(ass, accompagnement) == TOUS
    assert niveaux(manager, accompagnement) == {ADMINISTRATIF}
    assert niveaux(collegue, accompagnement) == RIEN


# --- Dossiers


def lus(agent: Agent) -> list[Assure]:
    with perimetre(TOUT):
        return list(Assure.objects.visible_to(agent))


@pytest.mark.parametrize("qui", ["ass", "collegue", "ass_autre_site", "csam", "secretaire", "manager"])
def test_un_dossier_se_lit_dans_son_unite(request: pytest.FixtureRequest, assure: Assure, qui: str) -> None:
    AssureFactory(departement__code="26")
    assert lus(request.getfixturevalue(qui)) == [assure]


@pytest.mark.parametrize("qui", ["ass_ardeche", "manager_ardeche", "agent_region", "administrateur"])
@pytest.mark.usefixtures("assure")
def test_et_pas_ailleurs_ni_par_la_region_ni_par_l_administrateur(
    request: pytest.FixtureRequest, qui: str
) -> None:
    assert lus(request.getfixturevalue(qui)) == []


def test_un_acces_restreint_au_referent_et_a_un_manager(
    accompagnement: Accompagnement,
    ass: Agent,
    collegue: Agent,
    csam: Agent,
    secretaire: Agent,
    manager: Agent,
    ain: Departement,
) -> None:
    autre_manager = un_agent(Profil.MANAGER, ain)
    with perimetre(["01"]):
        Assure.objects.update(acces_restreint=True, manager_habilite=manager)
    libre = AssureFactory(departement=ain)
    for agent in (ass, manager):
        assert set(lus(agent)) == {accompagnement.assure, libre}
    for agent in (collegue, csam, secretaire, autre_manager):
        assert lus(agent) == [libre]
    aujourdhui = timezone.localdate()
    RemplacementFactory(remplace=ass, remplacant=collegue, du=aujourdhui, au=aujourdhui)
    assert set(lus(collegue)) == {accompagnement.assure, libre}


def test_un_acces_restreint_se_ferme_avec_l_accompagnement_et_avec_la_fonction(
    accompagnement: Accompagnement, ass: Agent, manager: Agent, site: Site
) -> None:
    with perimetre(["01"]):
        Assure.objects.update(acces_restreint=True, manager_habilite=manager)
        Accompagnement.objects.update(
            clos_le=jour("2023-06-01"), situation_cloture=SituationClotureFactory(), site_cloture=site
        )
    assert lus(ass) == []
    manager.affectations.update(profil=Profil.ASS)
    assert lus(Agent.objects.get(pk=manager.pk)) == []


def test_get_assure_or_404(assure: Assure, ass: Agent, ass_ardeche: Agent) -> None:
    with perimetre(TOUT):
        assert get_assure_or_404(ass, assure.uuid) == assure
        with pytest.raises(Http404):
            get_assure_or_404(ass_ardeche, assure.uuid)


# --- Signalements


@pytest.mark.parametrize(
    ("qui", "combien"),
    [
        ("ass", 1),
        ("csam", 1),
        ("ass_autre_site", 1),
        ("secretaire", 2),
        ("manager", 2),
        ("manager_ardeche", 1),
        ("agent_region", 0),
        ("administrateur", 0),
    ],
)
def test_un_signalement_se_voit_sur_son_territoire(
    request: pytest.FixtureRequest, site: Site, autre_site: Site, site_ardeche: Site, qui: str, combien: int
) -> None:
    for lieu in (site, autre_site, site_ardeche):
        SignalementFactory(site=lieu)
    agent = request.getfixturevalue(qui)
    with perimetre(TOUT):
        assert Signalement.objects.visible_to(agent).count() == combien


def test_une_csam_de_la_region_voit_toutes_ses_unites(
    ain: Departement, site: Site, site_ardeche: Site
) -> None:
    for lieu in (site, site_ardeche):
        SignalementFactory(site=lieu)
    csam = un_agent(Profil.CSAM, ain.region)
    with perimetre(csam.codes_departements()):
        assert Signalement.objects.visible_to(csam).count() == 2
