"""A situation d'urgence: marked once, said to somebody, first everywhere, lifted with a reason."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from cases.enums import AccordPersonne
from cases.models import Accompagnement, Assure, Signalement, SituationUrgence
from cases.signalements.domain.signalement import recevoir_signalement
from cases.signalements.domain.triage import Suite, defaire_suite, trier_signalement
from cases.signalements.domain.urgence import lever_urgence, marquer_urgence, noter_prevenu
from cases.signalements.queries.file_d_attente import signalements_a_traiter
from cases.signalements.queries.urgence import urgences_a_suivre, urgences_de
from partners.enums import Profil
from partners.models import Agent, Site
from servicesocial.enums import ActionJournal
from tests.cases.outils import comme, jour, journal, journalise, refus
from tests.fabriques import (
    CanalSignalementFactory,
    OrigineSignalementFactory,
    ParametreFactory,
    SignalementFactory,
    un_agent,
)


def ordre(agent: Agent) -> list[str]:
    return [signalement.nom for signalement in signalements_a_traiter(agent)]


def test_marquer_met_en_tete_et_lever_remet_a_sa_place(site: Site, csam: Agent) -> None:
    for rang, nom in enumerate(("Premier", "Second", "Tiers")):
        SignalementFactory(site=site, nom=nom, recu_le=jour(f"2023-02-0{rang + 1}"))
    with comme(csam):
        tiers = Signalement.objects.get(nom="Tiers")
        urgence = marquer_urgence(agent=csam, personne=tiers)
        assert journalise(urgence, ActionJournal.CREATION, csam)
        assert (urgence.prevenu, urgence.prevenu_le, urgence.marquee_par) == ("", None, csam)
        assert ordre(csam) == ["Tiers", "Premier", "Second"]
        assert marquer_urgence(agent=csam, personne=tiers) == urgence
        with refus("motif", "motif"):
            lever_urgence(agent=csam, urgence=urgence, motif=" ")
        lever_urgence(agent=csam, urgence=urgence, motif="Danger écarté")
        assert ordre(csam) == ["Premier", "Second", "Tiers"]
        with refus("déjà levée"):
            lever_urgence(agent=csam, urgence=urgence, motif="Encore")
        with refus("déjà levée"):
            noter_prevenu(agent=csam, urgence=urgence, prevenu="Le manager")


def test_qui_est_prevenu_se_complete_apres(site: Site, csam: Agent) -> None:
    signalement = SignalementFactory(site=site)
    with comme(csam):
        urgence = marquer_urgence(agent=csam, personne=signalement)
        with refus("Indiquez qui", "prevenu"):
            noter_prevenu(agent=csam, urgence=urgence, prevenu="  ")
        with refus("futur", "le"):
            noter_prevenu(
                agent=csam,
                urgence=urgence,
                prevenu="Le manager",
                le=timezone.now() + datetime.timedelta(minutes=5),
            )
        noter_prevenu(agent=csam, urgence=urgence, prevenu="Le manager, par téléphone")
        urgence.refresh_from_db()
        assert urgence.prevenu == "Le manager, par téléphone"
        assert urgence.prevenu_le is not None
        assert journal(urgence)[-1] == (ActionJournal.MODIFICATION, "Qui a été prévenu")


def test_une_urgence_du_dossier_met_en_tete_tous_ses_signalements(
    site: Site, assure: Assure, csam: Agent
) -> None:
    ParametreFactory()
    SignalementFactory(site=site, nom="Avant", recu_le=jour("2023-01-01"))
    SignalementFactory(site=site, nom="Sien", assure=assure, recu_le=jour("2023-03-01"))
    with comme(csam):
        urgence = marquer_urgence(agent=csam, personne=assure, prevenu="Le référent")
        assert urgence.prevenu_le == urgence.marquee_le
        assert ordre(csam) == ["Sien", "Avant"]
        recu = recevoir_signalement(
            agent=csam,
            site=site,
            recu_le=timezone.localdate(),
            nom="Nouveau",
            prenom="Alix",
            origine=OrigineSignalementFactory(),
            canal=CanalSignalementFactory(),
            accord=AccordPersonne.RECUEILLI,
            assure=assure,
        )
        assert recu.urgent
        assert ordre(csam) == ["Sien", "Nouveau", "Avant"]
        lever_urgence(agent=csam, urgence=urgence, motif="Hébergée")
        assert ordre(csam)[0] == "Avant"


def test_elle_rejoint_le_dossier_avec_le_signalement_et_le_quitte(
    site: Site, accompagnement: Accompagnement, csam: Agent
) -> None:
    signalement = SignalementFactory(site=site)
    autre = SignalementFactory(site=site, assure=accompagnement.assure)
    with comme(csam):
        urgence = marquer_urgence(agent=csam, personne=signalement)
        trier_signalement(
            agent=csam,
            signalement=signalement,
            etat_vu="recu",
            suite=Suite.RATTACHER,
            accompagnement=accompagnement,
        )
        assert list(urgences_de(accompagnement.assure)) == [urgence]
        autre.refresh_from_db()
        assert autre.urgent
        signalement.refresh_from_db()
        defaire_suite(agent=csam, signalement=signalement, etat_vu="rattache")
        assert not urgences_de(accompagnement.assure)
        autre.refresh_from_db()
        signalement.refresh_from_db()
        assert (autre.urgent, signalement.urgent) == (False, True)


def test_chacun_de_l_unite_la_marque_et_personne_d_ailleurs(
    site: Site, site_ardeche: Site, csam: Agent
) -> None:
    for profil in (Profil.ASS, Profil.SECRETARIAT, Profil.MANAGER):
        lieu = site if profil == Profil.ASS else site.departement
        agent = un_agent(profil, lieu)
        signalement = SignalementFactory(site=site)
        with comme(agent):
            marquer_urgence(agent=agent, personne=signalement)
    ailleurs = un_agent(Profil.CSAM, site_ardeche)
    signalement = SignalementFactory(site=site)
    with comme(csam), pytest.raises(PermissionDenied):
        marquer_urgence(agent=ailleurs, personne=signalement)
    with comme(csam):
        assert SituationUrgence.objects.count() == 3
        assert urgences_a_suivre(csam).count() == 3
    with comme(ailleurs):
        assert not urgences_a_suivre(ailleurs)


def test_un_ass_a_devant_lui_les_siennes(
    site: Site, accompagnement: Accompagnement, ass: Agent, csam: Agent
) -> None:
    autre = SignalementFactory(site=site)
    with comme(csam):
        sienne = marquer_urgence(agent=csam, personne=accompagnement.assure)
        marquer_urgence(agent=csam, personne=autre)
    with comme(ass):
        assert list(urgences_a_suivre(ass)) == [sienne]


def test_les_voisins_suivent_l_ordre_de_la_file(site: Site, csam: Agent) -> None:
    """From any of them, what comes before and after is the queue itself."""
    for rang in range(6):
        SignalementFactory(site=site, recu_le=jour(f"2023-02-0{1 + rang // 2}"), urgent=rang in (2, 5))
    with comme(csam):
        file = list(signalements_a_traiter(csam))
        for rang, signalement in enumerate(file):
            assert list(signalements_a_traiter(csam).apres(signalement)) == file[rang + 1 :]
            assert list(signalements_a_traiter(csam).avant(signalement))[::-1] == file[:rang]
