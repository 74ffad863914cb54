"""Actions of remobilisation, signalements, team: F8, F9, F10."""

from typing import Any

from cases.enums import Axe, TypeAction
from cases.remobilisation.domain.action import (
    annuler_action,
    demarrer_action,
    interrompre_action,
    ne_pas_demarrer_action,
    renouveler_action,
    terminer_action,
)
from cases.signalements.domain.signalement import annuler_signalement
from cases.signalements.domain.suites import (
    affecter_signalement,
    classer_sans_suite,
    convertir_signalement,
    marquer_doublon,
    qualifier_signalement,
)
from partners.domain.agents import affecter_agent, terminer_affectation
from partners.enums import Profil
from partners.models import Agent, Site
from tests.fabriques import AgentFactory, DispositifLocalFactory, MetierFactory, RaisonSuiteFactory
from tests.reporting.chiffres.effets import ANNEES, RIEN, Effets, ain, signalements
from tests.reporting.chiffres.terrain import Terrain, le


def convertir(t: Terrain) -> None:
    """From reception to the opening of an accompagnement nobody has been seen in yet."""
    signalement = t.signaler(le(2, 5))
    qualifier_signalement(agent=t.csam, signalement=signalement, le=le(3, 5))
    affecter_signalement(agent=t.manager, signalement=signalement, a=t.ass, le=le(4, 5))
    convertir_signalement(
        agent=t.ass, signalement=signalement, assure=t.carole.assure, axe=Axe.PDP, le=le(5, 5)
    )


def renouveler(t: Terrain) -> None:
    suite = renouveler_action(agent=t.ass, action=t.pmsmp, du=le(18, 9), au=le(29, 9))
    demarrer_action(agent=t.ass, action=suite)


def affecter(agent: Agent, lieu: Site, **dates: Any) -> Any:
    return affecter_agent(
        agent=None, membre=agent, profil=Profil.ASS, metier=MetierFactory(), lieu=lieu, **dates
    )


ACTIONS: Effets = {
    "action prévue": (lambda t: t.prevoir(TypeAction.BILAN_COMPETENCES, le(2, 10)), RIEN),
    "action démarrée": (
        lambda t: t.demarrer(TypeAction.BILAN_COMPETENCES, le(2, 10)),
        ain(bilans_competences=1, actions_bilans_total=1),
    ),
    "action démarrée le 31 décembre, finie après": (
        lambda t: t.demarrer(TypeAction.BILAN_COMPETENCES, le(31, 12), le(1, 3, 2024)),
        ain(bilans_competences=1, actions_bilans_total=1),
    ),
    "action non démarrée": (
        lambda t: ne_pas_demarrer_action(agent=t.ass, action=t.prevoir(TypeAction.VAE, le(2, 10))),
        RIEN,
    ),
    "action terminée": (lambda t: terminer_action(agent=t.ass, action=t.bilan), RIEN),
    "action interrompue": (lambda t: interrompre_action(agent=t.ass, action=t.bilan, au=le(20, 5)), RIEN),
    "action annulée": (
        lambda t: annuler_action(agent=t.ass, action=t.bilan, motif="Erreur"),
        ain(bilans_competences=-1, actions_bilans_total=-1),
    ),
    "PMSMP renouvelée": (renouveler, RIEN),
    "formation finie la veille des 6 mois": (
        lambda t: t.demarrer(TypeAction.FORMATION, le(15, 3), le(14, 9)),
        ain(formations_moins_6_mois=1, actions_formation_total=1),
    ),
    "formation finie le jour des 6 mois": (
        lambda t: t.demarrer(TypeAction.FORMATION, le(15, 3), le(15, 9)),
        ain(formations_plus_6_mois=1, actions_formation_total=1),
    ),
    "formation du 31 août, six mois finissant en février": (
        lambda t: t.demarrer(TypeAction.FORMATION, le(31, 8), le(28, 2, 2024)),
        ain(formations_moins_6_mois=1, actions_formation_total=1),
    ),
    "VAE": (lambda t: t.demarrer(TypeAction.VAE, le(2, 10)), ain(vae=1, actions_formation_total=1)),
    "Inclu'Pro": (
        lambda t: t.demarrer(TypeAction.INCLU_PRO, le(2, 10)),
        ain(inclu_pro=1, actions_remobilisation_total=1),
    ),
    "HandiBTP": (
        lambda t: t.demarrer(TypeAction.HANDIBTP, le(2, 10)),
        ain(handibtp=1, actions_bilans_total=1),
    ),
    "stage d'immersion": (
        lambda t: t.demarrer(TypeAction.STAGE_IMMERSION, le(2, 10)),
        ain(stages_immersion=1, mises_en_situation_total=1),
    ),
    "PMSMP": (lambda t: t.demarrer(TypeAction.PMSMP, le(2, 10)), ain(pmsmp=1, mises_en_situation_total=1)),
    "CRPE : en dehors de tout total": (lambda t: t.demarrer(TypeAction.CRPE, le(2, 10)), ain(crpe=1)),
    "PSOP, MOAIJ, PREMIJ : dans aucun chiffre": (
        lambda t: [
            t.demarrer(type_action, le(2, 10))
            for type_action in (TypeAction.PSOP, TypeAction.MOAIJ, TypeAction.PREMIJ)
        ],
        RIEN,
    ),
    "dispositif local": (
        lambda t: t.demarrer(TypeAction.DISPOSITIF_LOCAL, le(2, 10), dispositif=DispositifLocalFactory()),
        ain(dispositifs_locaux=1, actions_remobilisation_total=1),
    ),
    "dispositif local financé par l'Assurance Maladie": (
        lambda t: t.demarrer(
            TypeAction.DISPOSITIF_LOCAL,
            le(2, 10),
            dispositif=DispositifLocalFactory(code="am", finance_am=True),
        ),
        ain(dispositifs_locaux_am=1, actions_remobilisation_total=1),
    ),
}
SIGNALEMENTS_ET_EQUIPE: Effets = {
    # Signalements: F10.
    "signalement du Service médical": (lambda t: t.signaler(le(3, 5)), signalements(1)),
    "signalement d'une autre origine": (lambda t: t.signaler(le(3, 5), "cap-emploi"), RIEN),
    "signalement converti : il compte une fois": (convertir, signalements(1)),
    "signalement classé sans suite": (
        lambda t: (
            qualifier_signalement(agent=t.csam, signalement=t.signalement, le=le(4, 4)),
            classer_sans_suite(
                agent=t.csam, signalement=t.signalement, raison=RaisonSuiteFactory(code="refus")
            ),
        ),
        RIEN,
    ),
    "signalement reconnu doublon": (
        lambda t: marquer_doublon(
            agent=t.csam,
            signalement=t.signalement,
            original=t.signaler(le(3, 5), "cap-emploi"),
            raison=RaisonSuiteFactory(code="autre-canal"),
        ),
        signalements(-1),
    ),
    "signalement annulé": (
        lambda t: annuler_signalement(agent=t.csam, signalement=t.signalement, motif="Erreur"),
        signalements(-1),
    ),
    # Team: F9.
    "agent affecté à un second site de son unité": (
        lambda t: affecter(t.collegue, t.oyonnax, du=le(1, 9)),
        RIEN,
    ),
    "agent affecté aussi dans une autre unité": (
        lambda t: affecter(t.collegue, t.privas, du=le(1, 9), au=le(31, 12)),
        {("07", 2023): {"equipe_ass": 1}},
    ),
    "agent arrivé le 31 décembre": (
        lambda t: affecter(AgentFactory(), t.bourg, du=le(31, 12), au=le(31, 12)),
        ain(equipe_ass=1),
    ),
    "agent arrivé le 1er janvier": (
        lambda t: affecter(AgentFactory(), t.bourg, du=le(1, 1, 2024), au=le(30, 12, 2024)),
        RIEN,
    ),
    "agent parti le 30 décembre": (
        lambda t: terminer_affectation(agent=None, affectation=t.collegue.affectations.get(), au=le(30, 12)),
        {("01", annee): {"equipe_ass": -1} for annee in ANNEES if annee >= 2023},
    ),
    "agent parti le 31 décembre": (
        lambda t: terminer_affectation(agent=None, affectation=t.collegue.affectations.get(), au=le(31, 12)),
        {("01", annee): {"equipe_ass": -1} for annee in ANNEES if annee >= 2024},
    ),
}
