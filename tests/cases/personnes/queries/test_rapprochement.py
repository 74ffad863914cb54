import datetime

import pytest
from django.utils import timezone

from cases.models import Assure, Signalement
from cases.personnes.queries.rapprochement import DossierRapproche, connu_ailleurs, rapprochements
from cases.rules.rapprochement import Certitude
from partners.models import Agent, Departement, Site
from tests.cases.outils import comme, jour
from tests.fabriques import (
    AccompagnementFactory,
    AssureFactory,
    SignalementFactory,
    SituationClotureFactory,
    nommer_referent,
)

LE_JOUR = jour("2023-06-30")
NAISSANCE = jour("1975-05-03")
# The candidates, their open accompagnements, the référents of these.
REQUETES = 3


@pytest.fixture
def signalement(site: Site) -> Signalement:
    return SignalementFactory(
        site=site, nom="Martin", prenom="Jeanne", date_naissance=NAISSANCE, telephone="06 12 34 56 78"
    )


def martin(unite: Departement, **autres: object) -> Assure:
    champs = {"nom": "Martin", "prenom": "Jeanne", "date_naissance": NAISSANCE} | autres
    return AssureFactory(departement=unite, **champs)


def lire(agent: Agent, signalement: Signalement) -> list[DossierRapproche]:
    # What the agent holds is read once a request, by the middleware.
    _ = agent.affectations_du_jour
    with comme(agent):
        return rapprochements(agent, signalement, LE_JOUR)


def test_les_plus_surs_d_abord_puis_par_nom(ain: Departement, csam: Agent, signalement: Signalement) -> None:
    proche = martin(ain, nom="Martins")
    inversee = martin(ain, date_naissance=jour("1975-03-05"))
    meme = martin(ain, nom="JEANNE", prenom="martin", decede_le=jour("2023-01-01"))
    foyer = martin(ain, nom="Durand", prenom="Paul", date_naissance=None, telephone="+33 6.12.34.56.78")
    un_chiffre = martin(ain, date_naissance=jour("1975-05-08"))
    martin(ain, nom="Durand", prenom="Paule")
    martin(ain, date_naissance=jour("1968-11-20"))
    trouves = lire(csam, signalement)
    assert [dossier.assure for dossier in trouves] == [meme, foyer, inversee, un_chiffre, proche]
    assert [dossier.rapprochement.certitude for dossier in trouves] == [
        Certitude.PROBABLE,
        *[Certitude.POSSIBLE] * 4,
    ]


def test_l_axe_et_le_referent_du_jour_des_suivis_ouverts(
    ain: Departement, site: Site, csam: Agent, ass: Agent, collegue: Agent, signalement: Signalement
) -> None:
    assure = martin(ain)
    suivi = AccompagnementFactory(assure=assure, site=site, referent=collegue, axe="SPS")
    nommer_referent(suivi, ass, du=jour("2023-05-01"))
    nommer_referent(suivi, collegue, du=jour("2023-07-15"))
    AccompagnementFactory(assure=assure, site=site, annule_le=timezone.now(), motif_annulation="Erreur")
    AccompagnementFactory(
        assure=assure,
        site=site,
        clos_le=jour("2023-06-01"),
        situation_cloture=SituationClotureFactory(),
        site_cloture=site,
    )
    (dossier,) = lire(csam, signalement)
    assert list(dossier.suivis) == [suivi]
    assert (dossier.suivis[0].axe_du_jour, dossier.suivis[0].referent_du_jour) == ("SPS", ass)


@pytest.mark.parametrize("combien", [1, 6, 9])
def test_autant_de_requetes_pour_un_ou_six_dossiers(
    ain: Departement,
    site: Site,
    csam: Agent,
    signalement: Signalement,
    combien: int,
    django_assert_num_queries,
) -> None:
    for _ in range(combien):
        AccompagnementFactory(assure=martin(ain), site=site)
    _ = csam.affectations_du_jour
    with comme(csam), django_assert_num_queries(REQUETES):
        trouves = rapprochements(csam, signalement, LE_JOUR)
        assert all(suivi.referent_du_jour.nom and suivi.site.nom for d in trouves for suivi in d.suivis)
        assert [len(dossier.suivis) for dossier in trouves] == [1] * min(combien, 6)


def test_une_date_partagee_par_beaucoup_ne_cache_pas_le_meme_nom(
    ain: Departement, csam: Agent, signalement: Signalement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cases.personnes.queries.rapprochement.CANDIDATS", 2)
    for rang in range(3):
        martin(ain, nom=f"Abel{rang}")
    foyer = martin(ain, nom="Zola", prenom="Paul", telephone="0612345678")
    meme = martin(ain)
    assert [dossier.assure for dossier in lire(csam, signalement)] == [meme, foyer]


def test_sans_date_ni_telephone_le_nom_seul(ain: Departement, site: Site, csam: Agent) -> None:
    meme = martin(ain, nom="De La Tour", prenom="Anne Marie")
    martin(ain, date_naissance=None, nom="Autre")
    signalement = SignalementFactory(site=site, nom="de la tour", prenom="Anne-Marie")
    (dossier,) = lire(csam, signalement)
    assert dossier.assure == meme
    assert list(dossier.suivis) == []


def test_un_dossier_d_une_autre_unite_n_est_pas_rendu_mais_il_est_dit_connu(
    ardeche: Departement, csam: Agent, signalement: Signalement
) -> None:
    with comme(csam):
        assert connu_ailleurs(signalement) is False
    martin(ardeche, telephone="0612345678")
    assert lire(csam, signalement) == []
    with comme(csam):
        assert connu_ailleurs(signalement) is True
        # The scope of the agent is back.
        assert not Assure.objects.exists()


@pytest.mark.parametrize(
    "autres",
    [{"nom": "Martins"}, {"date_naissance": datetime.date(1975, 3, 5)}, {"date_naissance": None}],
)
def test_connu_ailleurs_demande_le_meme_nom_et_la_meme_date(
    ardeche: Departement, csam: Agent, signalement: Signalement, autres: dict[str, object]
) -> None:
    martin(ardeche, **autres)
    with comme(csam):
        assert connu_ailleurs(signalement) is False


def test_connu_ailleurs_ne_dit_ni_sans_date_ni_la_meme_unite_ni_un_acces_restreint(
    ain: Departement,
    ardeche: Departement,
    site: Site,
    csam: Agent,
    manager_ardeche: Agent,
    signalement: Signalement,
) -> None:
    martin(ain)
    martin(ardeche, acces_restreint=True, manager_habilite=manager_ardeche)
    martin(ardeche, date_naissance=None)
    sans_date = SignalementFactory(site=site, nom="Martin", prenom="Jeanne")
    with comme(csam):
        assert connu_ailleurs(signalement) is False
        assert connu_ailleurs(sans_date) is False


def test_un_dossier_restreint_n_est_rendu_qu_a_qui_peut_le_lire(
    ain: Departement, csam: Agent, manager: Agent, signalement: Signalement
) -> None:
    restreint = martin(ain, acces_restreint=True, manager_habilite=manager)
    assert lire(csam, signalement) == []
    assert [dossier.assure for dossier in lire(manager, signalement)] == [restreint]


def test_un_agent_d_une_autre_unite_ne_lit_rien(
    ain: Departement, ass_ardeche: Agent, signalement: Signalement
) -> None:
    martin(ain)
    assert lire(ass_ardeche, signalement) == []


def test_le_dossier_designe_et_lui_seul(ain: Departement, site: Site, csam: Agent, manager: Agent) -> None:
    designe = AssureFactory(departement=ain, nom="Durand")
    martin(ain)
    champs = {"site": site, "nom": "Martin", "prenom": "Jeanne", "date_naissance": NAISSANCE}
    signalement = SignalementFactory(**champs, assure=designe)
    (dossier,) = lire(csam, signalement)
    assert dossier.assure == designe
    assert dossier.rapprochement.certitude is Certitude.PROBABLE
    assert dossier.rapprochement.raisons == ("Dossier désigné",)
    restreint = martin(ain, acces_restreint=True, manager_habilite=manager)
    assert lire(csam, SignalementFactory(**champs, assure=restreint)) == []
