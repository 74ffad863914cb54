import datetime

import pytest
import time_machine
from django.utils import timezone

from cases.enums import Axe, EtatRendezVous, EtatSignalement, ModeEntretien
from cases.models import Accompagnement, Assure, Creneau, RendezVous
from cases.rendez_vous.domain.creneau import declarer_creneaux, retirer_creneau
from cases.rendez_vous.domain.rendez_vous import (
    annuler_rendez_vous,
    deplacer_rendez_vous,
    marquer_absent,
    reserver_pour_dossier,
    reserver_pour_signalement,
)
from cases.rules.creneaux import Serie
from cases.signalements.domain.suites import classer_sans_suite, convertir_signalement
from cases.signalements.domain.triage import defaire_suite
from partners.models import Agent, Site
from servicesocial.enums import ActionJournal
from tests.cases.outils import comme, jour, journalise, refus, sans_droit
from tests.cases.signalements.outils import dans_l_etat
from tests.fabriques import CreneauFactory, RaisonSuiteFactory, RendezVousFactory, SignalementFactory

LUNDI, VENDREDI = 0, 4
MATIN = (datetime.time(9), datetime.time(12))


def serie(du="2026-04-27", au="2026-05-10", jours=(LUNDI, VENDREDI), heures=MATIN, duree=60) -> Serie:
    return Serie(jour(du), jour(au), frozenset(jours), *heures, duree)


@pytest.fixture(autouse=True)
def avril():
    with time_machine.travel("2026-04-20 10:00:00+02:00", tick=True):
        yield


def declarer(agent: Agent, site: Site, avec: Agent, **champs: object) -> int:
    return declarer_creneaux(
        agent=agent, avec=avec, site=site, serie=champs.pop("serie", serie()), mode=ModeEntretien.TELEPHONE
    )


def test_une_serie_laisse_les_jours_feries_et_ne_se_double_pas(site: Site, ass: Agent) -> None:
    with comme(ass):
        # 1 and 8 May are holidays, both Fridays.
        assert declarer(ass, site, ass) == 2 * 3
        assert {timezone.localtime(c.debut).date() for c in Creneau.objects.all()} == {
            jour("2026-04-27"),
            jour("2026-05-04"),
        }
        assert declarer(ass, site, ass) == 0
        assert (
            declarer(ass, site, ass, serie=serie(heures=(datetime.time(9, 30), datetime.time(13)), duree=30))
            == 2 * 2
        )


def test_le_vendredi_saint_n_est_ferie_qu_en_alsace_moselle() -> None:
    paques = serie(du="2026-03-30", au="2026-04-05", jours=(VENDREDI,))
    assert len(list(paques.debuts("01"))) == 3
    assert list(paques.debuts("57")) == []


@pytest.mark.parametrize(
    ("champs", "phrase", "champ"),
    [
        ({"au": "2026-04-26"}, "finit avant", "au"),
        ({"au": "2027-04-26"}, "190 jours au plus", "au"),
        ({"heures": (datetime.time(12), datetime.time(9))}, "heure de fin", "au"),
        ({"duree": 240}, "Aucun créneau à venir", "du"),
        ({"du": "2026-04-01", "au": "2026-04-10"}, "Aucun créneau à venir", "du"),
        ({"au": "2026-10-20", "jours": range(6), "duree": 15}, "500 au plus", "au"),
    ],
)
def test_une_serie_impossible_est_refusee(site: Site, ass: Agent, champs, phrase, champ) -> None:
    with comme(ass), refus(phrase, champ):
        declarer(ass, site, ass, serie=serie(**champs))


def test_qui_declare_pour_qui(
    site: Site, ass: Agent, collegue: Agent, secretaire: Agent, csam: Agent, ass_ardeche: Agent
) -> None:
    for agent in (secretaire, csam, ass):
        with comme(agent):
            declarer(agent, site, ass)
    for agent in (collegue, ass_ardeche):
        with comme(agent), sans_droit():
            declarer(agent, site, ass)
    with comme(csam), refus("", "avec"):
        declarer(csam, site, ass_ardeche)


def test_un_creneau_se_retire_tant_qu_il_est_libre(
    site: Site, ass: Agent, csam: Agent, collegue: Agent
) -> None:
    libre, pris = CreneauFactory(site=site, agent=ass), CreneauFactory(site=site, agent=collegue)
    signalement = SignalementFactory(site=site)
    with comme(csam):
        reserver_pour_signalement(agent=csam, signalement=signalement, creneau=pris, etat_vu="recu")
        with refus("pris ou déjà retiré"):
            retirer_creneau(agent=csam, creneau=pris)
        retirer_creneau(agent=csam, creneau=libre)
        with refus("pris ou déjà retiré"):
            retirer_creneau(agent=csam, creneau=libre)
    with comme(ass), sans_droit():
        retirer_creneau(agent=ass, creneau=pris)


def test_reserver_affecte_le_signalement_a_qui_recoit(site: Site, ass: Agent, csam: Agent) -> None:
    signalement, creneau = SignalementFactory(site=site), CreneauFactory(site=site, agent=ass)
    with comme(csam):
        rendez_vous = reserver_pour_signalement(
            agent=csam, signalement=signalement, creneau=creneau, etat_vu="recu"
        )
        signalement.refresh_from_db()
        assert (signalement.etat, signalement.affecte_a) == (EtatSignalement.AFFECTE, ass)
        assert (rendez_vous.assure, rendez_vous.agent, rendez_vous.debut) == (None, ass, creneau.debut)
        assert journalise(rendez_vous, ActionJournal.CREATION, csam)
        assert not Creneau.objects.libres().exists()
        with refus("est déjà fixé", "creneau"):
            reserver_pour_signalement(
                agent=csam,
                signalement=signalement,
                creneau=CreneauFactory(site=site, agent=ass, debut=creneau.fin),
                etat_vu="affecte",
            )


def test_deux_conseillers_sur_un_creneau(site: Site, ass: Agent, csam: Agent) -> None:
    creneau = CreneauFactory(site=site, agent=ass)
    premier, second = SignalementFactory(site=site), SignalementFactory(site=site)
    with comme(csam):
        reserver_pour_signalement(agent=csam, signalement=premier, creneau=creneau, etat_vu="recu")
        with refus("vient d'être pris", "creneau"):
            reserver_pour_signalement(agent=csam, signalement=second, creneau=creneau, etat_vu="recu")
        second.refresh_from_db()
        assert second.etat == EtatSignalement.RECU


def test_un_creneau_passe_retire_ou_d_ailleurs_ne_se_reserve_pas(
    site: Site, site_ardeche: Site, ass: Agent, csam: Agent
) -> None:
    signalement = SignalementFactory(site=site)
    hier = timezone.now() - datetime.timedelta(days=1)
    cas = {
        "est passé": CreneauFactory(site=site, agent=ass, debut=hier),
        "vient d'être pris": CreneauFactory(site=site, agent=ass, retire_le=hier),
        "d'une autre unité": CreneauFactory(site=site_ardeche),
    }
    for phrase, creneau in cas.items():
        with comme(csam), refus(phrase, "creneau"):
            reserver_pour_signalement(agent=csam, signalement=signalement, creneau=creneau, etat_vu="recu")


def test_deja_affecte_il_se_reserve_avec_le_meme_et_lui_seul(
    site: Site, ass: Agent, collegue: Agent, csam: Agent
) -> None:
    signalement = dans_l_etat(EtatSignalement.AFFECTE, site, ass)
    with comme(csam):
        with refus(f"affecté à {ass}", "creneau"):
            reserver_pour_signalement(
                agent=csam,
                signalement=signalement,
                creneau=CreneauFactory(site=site, agent=collegue),
                etat_vu="affecte",
            )
        reserver_pour_signalement(
            agent=csam,
            signalement=signalement,
            creneau=CreneauFactory(site=site, agent=ass),
            etat_vu="affecte",
        )


def test_deplacer_libere_le_creneau_et_garde_la_trace(
    site: Site, ass: Agent, collegue: Agent, csam: Agent
) -> None:
    signalement, creneau = SignalementFactory(site=site), CreneauFactory(site=site, agent=ass)
    autre = CreneauFactory(site=site, agent=collegue, debut=creneau.fin)
    with comme(csam):
        ancien = reserver_pour_signalement(
            agent=csam, signalement=signalement, creneau=creneau, etat_vu="recu"
        )
        with refus("Choisissez un créneau", "creneau"):
            deplacer_rendez_vous(agent=csam, rendez_vous=ancien, motif="Empêchement")
        nouveau = deplacer_rendez_vous(agent=csam, rendez_vous=ancien, motif="Empêchement", creneau=autre)
        ancien.refresh_from_db()
        assert (ancien.etat, ancien.motif) == (EtatRendezVous.DEPLACE, "Empêchement")
        assert (nouveau.remplace, nouveau.agent, nouveau.signalement) == (ancien, collegue, signalement)
        assert list(Creneau.objects.libres()) == [creneau]
        annuler_rendez_vous(agent=csam, rendez_vous=nouveau, motif="Ne vient plus")
        assert set(Creneau.objects.libres()) == {creneau, autre}


def test_personne_n_est_oublie_avec_son_rendez_vous(site: Site, ass: Agent, csam: Agent) -> None:
    signalement, creneau = SignalementFactory(site=site), CreneauFactory(site=site, agent=ass)
    with comme(csam):
        rendez_vous = reserver_pour_signalement(
            agent=csam, signalement=signalement, creneau=creneau, etat_vu="recu"
        )
        signalement.refresh_from_db()
        with refus("Un rendez-vous est fixé"):
            classer_sans_suite(agent=csam, signalement=signalement, raison=RaisonSuiteFactory(code="refus"))
        with refus("Un rendez-vous est fixé"):
            defaire_suite(agent=csam, signalement=signalement, etat_vu="affecte")
        annuler_rendez_vous(agent=csam, rendez_vous=rendez_vous, motif="Refuse")
        defaire_suite(agent=csam, signalement=signalement, etat_vu="affecte")


def test_le_rendez_vous_rejoint_le_dossier_avec_le_signalement(
    site: Site, ass: Agent, csam: Agent, assure: Assure
) -> None:
    signalement, creneau = SignalementFactory(site=site), CreneauFactory(site=site, agent=ass)
    with comme(csam):
        rendez_vous = reserver_pour_signalement(
            agent=csam, signalement=signalement, creneau=creneau, etat_vu="recu"
        )
    with comme(ass):
        signalement.refresh_from_db()
        convertir_signalement(agent=ass, signalement=signalement, assure=assure, axe=Axe.PDP)
        rendez_vous.refresh_from_db()
        assert rendez_vous.assure == assure


def test_reserver_pour_un_dossier_suivi(site: Site, accompagnement: Accompagnement, ass: Agent) -> None:
    with comme(ass):
        rendez_vous = reserver_pour_dossier(
            agent=ass, accompagnement=accompagnement, creneau=CreneauFactory(site=site, agent=ass)
        )
        assert (rendez_vous.accompagnement, rendez_vous.assure) == (accompagnement, accompagnement.assure)


def test_l_absence_d_une_personne_sans_dossier_se_note(
    site: Site, ass: Agent, csam: Agent, collegue: Agent
) -> None:
    signalement = dans_l_etat(EtatSignalement.AFFECTE, site, ass)
    passe = RendezVousFactory(
        assure=None,
        accompagnement=None,
        departement=site.departement,
        signalement=signalement,
        site=site,
        agent=ass,
        debut=timezone.now() - datetime.timedelta(hours=1),
    )
    with comme(collegue), sans_droit():
        marquer_absent(agent=collegue, rendez_vous=passe)
    with comme(csam):
        marquer_absent(agent=csam, rendez_vous=passe)
        assert RendezVous.objects.get().etat == EtatRendezVous.ABSENT


def test_un_second_clic_sur_le_meme_creneau_rend_le_meme_rendez_vous(
    site: Site, ass: Agent, csam: Agent, accompagnement: Accompagnement
) -> None:
    signalement, autre = SignalementFactory(site=site), SignalementFactory(site=site)
    creneau, second = (
        CreneauFactory(agent=ass, site=site, debut=timezone.now() + datetime.timedelta(days=d))
        for d in (1, 2)
    )
    with comme(csam):
        premier = reserver_pour_signalement(
            agent=csam, signalement=signalement, creneau=creneau, etat_vu="recu"
        )
        encore = reserver_pour_signalement(
            agent=csam, signalement=signalement, creneau=creneau, etat_vu="recu"
        )
        assert encore == premier
        with refus("vient d'être pris", "creneau"):
            reserver_pour_signalement(agent=csam, signalement=autre, creneau=creneau, etat_vu="recu")
        suivi = reserver_pour_dossier(agent=csam, accompagnement=accompagnement, creneau=second)
        assert reserver_pour_dossier(agent=csam, accompagnement=accompagnement, creneau=second) == suivi
        assert RendezVous.objects.count() == 2
