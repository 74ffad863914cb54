import pytest

from cases.enums import (
    Axe,
    EtatSignalement,
)
from cases.models import Accompagnement, Assure, Signalement
from cases.signalements.domain.signalement import annuler_signalement
from cases.signalements.domain.suites import (
    classer_sans_suite,
    convertir_signalement,
    marquer_doublon,
    rattacher_signalement,
    reorienter_signalement,
    repondre_signalement,
)
from cases.signalements.domain.triage import defaire_suite
from partners.models import Agent, Departement, Site
from servicesocial.enums import ActionJournal
from tests.cases.outils import comme, jour, journalise, raison, refus, sans_droit
from tests.cases.signalements.outils import LE, dans_l_etat
from tests.fabriques import (
    AccompagnementFactory,
    AssureFactory,
    PartenaireFactory,
    RaisonSuiteFactory,
    SignalementFactory,
    SituationClotureFactory,
)


def test_convertir_ouvre_l_accompagnement_de_l_ass_affectee(site: Site, ass: Agent, assure: Assure) -> None:
    signalement = dans_l_etat(EtatSignalement.AFFECTE, site, ass)
    with comme(ass):
        accompagnement = convertir_signalement(
            agent=ass, signalement=signalement, assure=assure, axe=Axe.PDP, le=LE
        )
        signalement.refresh_from_db()
        assert (signalement.etat, signalement.assure, signalement.accompagnement, signalement.clos_le) == (
            EtatSignalement.CONVERTI,
            assure,
            accompagnement,
            LE,
        )
        assert (accompagnement.site, accompagnement.ouvert_le) == (site, LE)
        assert accompagnement.referents.get().agent == ass
        assert journalise(signalement, ActionJournal.MODIFICATION, ass, "Accompagnement ouvert")


def test_convertir_refuse_une_personne_deja_suivie_sur_l_axe_et_ne_laisse_rien(
    accompagnement: Accompagnement, ass: Agent
) -> None:
    signalement = dans_l_etat(EtatSignalement.AFFECTE, accompagnement.site, ass)
    with comme(ass):
        with refus("déjà ouvert sur cet axe", "axe"):
            convertir_signalement(
                agent=ass,
                signalement=signalement,
                assure=accompagnement.assure,
                axe=Axe.PDP,
                le=jour("2023-03-02"),
            )
        signalement.refresh_from_db()
        assert signalement.etat == EtatSignalement.AFFECTE
        assert Accompagnement.objects.count() == 1


def test_convertir_est_a_l_ass_affectee_ou_a_la_csam(
    site: Site, ass: Agent, collegue: Agent, csam: Agent, assure: Assure, manager: Agent
) -> None:
    signalement = dans_l_etat(EtatSignalement.AFFECTE, site, ass)
    for agent in (collegue, manager):
        with comme(agent), sans_droit():
            convertir_signalement(agent=agent, signalement=signalement, assure=assure, axe=Axe.PDP, le=LE)
    with comme(csam):
        ouvert = convertir_signalement(agent=csam, signalement=signalement, assure=assure, axe=Axe.PDP, le=LE)
        assert ouvert.referents.get().agent == ass


def test_convertir_et_rattacher_refusent_une_autre_personne_ou_une_autre_unite(
    site: Site, ass: Agent, csam: Agent, assure: Assure, ardeche: Departement
) -> None:
    signalement = dans_l_etat(EtatSignalement.AFFECTE, site, ass)
    d_ailleurs = AssureFactory(departement=ardeche)
    d_un_autre = AccompagnementFactory(site=site, referent=ass)
    with comme(csam):
        with refus("suivi par l'unité de ce signalement", "assure"):
            convertir_signalement(agent=csam, signalement=signalement, assure=d_ailleurs, axe=Axe.PDP, le=LE)
        Signalement.objects.update(assure=assure)
        signalement.refresh_from_db()
        with refus("d'une autre personne", "assure"):
            rattacher_signalement(agent=csam, signalement=signalement, accompagnement=d_un_autre, le=LE)


def test_rattacher_a_un_accompagnement_en_cours_seulement(
    accompagnement: Accompagnement, ass: Agent, csam: Agent, site: Site
) -> None:
    signalement = dans_l_etat(EtatSignalement.QUALIFIE, site, ass)
    clos = AccompagnementFactory(
        site=site,
        referent=ass,
        clos_le=jour("2023-03-02"),
        situation_cloture=SituationClotureFactory(),
        site_cloture=site,
    )
    with comme(csam):
        with refus("n'est plus en cours", "accompagnement"):
            rattacher_signalement(agent=csam, signalement=signalement, accompagnement=clos, le=LE)
        rattacher_signalement(agent=csam, signalement=signalement, accompagnement=accompagnement, le=LE)
        signalement.refresh_from_db()
        assert (signalement.etat, signalement.assure, signalement.accompagnement) == (
            EtatSignalement.RATTACHE,
            accompagnement.assure,
            accompagnement,
        )


@pytest.mark.parametrize(
    ("acte", "etat"),
    [
        (repondre_signalement, EtatSignalement.REPONDU),
        (reorienter_signalement, EtatSignalement.REORIENTE),
        (classer_sans_suite, EtatSignalement.SANS_SUITE),
    ],
)
def test_les_autres_suites_demandent_une_raison_et_parfois_une_precision(
    site: Site, ass: Agent, csam: Agent, acte, etat: EtatSignalement
) -> None:
    signalement = dans_l_etat(EtatSignalement.QUALIFIE, site, ass)
    partenaire = PartenaireFactory()
    partenaire.departements.add(site.departement)
    vers = {"vers": partenaire} if etat == EtatSignalement.REORIENTE else {}
    with comme(csam):
        with refus("Indiquez le motif", "motif"):
            acte(agent=csam, signalement=signalement, raison=raison(etat), motif=" ", le=LE, **vers)
        autre = next(e for e in (EtatSignalement.REPONDU, EtatSignalement.SANS_SUITE) if e != etat)
        with refus("n'est pas celle de cette suite", "raison"):
            acte(agent=csam, signalement=signalement, raison=raison(autre), motif="Fait", le=LE, **vers)
        acte(agent=csam, signalement=signalement, raison=raison(etat), motif="Droits ouverts", le=LE, **vers)
        signalement.refresh_from_db()
        assert (signalement.etat, signalement.motif_suite, signalement.clos_le, signalement.raison) == (
            etat,
            "Droits ouverts",
            LE,
            raison(etat),
        )
        assert journalise(signalement, ActionJournal.MODIFICATION, csam, etat.label)


def test_reorienter_designe_un_partenaire_de_l_unite_ou_nomme_le_service(
    site: Site, ass: Agent, csam: Agent
) -> None:
    signalement = dans_l_etat(EtatSignalement.QUALIFIE, site, ass)
    partenaire, ailleurs = PartenaireFactory(), PartenaireFactory()
    partenaire.departements.add(site.departement)
    commun = {
        "agent": csam,
        "signalement": signalement,
        "le": LE,
        "raison": RaisonSuiteFactory(code="partenaire-competent"),
    }
    with comme(csam):
        with refus("Choisissez le partenaire, ou nommez", "vers"):
            reorienter_signalement(**commun)
        with refus("Choisissez le partenaire qui a été contacté", "vers"):
            reorienter_signalement(**commun, motif="Mairie", accompagnee=True)
        with refus("n'est pas de l'unité", "vers"):
            reorienter_signalement(**commun, vers=ailleurs)
        reorienter_signalement(**commun, vers=partenaire, accompagnee=True)
        signalement.refresh_from_db()
        assert (signalement.oriente_vers, signalement.orientation_accompagnee) == (partenaire, True)
        defaire_suite(agent=csam, signalement=signalement, etat_vu=EtatSignalement.REORIENTE)
        signalement.refresh_from_db()
        assert (signalement.oriente_vers, signalement.orientation_accompagnee, signalement.raison) == (
            None,
            False,
            None,
        )


def test_un_doublon_mene_a_un_signalement_qui_compte(site: Site, csam: Agent) -> None:
    original, copie, copie_de_copie = (SignalementFactory(site=site) for _ in range(3))
    autre_canal = RaisonSuiteFactory(code="autre-canal")
    with comme(csam):
        with refus("son propre doublon", "original"):
            marquer_doublon(agent=csam, signalement=original, original=original, raison=autre_canal)
        marquer_doublon(agent=csam, signalement=copie, original=original, raison=autre_canal, le=LE)
        assert (copie.etat, copie.doublon_de, copie.raison) == (
            EtatSignalement.DOUBLON,
            original,
            autre_canal,
        )
        with refus("n'est pas celle de cette suite", "raison"):
            marquer_doublon(
                agent=csam,
                signalement=copie_de_copie,
                original=original,
                raison=raison(EtatSignalement.SANS_SUITE),
            )
        with refus("Désignez le signalement d'origine", "original"):
            marquer_doublon(agent=csam, signalement=copie_de_copie, original=copie, raison=autre_canal, le=LE)
        with refus("doublons de celui-ci"):
            marquer_doublon(
                agent=csam, signalement=original, original=copie_de_copie, raison=autre_canal, le=LE
            )
        with refus("doublons de celui-ci"):
            annuler_signalement(agent=csam, signalement=original, motif="Erreur")
