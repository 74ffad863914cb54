import datetime

import pytest
from django.utils import timezone

from cases.enums import EtatAction, PartieAccord, SensAccord, TypeAction
from cases.models import Accompagnement, ActionRemobilisation
from cases.remobilisation.domain.action import (
    annuler_action,
    demarrer_action,
    enregistrer_accord,
    interrompre_action,
    ne_pas_demarrer_action,
    prevoir_action,
    renouveler_action,
    terminer_action,
)
from cases.rules.actions import ACCORDS_ESSAI_ENCADRE
from partners.models import Agent, Site
from servicesocial.enums import ActionJournal
from tests.cases.outils import comme, jour, journalise, refus, sans_droit
from tests.fabriques import (
    AccordActionFactory,
    ActionFactory,
    ArretTravailFactory,
    DepartementFactory,
    DispositifLocalFactory,
    EntrepriseFactory,
)


def prevoir(agent: Agent, accompagnement: Accompagnement, **autres: object) -> ActionRemobilisation:
    defauts = {
        "type_action": TypeAction.BILAN_COMPETENCES,
        "site": accompagnement.site,
        "du": jour("2023-05-15"),
        "au": jour("2023-05-26"),
    }
    return prevoir_action(agent=agent, accompagnement=accompagnement, **(defauts | autres))


@pytest.fixture
def essai(accompagnement: Accompagnement) -> ActionRemobilisation:
    """An essai encadré during an arrêt, with its tuteur and the four accords."""
    ArretTravailFactory(assure=accompagnement.assure)
    action = ActionFactory(
        accompagnement=accompagnement,
        type=TypeAction.ESSAI_ENCADRE,
        entreprise=EntrepriseFactory(),
        tuteur="Mme Fictive, cheffe d'atelier",
    )
    for partie in ACCORDS_ESSAI_ENCADRE:
        AccordActionFactory(action=action, partie=partie, le=jour("2023-05-15"))
    return action


def test_prevoir_ne_demarre_pas(accompagnement: Accompagnement, ass: Agent) -> None:
    with comme(ass):
        action = prevoir(ass, accompagnement, intitule="Bilan de compétences")
        action.refresh_from_db()
        assert (action.etat, action.a_demarre, action.departement_id) == (EtatAction.PREVUE, False, "01")
        assert journalise(action, ActionJournal.CREATION, ass)


def test_prevoir_refuse_ce_que_les_contraintes_refusent_avec_leur_phrase(
    accompagnement: Accompagnement, ass: Agent
) -> None:
    with comme(ass):
        with refus("La date de fin précède"):
            prevoir(ass, accompagnement, au=jour("2023-05-14"))
        with refus("désigne son dispositif"):
            prevoir(ass, accompagnement, type_action=TypeAction.DISPOSITIF_LOCAL)
        with refus("dernier jour prévu"):
            prevoir(ass, accompagnement, type_action=TypeAction.FORMATION, au=None)


def test_prevoir_refuse_hors_de_l_accompagnement_un_site_ou_un_dispositif_d_ailleurs(
    accompagnement: Accompagnement, ass: Agent, collegue: Agent, site_ardeche: Site
) -> None:
    d_ailleurs = DispositifLocalFactory(code="ailleurs", departement=DepartementFactory(code="07"))
    de_l_unite = DispositifLocalFactory(code="ici", departement=accompagnement.departement)
    with comme(ass):
        with refus("en dehors de l'accompagnement", "du"):
            prevoir(ass, accompagnement, du=jour("2023-02-28"))
        with refus("l'unité qui suit", "site"):
            prevoir(ass, accompagnement, site=site_ardeche)
        with refus("d'une autre unité", "dispositif"):
            prevoir(ass, accompagnement, type_action=TypeAction.DISPOSITIF_LOCAL, dispositif=d_ailleurs)
        assert prevoir(ass, accompagnement, type_action=TypeAction.DISPOSITIF_LOCAL, dispositif=de_l_unite)
    with comme(collegue), sans_droit():
        prevoir(collegue, accompagnement)


def test_un_accord_par_partie_jamais_dans_le_futur(accompagnement: Accompagnement, ass: Agent) -> None:
    action = ActionFactory(accompagnement=accompagnement)
    reponse = {"agent": ass, "action": action, "partie": PartieAccord.CPAM, "sens": SensAccord.ACCORD}
    with comme(ass):
        with refus("dans le futur", "le"):
            enregistrer_accord(**reponse, le=timezone.localdate() + datetime.timedelta(days=1))
        accord = enregistrer_accord(**reponse, le=jour("2023-05-02"))
        assert list(action.accords.all()) == [accord]
        assert journalise(action, ActionJournal.MODIFICATION, ass, "Réponse : CPAM")
        with refus("Cette partie a déjà répondu"):
            enregistrer_accord(**reponse, le=jour("2023-05-03"))


def test_demarrer_hors_arret_ne_demande_pas_d_accord(accompagnement: Accompagnement, ass: Agent) -> None:
    ArretTravailFactory(assure=accompagnement.assure, du=jour("2023-01-09"), au=jour("2023-05-14"))
    with comme(ass):
        action = prevoir(ass, accompagnement)
        demarrer_action(agent=ass, action=action)
        action.refresh_from_db()
        assert (action.etat, action.du) == (EtatAction.EN_COURS, jour("2023-05-15"))
        assert journalise(action, ActionJournal.MODIFICATION, ass, "En cours")
        with refus("« En cours » ne permet pas"):
            demarrer_action(agent=ass, action=action)


def test_demarrer_pendant_un_arret_demande_l_accord_de_la_cpam(
    accompagnement: Accompagnement, ass: Agent
) -> None:
    ArretTravailFactory(assure=accompagnement.assure, du=jour("2023-01-09"), au=jour("2023-05-15"))
    with comme(ass):
        action = prevoir(ass, accompagnement)
        with refus("L'accord de la CPAM n'est pas enregistré"):
            demarrer_action(agent=ass, action=action)
        AccordActionFactory(action=action, le=jour("2023-05-16"))
        with refus("postérieur au premier jour"):
            demarrer_action(agent=ass, action=action)
        # Starting the next day: outside the arrêt, and after the accord.
        demarrer_action(agent=ass, action=action, le=jour("2023-05-16"))
        assert ActionRemobilisation.objects.get().du == jour("2023-05-16")


def test_l_arret_d_une_autre_personne_n_y_fait_rien(accompagnement: Accompagnement, ass: Agent) -> None:
    ArretTravailFactory()
    with comme(ass):
        action = prevoir(ass, accompagnement)
        demarrer_action(agent=ass, action=action)
        assert action.etat == EtatAction.EN_COURS


def test_demarrer_un_essai_encadre_complet(essai: ActionRemobilisation, ass: Agent) -> None:
    with comme(ass):
        demarrer_action(agent=ass, action=essai)
        essai.refresh_from_db()
        assert essai.etat == EtatAction.EN_COURS


@pytest.mark.parametrize("partie", ACCORDS_ESSAI_ENCADRE)
def test_un_essai_encadre_attend_chacun_de_ses_accords(
    essai: ActionRemobilisation, ass: Agent, partie: PartieAccord
) -> None:
    with comme(ass):
        essai.accords.filter(partie=partie).update(sens=SensAccord.REFUS)
        with refus("est un refus"):
            demarrer_action(agent=ass, action=essai)
        essai.accords.filter(partie=partie).delete()
        with refus("n'est pas enregistré"):
            demarrer_action(agent=ass, action=essai)
        essai.refresh_from_db()
        assert essai.etat == EtatAction.PREVUE


def test_demarrer_dit_tout_ce_qui_manque_et_refuse_le_futur(
    accompagnement: Accompagnement, ass: Agent
) -> None:
    with comme(ass):
        action = prevoir(ass, accompagnement, type_action=TypeAction.ESSAI_ENCADRE)
        for phrase in ("de la CPAM", "du médecin traitant", "du médecin conseil", "du travail", "un tuteur"):
            with refus(phrase):
                demarrer_action(agent=ass, action=action)
        demain = timezone.localdate() + datetime.timedelta(days=1)
        a_venir = prevoir(ass, accompagnement, du=demain, au=demain)
        with refus("dans le futur", "le"):
            demarrer_action(agent=ass, action=a_venir)


@pytest.mark.parametrize(
    ("acte", "etat", "au"),
    [
        (lambda a, o: terminer_action(agent=a, action=o), EtatAction.TERMINEE, "2023-05-26"),
        (
            lambda a, o: terminer_action(agent=a, action=o, au=jour("2023-05-24")),
            EtatAction.TERMINEE,
            "2023-05-24",
        ),
        (
            lambda a, o: interrompre_action(agent=a, action=o, au=jour("2023-05-19")),
            EtatAction.ABANDONNEE,
            "2023-05-19",
        ),
    ],
    ids=["terminée au jour prévu", "terminée plus tôt", "interrompue"],
)
def test_finir_une_action(accompagnement: Accompagnement, ass: Agent, acte, etat: str, au: str) -> None:
    action = ActionFactory(accompagnement=accompagnement, etat=EtatAction.EN_COURS)
    with comme(ass):
        acte(ass, action)
        action.refresh_from_db()
        assert (action.etat, action.au) == (etat, jour(au))
        assert journalise(action, ActionJournal.MODIFICATION, ass, EtatAction(etat).label)


def test_finir_refuse_avant_le_debut_dans_le_futur_ou_sans_avoir_demarre(
    accompagnement: Accompagnement, ass: Agent
) -> None:
    action = ActionFactory(accompagnement=accompagnement)
    with comme(ass):
        with refus("« Prévue » ne permet pas"):
            terminer_action(agent=ass, action=action)
        demarrer_action(agent=ass, action=action)
        with refus("précède le premier jour", "au"):
            interrompre_action(agent=ass, action=action, au=jour("2023-05-14"))
        with refus("dans le futur", "au"):
            terminer_action(agent=ass, action=action, au=timezone.localdate() + datetime.timedelta(days=1))


def test_une_action_qui_n_a_pas_lieu_ne_compte_pas(accompagnement: Accompagnement, ass: Agent) -> None:
    action = ActionFactory(accompagnement=accompagnement)
    with comme(ass):
        ne_pas_demarrer_action(agent=ass, action=action)
        assert not action.a_demarre
        with refus("« Non démarrée » ne permet pas"):
            demarrer_action(agent=ass, action=action)


def test_un_essai_encadre_se_renouvelle_une_fois_avec_de_nouveaux_accords(
    essai: ActionRemobilisation, ass: Agent
) -> None:
    suite = {"du": jour("2023-06-05"), "au": jour("2023-06-16")}
    with comme(ass):
        with refus("n'a pas démarré"):
            renouveler_action(agent=ass, action=essai, **suite)
        demarrer_action(agent=ass, action=essai)
        with refus("commence après le dernier jour", "du"):
            renouveler_action(agent=ass, action=essai, du=jour("2023-05-26"), au=jour("2023-06-16"))
        renouvellement = renouveler_action(agent=ass, action=essai, **suite)
        assert (renouvellement.renouvelle, renouvellement.tuteur, renouvellement.etat) == (
            essai,
            essai.tuteur,
            EtatAction.PREVUE,
        )
        assert journalise(renouvellement, ActionJournal.CREATION, ass, "Renouvellement")
        with refus("n'est pas enregistré"):
            demarrer_action(agent=ass, action=renouvellement)
        for action in (essai, renouvellement):
            with refus("déjà été renouvelée"):
                renouveler_action(agent=ass, action=action, du=jour("2023-07-03"), au=jour("2023-07-07"))


def test_un_bilan_de_competences_ne_se_renouvelle_pas(accompagnement: Accompagnement, ass: Agent) -> None:
    action = ActionFactory(accompagnement=accompagnement, etat=EtatAction.TERMINEE)
    with comme(ass), refus("Seuls un essai encadré ou une PMSMP"):
        renouveler_action(agent=ass, action=action, du=jour("2023-06-05"), au=jour("2023-06-16"))


def test_annuler_une_action_mais_pas_celle_qui_est_renouvelee(
    accompagnement: Accompagnement, ass: Agent, collegue: Agent
) -> None:
    premiere = ActionFactory(accompagnement=accompagnement, type=TypeAction.PMSMP, etat=EtatAction.TERMINEE)
    seconde = ActionFactory(
        accompagnement=accompagnement,
        type=TypeAction.PMSMP,
        renouvelle=premiere,
        du=jour("2023-06-05"),
        au=None,
    )
    with comme(ass):
        with refus("annulez d'abord le renouvellement"):
            annuler_action(agent=ass, action=premiere, motif="Erreur")
        with sans_droit():
            annuler_action(agent=collegue, action=seconde, motif="Erreur")
        annuler_action(agent=ass, action=seconde, motif="Erreur")
        annuler_action(agent=ass, action=premiere, motif="Erreur")
        assert not ActionRemobilisation.objects.comptent().exists()
        assert journalise(premiere, ActionJournal.ANNULATION, ass)
        with refus("annulé ou modifié"):
            demarrer_action(agent=ass, action=seconde)


def test_une_action_d_une_autre_unite_est_hors_de_portee(
    accompagnement: Accompagnement, ass_ardeche: Agent
) -> None:
    action = ActionFactory(accompagnement=accompagnement)
    with comme(ass_ardeche):
        with sans_droit():
            demarrer_action(agent=ass_ardeche, action=action)
        assert not ActionRemobilisation.objects.exists()
