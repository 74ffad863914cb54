"""Each act on an accompagnement, while another agent does something else with it: the second one re-reads."""

import datetime
from collections.abc import Callable
from functools import partial

import pytest

from cases.accompagnements.domain.plan import (
    annuler_ligne,
    realiser_preconisation,
)
from cases.enums import Axe, EtatSignalement
from cases.models import (
    Accompagnement,
    Assure,
    AxeAccompagnement,
    Demarche,
    Preconisation,
    ReferentAccompagnement,
    Signalement,
)
from cases.signalements.domain.triage import Suite, trier_signalement
from cases.transferts.domain.fusion import fusionner_dossiers
from cases.transferts.domain.transfert import transferer_dossier
from cases.transferts.queries.fusion import comparer
from servicesocial.perimetre import TOUT, perimetre
from servicesocial.refus import RefusMetier
from tests.cases.accompagnements.outils import LE, clore, lu
from tests.cases.deux_connexions import pendant
from tests.cases.outils import jour
from tests.fabriques import (
    AccompagnementFactory,
    AssureFactory,
    DemarcheFactory,
    DepartementFactory,
    PreconisationFactory,
    SignalementFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


def transferer(manager, assure: Assure) -> None:
    vers = DepartementFactory(code="07")
    transferer_dossier(agent=manager, assure=assure, vers=vers, motif="Déménagement")


def fusionner(manager, assure: Assure) -> None:
    garde = AssureFactory(departement=assure.departement, nom="Perrin")
    fusionner_dossiers(
        agent=manager, garde=garde, absorbe=assure, choix={}, empreinte=comparer(garde, assure).empreinte
    )


PARTI = "Ce dossier a changé d'unité ou a été fusionné entre-temps : recherchez la personne."
ACTES = (
    *("ouvrir", "rouvrir", "changer l'axe", "désigner", "clore", "annuler", "préconiser", "démarche"),
    "plan",
)


@pytest.mark.parametrize("partir", [transferer, fusionner])
@pytest.mark.parametrize("acte", ACTES)
def test_le_dossier_parti_entre_temps_est_dit(acte, partir, actes, accompagnement, manager) -> None:
    issue = pendant(
        lambda: partial(partir, manager, accompagnement.assure), lambda: actes[acte](lu(accompagnement))
    )
    assert isinstance(issue, RefusMetier), issue
    assert issue.messages == [PARTI]


@pytest.mark.parametrize(
    ("acte", "refus"),
    [
        ("ouvrir", "axe_occupe"),
        ("rouvrir", "axe_occupe"),
        ("changer l'axe", "L'accompagnement est déjà sur cet axe."),
        ("désigner", "Cet agent est déjà le référent."),
        ("clore", "Cet accompagnement est déjà clos ou annulé."),
        ("annuler", "Cet acte est déjà annulé."),
        ("plan", None),
    ],
)
def test_deux_fois_le_meme_acte(acte, refus, actes, accompagnement, ass) -> None:
    if acte == "rouvrir":
        with perimetre(["01"]):
            clore(ass, accompagnement, clos_le=jour("2023-05-31"))
    avec = actes[acte]
    issue = pendant(lambda: avec(lu(accompagnement)), lambda: avec(lu(accompagnement)))
    if refus is None:
        assert issue is None
    else:
        assert isinstance(issue, RefusMetier), issue
        assert refus in {issue.code_refus, issue.messages[0]}
    attendus = {
        "ouvrir": (2, 2, 2, 0),
        "rouvrir": (2, 2, 2, 0),
        "changer l'axe": (1, 2, 1, 0),
        "désigner": (1, 1, 2, 0),
        "plan": (1, 1, 1, 2),
    }
    with perimetre(TOUT):
        assert (
            Accompagnement.objects.count(),
            AxeAccompagnement.objects.count(),
            ReferentAccompagnement.objects.count(),
            Preconisation.objects.count() + Demarche.objects.count(),
        ) == attendus.get(acte, (1, 1, 1, 0))


def test_deux_fois_le_meme_geste_sur_une_ligne_du_plan(accompagnement, ass) -> None:
    conseil, geste = (
        PreconisationFactory(accompagnement=accompagnement),
        DemarcheFactory(accompagnement=accompagnement),
    )

    def realiser(le: datetime.date) -> Callable[[], object]:
        lue = Preconisation.objects.select_related("accompagnement").get(pk=conseil.pk)
        return partial(realiser_preconisation, agent=ass, preconisation=lue, le=le)

    def annuler() -> Callable[[], object]:
        lue = Demarche.objects.select_related("accompagnement").get(pk=geste.pk)
        return partial(annuler_ligne, agent=ass, ligne=lue, motif="Erreur")

    issue = pendant(lambda: realiser(jour("2024-01-02")), lambda: realiser(jour("2024-02-03")))
    assert issue.messages == ["Cette préconisation est déjà réalisée ou annulée."]
    issue = pendant(annuler, annuler)
    assert issue.messages == ["Cet acte est déjà annulé."]
    with perimetre(TOUT):
        assert Preconisation.objects.get().realisee_le == jour("2024-01-02")


def test_une_ligne_du_plan_partie_avec_son_dossier_est_dite(accompagnement, ass, manager) -> None:
    conseil = PreconisationFactory(accompagnement=accompagnement)

    def realiser() -> Callable[[], object]:
        lue = Preconisation.objects.select_related("accompagnement").get(pk=conseil.pk)
        return partial(realiser_preconisation, agent=ass, preconisation=lue, le=jour("2024-01-02"))

    issue = pendant(lambda: partial(transferer, manager, accompagnement.assure), realiser)
    assert issue.messages == ["Cette fiche a été modifiée ou retirée entre-temps : rechargez la page."]


@pytest.mark.parametrize(
    ("acte", "dit"),
    [
        ("changer l'axe", "suit la clôture"),
        ("désigner", "suit la clôture"),
        ("préconiser", "suit la clôture"),
        ("démarche", "suit la clôture"),
        ("plan", "suit la clôture"),
    ],
)
def test_un_acte_qui_attend_la_cloture_la_voit(acte, dit, actes, accompagnement, ass) -> None:
    issue = pendant(
        lambda: partial(clore, ass, lu(accompagnement), clos_le=jour("2023-05-31")),
        lambda: actes[acte](lu(accompagnement)),
    )
    assert isinstance(issue, RefusMetier), issue
    assert dit in issue.messages[0]


def test_clore_attend_un_changement_d_axe_et_le_voit(actes, accompagnement) -> None:
    issue = pendant(
        lambda: actes["changer l'axe"](lu(accompagnement)),
        lambda: partial(actes["clore"](lu(accompagnement)), clos_le=jour("2023-05-31")),
    )
    assert "précède le dernier changement d'axe" in issue.messages[0]


def test_rouvrir_un_accompagnement_annule_entre_temps_est_refuse(actes, accompagnement, ass) -> None:
    with perimetre(["01"]):
        clore(ass, accompagnement, clos_le=jour("2023-05-31"))
    issue = pendant(
        lambda: actes["annuler"](lu(accompagnement)), lambda: actes["rouvrir"](lu(accompagnement))
    )
    assert issue.messages == ["Seul un accompagnement clos se rouvre."]


@pytest.mark.parametrize("acte", ["clore", "annuler"])
def test_rattacher_a_un_accompagnement_clos_entre_temps(acte, actes, accompagnement, site, csam) -> None:
    signalement = SignalementFactory(site=site, assure=accompagnement.assure)

    def rattacher() -> Callable[[], object]:
        return partial(
            trier_signalement,
            agent=csam,
            signalement=Signalement.objects.select_related("site", "assure").get(pk=signalement.pk),
            etat_vu=EtatSignalement.RECU,
            suite=Suite.RATTACHER,
            accompagnement=lu(accompagnement),
        )

    issue = pendant(lambda: actes[acte](lu(accompagnement)), rattacher)
    assert issue.message_dict == {"accompagnement": ["Cet accompagnement n'est plus en cours."]}
    with perimetre(TOUT):
        assert Signalement.objects.get().etat == EtatSignalement.RECU


def test_annuler_attend_le_signalement_que_l_on_rattache(actes, accompagnement, site, csam) -> None:
    """It would otherwise stay attached to what counts no more: nobody would see it again."""
    signalement = SignalementFactory(site=site, assure=accompagnement.assure)

    def rattacher() -> Callable[[], object]:
        return partial(
            trier_signalement,
            agent=csam,
            signalement=Signalement.objects.select_related("site", "assure").get(pk=signalement.pk),
            etat_vu=EtatSignalement.RECU,
            suite=Suite.RATTACHER,
            accompagnement=lu(accompagnement),
        )

    assert pendant(rattacher, lambda: actes["annuler"](lu(accompagnement))) is None
    with perimetre(TOUT):
        relu = Signalement.objects.get()
        assert (relu.etat, relu.accompagnement) == (EtatSignalement.QUALIFIE, None)


def test_deux_accompagnements_d_une_personne_tenus_en_sens_contraires(
    actes, accompagnement, site, ass
) -> None:
    """The person comes first: the second agent holds nothing yet that the first one is going to want."""
    autre = AccompagnementFactory(assure=accompagnement.assure, site=site, referent=ass, axe=Axe.SPS)

    def clore_les_deux(*suivis: Accompagnement) -> None:
        for suivi in suivis:
            actes["clore"](suivi)()

    issue = pendant(
        lambda: partial(clore_les_deux, lu(accompagnement)),
        lambda: partial(clore_les_deux, lu(autre), lu(accompagnement)),
        ensuite=lambda: clore_les_deux(lu(autre)),
    )
    assert issue.messages == ["Cet accompagnement est déjà clos ou annulé."]
    with perimetre(TOUT):
        assert Accompagnement.objects.filter(clos_le=LE).count() == 2
