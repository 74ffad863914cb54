import datetime

import pytest
from django.utils import timezone

from cases.domain.accompagnement import annuler_accompagnement
from cases.domain.signalement import (
    affecter_signalement,
    annuler_signalement,
    classer_sans_suite,
    convertir_signalement,
    marquer_doublon,
    qualifier_signalement,
    rattacher_signalement,
    recevoir_signalement,
    reorienter_signalement,
    repondre_signalement,
)
from cases.enums import (
    SIGNALEMENTS_A_TRAITER,
    TRANSITIONS_SIGNALEMENT,
    AccordPersonne,
    Axe,
    EtatSignalement,
)
from cases.models import Accompagnement, Assure, Signalement
from partners.enums import Profil
from partners.models import Agent, Departement, Site
from servicesocial.enums import ActionJournal
from tests.cases.outils import comme, jour, journalise, refus, sans_droit
from tests.fabriques import (
    AccompagnementFactory,
    AssureFactory,
    CanalSignalementFactory,
    OrigineSignalementFactory,
    ParametreFactory,
    SignalementFactory,
    SituationClotureFactory,
    un_agent,
)

LE = jour("2023-02-06")


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


def dans_l_etat(etat: EtatSignalement, site: Site, ass: Agent) -> Signalement:
    """A signalement that reached this state, with what its constraints ask."""
    affecte = etat in (EtatSignalement.AFFECTE, EtatSignalement.CONVERTI)
    return SignalementFactory(
        site=site,
        etat=etat,
        qualifie_le=None if etat == EtatSignalement.RECU else jour("2023-02-02"),
        affecte_le=jour("2023-02-03") if affecte else None,
        affecte_a=ass if affecte else None,
        clos_le=None if etat in SIGNALEMENTS_A_TRAITER else jour("2023-02-04"),
        accompagnement=AccompagnementFactory(site=site, referent=ass)
        if etat in (EtatSignalement.CONVERTI, EtatSignalement.RATTACHE)
        else None,
        doublon_de=SignalementFactory(site=site) if etat == EtatSignalement.DOUBLON else None,
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
            repondre_signalement(agent=csam, signalement=signalement, motif="Fait", le=jour("2023-02-01"))


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
def test_les_autres_suites_demandent_un_motif(
    site: Site, ass: Agent, csam: Agent, acte, etat: EtatSignalement
) -> None:
    signalement = dans_l_etat(EtatSignalement.QUALIFIE, site, ass)
    with comme(csam):
        with refus("Indiquez le motif", "motif"):
            acte(agent=csam, signalement=signalement, motif=" ", le=LE)
        acte(agent=csam, signalement=signalement, motif="Droits ouverts", le=LE)
        signalement.refresh_from_db()
        assert (signalement.etat, signalement.motif_suite, signalement.clos_le) == (
            etat,
            "Droits ouverts",
            LE,
        )
        assert journalise(signalement, ActionJournal.MODIFICATION, csam, etat.label)


def test_un_doublon_mene_a_un_signalement_qui_compte(site: Site, csam: Agent) -> None:
    original, copie, copie_de_copie = (SignalementFactory(site=site) for _ in range(3))
    with comme(csam):
        with refus("son propre doublon", "original"):
            marquer_doublon(agent=csam, signalement=original, original=original)
        marquer_doublon(agent=csam, signalement=copie, original=original, le=LE)
        assert (copie.etat, copie.doublon_de) == (EtatSignalement.DOUBLON, original)
        with refus("Désignez le signalement d'origine", "original"):
            marquer_doublon(agent=csam, signalement=copie_de_copie, original=copie, le=LE)
        with refus("doublons de celui-ci"):
            marquer_doublon(agent=csam, signalement=original, original=copie_de_copie, le=LE)
        with refus("doublons de celui-ci"):
            annuler_signalement(agent=csam, signalement=original, motif="Erreur")


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
        EtatSignalement.REPONDU: lambda: repondre_signalement(**commun, motif="Fait"),
        EtatSignalement.REORIENTE: lambda: reorienter_signalement(**commun, motif="Fait"),
        EtatSignalement.SANS_SUITE: lambda: classer_sans_suite(**commun, motif="Fait"),
        EtatSignalement.DOUBLON: lambda: marquer_doublon(**commun, original=original),
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
