import datetime

import pytest
from django.utils import timezone

from cases.accompagnements.domain.accompagnement import annuler_accompagnement
from cases.enums import (
    TRANSITIONS_SIGNALEMENT,
    AccordPersonne,
    Axe,
    EtatSignalement,
)
from cases.models import Accompagnement, Signalement
from cases.signalements.domain.signalement import annuler_signalement, recevoir_signalement
from cases.signalements.domain.suites import (
    affecter_signalement,
    classer_sans_suite,
    convertir_signalement,
    marquer_doublon,
    qualifier_signalement,
    rattacher_signalement,
    reorienter_signalement,
    repondre_signalement,
)
from partners.enums import Profil
from partners.models import Agent, Departement, Site
from servicesocial.enums import ActionJournal
from tests.cases.outils import comme, jour, journalise, raison, refus, sans_droit
from tests.cases.signalements.outils import LE, dans_l_etat
from tests.fabriques import (
    AssureFactory,
    CanalSignalementFactory,
    OrigineSignalementFactory,
    ParametreFactory,
    RaisonSuiteFactory,
    SignalementFactory,
    un_agent,
)


def recevoir(agent: Agent, site: Site, **autres: object) -> Signalement:
    defauts = {
        "recu_le": jour("2023-02-01"),
        "nom": "Fictive",
        "prenom": "Dominique",
        "origine": OrigineSignalementFactory(),
        "canal": CanalSignalementFactory(),
        "accord": AccordPersonne.RECUEILLI,
    }
    return recevoir_signalement(agent=agent, site=site, **(defauts | autres))


@pytest.mark.usefixtures("sans_referentiels")
@pytest.mark.parametrize("axe", ["", Axe.PDP, Axe.SPS])
def test_recevoir_de_prado_promet_un_contact_sous_72_heures_quel_que_soit_l_axe(
    site: Site, csam: Agent, axe: str
) -> None:
    """From the day on which the origin has its own delay; the eve, it is that of the service."""
    ParametreFactory(valeur=14)
    prado = OrigineSignalementFactory(code="cpam-prado")
    ParametreFactory(code="delai-contact-cpam-prado", unite="heures", valeur=72, du=jour("2023-06-01"))
    with comme(csam):
        veille, premier = (
            recevoir(csam, site, recu_le=jour(le), origine=prado, axe_propose=axe)
            for le in ("2023-05-31", "2023-06-01")
        )
        autre = recevoir(csam, site, recu_le=jour("2023-06-01"), axe_propose=axe)
    assert (veille.echeance, premier.echeance, autre.echeance) == (
        jour("2023-06-14"),
        jour("2023-06-04"),
        jour("2023-06-15"),
    )


@pytest.mark.usefixtures("referentiels")
def test_recevoir_fixe_l_echeance_selon_le_delai_en_vigueur(site: Site, csam: Agent) -> None:
    ParametreFactory(du=jour("2023-07-01"), valeur=10)
    with comme(csam):
        avant = recevoir(csam, site, recu_le=jour("2023-06-30"), axe_propose=Axe.PDP)
        apres = recevoir(csam, site, recu_le=jour("2023-07-01"))
        assert (avant.echeance, apres.echeance) == (jour("2023-07-14"), jour("2023-07-11"))
        assert (avant.etat, avant.departement_id, avant.site) == (EtatSignalement.RECU, "01", site)
        assert journalise(avant, ActionJournal.CREATION, csam)


@pytest.mark.usefixtures("referentiels")
def test_recevoir_refuse_un_jour_a_venir_une_origine_perimee_un_dossier_d_ailleurs(
    site: Site, csam: Agent, ardeche: Departement
) -> None:
    perimee = OrigineSignalementFactory(code="disparue", famille="autre", valide_au=jour("2022-12-31"))
    d_ailleurs = AssureFactory(departement=ardeche)
    with comme(csam):
        with refus("dans le futur", "recu_le"):
            recevoir(csam, site, recu_le=timezone.localdate() + datetime.timedelta(days=1))
        with refus("n'est pas proposé", "origine"):
            recevoir(csam, site, origine=perimee)
        with refus("n'est pas suivi par l'unité", "assure"):
            recevoir(csam, site, assure=d_ailleurs)
        with refus("un choix valide", "accord"):
            recevoir(csam, site, accord="peut-être")
        assert not Signalement.objects.exists()


@pytest.mark.usefixtures("referentiels")
def test_recevoir_est_aux_csam_du_site_de_l_unite_ou_de_la_region(
    site: Site, autre_site: Site, ain: Departement, ass: Agent, secretaire: Agent
) -> None:
    for lieu in (site, ain, ain.region):
        csam = un_agent(Profil.CSAM, lieu)
        with comme(csam):
            assert recevoir(csam, site)
    for agent in (un_agent(Profil.CSAM, autre_site), ass, secretaire):
        with comme(agent), sans_droit():
            recevoir(agent, site)


def test_qualifier_puis_affecter_datent_chaque_etat(site: Site, ass: Agent, csam: Agent) -> None:
    signalement = SignalementFactory(site=site)
    with comme(csam):
        qualifier_signalement(agent=csam, signalement=signalement, le=jour("2023-02-02"))
        affecter_signalement(agent=csam, signalement=signalement, a=ass, le=jour("2023-02-03"))
        signalement.refresh_from_db()
        assert (signalement.etat, signalement.qualifie_le, signalement.affecte_le, signalement.affecte_a) == (
            EtatSignalement.AFFECTE,
            jour("2023-02-02"),
            jour("2023-02-03"),
            ass,
        )
        assert journalise(signalement, ActionJournal.MODIFICATION, csam, "Affecté")


def test_les_dates_suivent_l_ordre_des_etats(site: Site, ass: Agent, csam: Agent) -> None:
    signalement = SignalementFactory(site=site)
    with comme(csam):
        with refus("précède la réception (01/02/2023)", "le"):
            qualifier_signalement(agent=csam, signalement=signalement, le=jour("2023-01-31"))
        qualifier_signalement(agent=csam, signalement=signalement, le=jour("2023-02-02"))
        with refus("précède la qualification", "le"):
            affecter_signalement(agent=csam, signalement=signalement, a=ass, le=jour("2023-02-01"))
        with refus("précède l'étape précédente (02/02/2023)", "le"):
            repondre_signalement(
                agent=csam,
                signalement=signalement,
                raison=raison(EtatSignalement.REPONDU),
                motif="Fait",
                le=jour("2023-02-01"),
            )


def test_affecter_a_une_ass_de_l_unite_par_la_csam_ou_le_manager(
    site: Site, ass: Agent, ass_ardeche: Agent, csam: Agent, manager: Agent
) -> None:
    signalement = dans_l_etat(EtatSignalement.QUALIFIE, site, ass)
    with comme(csam):
        for personne in (ass_ardeche, csam):
            with refus("assistant de service social de l'unité", "a"):
                affecter_signalement(agent=csam, signalement=signalement, a=personne, le=LE)
    with comme(ass), sans_droit():
        affecter_signalement(agent=ass, signalement=signalement, a=ass, le=LE)
    with comme(manager):
        affecter_signalement(agent=manager, signalement=signalement, a=ass, le=LE)
        assert signalement.etat == EtatSignalement.AFFECTE


@pytest.mark.parametrize("depart", list(EtatSignalement))
@pytest.mark.parametrize("arrivee", [etat for etat in EtatSignalement if etat != EtatSignalement.RECU])
def test_seules_les_transitions_de_la_table_sont_permises(
    site: Site,
    ass: Agent,
    csam: Agent,
    accompagnement: Accompagnement,
    depart: EtatSignalement,
    arrivee: EtatSignalement,
) -> None:
    signalement = dans_l_etat(depart, site, ass)
    original = SignalementFactory(site=site)
    libre = AssureFactory(departement=site.departement)
    commun = {"agent": csam, "signalement": signalement, "le": jour("2023-03-02")}
    actes = {
        EtatSignalement.QUALIFIE: lambda: qualifier_signalement(**commun),
        EtatSignalement.AFFECTE: lambda: affecter_signalement(**commun, a=ass),
        EtatSignalement.CONVERTI: lambda: convertir_signalement(**commun, assure=libre, axe=Axe.PDP),
        EtatSignalement.RATTACHE: lambda: rattacher_signalement(**commun, accompagnement=accompagnement),
        EtatSignalement.REPONDU: lambda: repondre_signalement(
            **commun, raison=raison(EtatSignalement.REPONDU), motif="Fait"
        ),
        EtatSignalement.REORIENTE: lambda: reorienter_signalement(
            **commun, raison=raison(EtatSignalement.REORIENTE), motif="Fait"
        ),
        EtatSignalement.SANS_SUITE: lambda: classer_sans_suite(
            **commun, raison=raison(EtatSignalement.SANS_SUITE), motif="Fait"
        ),
        EtatSignalement.DOUBLON: lambda: marquer_doublon(
            **commun, original=original, raison=RaisonSuiteFactory(code="autre-canal")
        ),
    }
    with comme(csam):
        if arrivee in TRANSITIONS_SIGNALEMENT.get(depart, ()):
            actes[arrivee]()
            signalement.refresh_from_db()
            assert signalement.etat == arrivee
        else:
            phrase = "Affectez d'abord" if _sans_ass(depart, arrivee) else f"« {depart.label} » ne permet pas"
            with refus(phrase):
                actes[arrivee]()
            signalement.refresh_from_db()
            assert signalement.etat == depart


def _sans_ass(depart: EtatSignalement, arrivee: EtatSignalement) -> bool:
    """Opening an accompagnement asks first who will follow it."""
    return arrivee == EtatSignalement.CONVERTI and depart != EtatSignalement.CONVERTI


def test_annuler_un_signalement_mais_pas_celui_dont_un_accompagnement_est_issu(
    site: Site, ass: Agent, csam: Agent
) -> None:
    converti = dans_l_etat(EtatSignalement.CONVERTI, site, ass)
    with comme(csam), refus("annulez-le d'abord"):
        annuler_signalement(agent=csam, signalement=converti, motif="Erreur")
    with comme(ass):
        annuler_accompagnement(agent=ass, accompagnement=converti.accompagnement, motif="Erreur")
        with sans_droit():
            annuler_signalement(agent=ass, signalement=converti, motif="Erreur")
    with comme(csam):
        annuler_signalement(agent=csam, signalement=converti, motif="Erreur")
        assert not Signalement.objects.comptent().exists()
        assert journalise(converti, ActionJournal.ANNULATION, csam)
        with refus("annulé ou modifié"):
            affecter_signalement(
                agent=csam,
                signalement=SignalementFactory(
                    site=site,
                    etat=EtatSignalement.QUALIFIE,
                    annule_le=timezone.now(),
                    motif_annulation="Erreur",
                ),
                a=ass,
                le=LE,
            )


def test_un_signalement_d_une_autre_unite_est_hors_de_portee(site: Site, ardeche: Departement) -> None:
    signalement = SignalementFactory(site=site)
    voisine = un_agent(Profil.CSAM, ardeche)
    with comme(voisine):
        with sans_droit():
            qualifier_signalement(agent=voisine, signalement=signalement)
        assert not Signalement.objects.exists()
