import datetime

import pytest
from django.utils import timezone

from cases.enums import EtatRendezVous, ModeEntretien
from cases.models import Accompagnement, Assure, RendezVous
from cases.rendez_vous.domain.rendez_vous import (
    annuler_rendez_vous,
    deplacer_rendez_vous,
    fixer_rendez_vous,
    marquer_absent,
    reprendre_absence,
)
from partners.models import Agent, Departement, Site
from servicesocial.enums import ActionJournal
from tests.cases.outils import comme, journalise, refus, sans_droit
from tests.fabriques import AccompagnementFactory, AssureFactory, RendezVousFactory, un_agent

UN_JOUR = datetime.timedelta(days=1)


def demain() -> datetime.datetime:
    return timezone.now() + UN_JOUR


def fixer(agent: Agent, assure: Assure, avec: Agent, site: Site, **autres: object) -> RendezVous:
    defauts = {"debut": demain(), "mode": ModeEntretien.LIEU_ACCUEIL}
    return fixer_rendez_vous(agent=agent, assure=assure, avec=avec, site=site, **(defauts | autres))


@pytest.fixture
def prevu(accompagnement: Accompagnement) -> RendezVous:
    return RendezVousFactory(accompagnement=accompagnement, debut=demain())


def test_fixer_par_le_secretariat_avec_une_ass(
    accompagnement: Accompagnement, secretaire: Agent, ass: Agent
) -> None:
    with comme(secretaire):
        rendez_vous = fixer(
            secretaire, accompagnement.assure, ass, accompagnement.site, accompagnement=accompagnement
        )
        rendez_vous.refresh_from_db()
        assert (rendez_vous.etat, rendez_vous.agent, rendez_vous.accompagnement) == (
            EtatRendezVous.PREVU,
            ass,
            accompagnement,
        )
        assert journalise(rendez_vous, ActionJournal.CREATION, secretaire)


def test_fixer_refuse_hier_une_personne_decedee_l_accompagnement_d_un_autre_un_site_d_ailleurs(
    assure: Assure, site: Site, site_ardeche: Site, csam: Agent, ass: Agent, ain: Departement
) -> None:
    d_un_autre = AccompagnementFactory(site=site, referent=ass)
    decede = AssureFactory(departement=ain, decede_le=datetime.date(2023, 1, 1))
    with comme(csam):
        with refus("aujourd'hui ou plus tard", "debut"):
            fixer(csam, assure, ass, site, debut=timezone.now() - UN_JOUR)
        with refus("décès", "assure"):
            fixer(csam, decede, ass, site)
        with refus("d'une autre personne", "accompagnement"):
            fixer(csam, assure, ass, site, accompagnement=d_un_autre)
        with refus("l'unité qui suit", "site"):
            fixer(csam, assure, ass, site_ardeche)
        assert not RendezVous.objects.exists()


def test_fixer_est_a_ceux_qui_gerent_le_dossier(
    assure: Assure, site: Site, ass: Agent, manager: Agent
) -> None:
    for agent in (ass, manager):
        with comme(agent), sans_droit():
            fixer(agent, assure, ass, site)


def test_deplacer_garde_l_ancien_et_rend_le_nouveau(prevu: RendezVous, ass: Agent) -> None:
    plus_tard = demain() + UN_JOUR
    with comme(ass):
        with refus("Indiquez le motif", "motif"):
            deplacer_rendez_vous(agent=ass, rendez_vous=prevu, debut=plus_tard, motif="")
        nouveau = deplacer_rendez_vous(agent=ass, rendez_vous=prevu, debut=plus_tard, motif="Transport")
        prevu.refresh_from_db()
        assert (prevu.etat, prevu.motif) == (EtatRendezVous.DEPLACE, "Transport")
        assert (nouveau.etat, nouveau.debut, nouveau.agent) == (EtatRendezVous.PREVU, plus_tard, prevu.agent)
        assert journalise(prevu, ActionJournal.MODIFICATION, ass, "Déplacé")
        assert journalise(nouveau, ActionJournal.CREATION, ass)
        with refus("« Déplacé » ne permet pas"):
            deplacer_rendez_vous(agent=ass, rendez_vous=prevu, debut=plus_tard, motif="Encore")


def test_une_absence_se_marque_apres_l_heure(
    accompagnement: Accompagnement, prevu: RendezVous, ass: Agent
) -> None:
    passe = RendezVousFactory(accompagnement=accompagnement)
    with comme(ass):
        with refus("n'est pas passée"):
            marquer_absent(agent=ass, rendez_vous=prevu)
        marquer_absent(agent=ass, rendez_vous=passe)
        passe.refresh_from_db()
        assert (passe.etat, passe.entretien) == (EtatRendezVous.ABSENT, None)
        assert journalise(passe, ActionJournal.MODIFICATION, ass, "Absent")


def test_une_absence_marquee_par_erreur_se_reprend(
    accompagnement: Accompagnement, ass: Agent, collegue: Agent
) -> None:
    passe = RendezVousFactory(accompagnement=accompagnement, etat=EtatRendezVous.ABSENT)
    with comme(collegue), sans_droit():
        reprendre_absence(agent=collegue, rendez_vous=passe)
    with comme(ass):
        reprendre_absence(agent=ass, rendez_vous=passe)
        passe.refresh_from_db()
        assert passe.etat == EtatRendezVous.PREVU
        assert journalise(passe, ActionJournal.MODIFICATION, ass, "Prévu")
        with refus("« Prévu » ne permet pas"):
            reprendre_absence(agent=ass, rendez_vous=passe)


def test_annuler_demande_un_motif(prevu: RendezVous, ass: Agent, collegue: Agent) -> None:
    with comme(collegue), sans_droit():
        annuler_rendez_vous(agent=collegue, rendez_vous=prevu, motif="Erreur")
    with comme(ass):
        with refus("Indiquez le motif", "motif"):
            annuler_rendez_vous(agent=ass, rendez_vous=prevu, motif=" ")
        annuler_rendez_vous(agent=ass, rendez_vous=prevu, motif="Empêchement")
        prevu.refresh_from_db()
        assert (prevu.etat, prevu.motif) == (EtatRendezVous.ANNULE, "Empêchement")
        assert journalise(prevu, ActionJournal.MODIFICATION, ass, "Annulé")


def test_le_rendez_vous_d_une_autre_unite_est_hors_de_portee(prevu: RendezVous, ardeche: Departement) -> None:
    voisine = un_agent("SECRETARIAT", ardeche)
    with comme(voisine):
        with sans_droit():
            annuler_rendez_vous(agent=voisine, rendez_vous=prevu, motif="Erreur")
        assert not RendezVous.objects.exists()
