"""What waits in the unit: received, understood, or given to an ASS; taken on, called, told, refused, answered.

Gives life to the queue of the CSAM with its filters and deadlines, to what was given to the ASS, to the answers owed to
those who signalled, and to the people to inform. Feeds no published figure: nothing here is of a published year.
"""

import datetime

from cases.enums import (
    AccordPersonne,
    Axe,
    EtatSignalement,
    FormeInformation,
    MoyenContact,
    NatureOpposition,
    ResultatContact,
    VoieOpposition,
)
from cases.models import Signalement
from cases.personnes.domain.contact import noter_essai
from cases.personnes.domain.information import noter_opposition
from cases.signalements.domain.reponse import noter_reponse
from cases.signalements.domain.signalement import recevoir_signalement
from cases.signalements.domain.suites import qualifier_signalement
from cases.signalements.domain.triage import Suite, prendre_en_charge, trier_signalement
from partners.models import Agent, CanalSignalement, OrigineSignalement, Site
from reporting.demo.recit.hasard import UN_JOUR
from reporting.demo.recit.premiers import PRADO
from reporting.demo.recit.signalements import MOTIFS, ORIGINES, SERVICE_MEDICAL
from reporting.demo.scene.horloge import a, instant
from reporting.demo.scene.troupe import Troupe

FENETRE = 28
ETATS = (
    EtatSignalement.RECU,
    EtatSignalement.RECU,
    EtatSignalement.QUALIFIE,
    EtatSignalement.AFFECTE,
    EtatSignalement.AFFECTE,
)
# One in so many is of PRADO, to be called within 72 hours; one in so many was tried already.
PRADO_SUR, ESSAYES_SUR = 12, 4


def faire_attendre(troupe: Troupe) -> None:
    """Those who are more than a day old go through the states in turn; the latest have just been received."""
    plus_ancien = max(troupe.debut, troupe.jour - FENETRE * UN_JOUR)
    for rang in range(troupe.ampleur.attente):
        recu_le = min(troupe.ouvre(plus_ancien, troupe.jour), troupe.jour)
        site = troupe.alea.choice((*troupe.sites, troupe.lieu))
        csam = troupe.conseillers[site.pk]
        signalement = _recevoir(troupe, rang, site, csam, recu_le)
        etat = ETATS[rang % len(ETATS)] if (troupe.jour - recu_le).days > 1 else EtatSignalement.RECU
        if etat == EtatSignalement.QUALIFIE:
            with a(instant(recu_le + UN_JOUR, 9, 40)):
                qualifier_signalement(agent=csam, signalement=signalement)
        elif etat == EtatSignalement.AFFECTE:
            _affecter(troupe, rang, signalement, csam)
        if rang % ESSAYES_SUR == 0 and recu_le < troupe.jour:
            _essayer(troupe, rang // ESSAYES_SUR, signalement, csam)


def _recevoir(troupe: Troupe, rang: int, site: Site, csam: Agent, recu_le: datetime.date) -> Signalement:
    alea = troupe.alea
    origine, canal = (SERVICE_MEDICAL, "fiche-liaison") if rang % 5 < 2 else alea.choice(ORIGINES)
    motif, axe = alea.choice(MOTIFS), Axe.PDP if alea.random() < 0.7 else Axe.SPS
    if rang % PRADO_SUR == 0:
        origine, canal, axe = PRADO, "fiche-liaison", Axe.SPS
        motif = "Sortie d'hospitalisation, retour à domicile à accompagner"
    with a(instant(recu_le, 8, alea.randint(0, 50))):
        return recevoir_signalement(
            agent=csam,
            site=site,
            recu_le=recu_le,
            identifiant=troupe.identifiant(),
            origine=troupe.liste(OrigineSignalement, origine),
            canal=troupe.liste(CanalSignalement, canal),
            accord=AccordPersonne.RECUEILLI if alea.random() < 0.8 else AccordPersonne.NON_REQUIS,
            motif=motif,
            axe_propose=axe,
            arret_depuis=recu_le - alea.randint(35, 400) * UN_JOUR if alea.random() < 0.6 else None,
            **troupe.quelqu_un(site).signalee,
        )


def _affecter(troupe: Troupe, rang: int, signalement: Signalement, csam: Agent) -> None:
    """Most of those who signalled were told; a few still wait for it."""
    alea, site = troupe.alea, signalement.site
    siens = site.pk == troupe.lieu.pk and rang % 2
    ass = troupe.titulaire if siens else alea.choice(troupe.assistants(site))
    with a(instant(signalement.recu_le + UN_JOUR, 10, alea.randint(0, 50))):
        trier_signalement(
            agent=csam, signalement=signalement, etat_vu=signalement.etat, suite=Suite.AFFECTER, a=ass
        )
        if rang % 4:
            noter_reponse(agent=csam, signalement=signalement, forme=MoyenContact.COURRIEL)
    signalement.refresh_from_db()


def _essayer(troupe: Troupe, rang: int, signalement: Signalement, csam: Agent) -> None:
    """A conseiller is on it: taken on while it is to be decided, the person called.

    Of five, one was reached and told nothing yet, one reached and told, one told and refused; two were not reached.
    """
    alea, cas = troupe.alea, rang % 5
    joint = cas < 3
    resultat = (
        ResultatContact.JOINT
        if joint
        else alea.choice((ResultatContact.MESSAGE, ResultatContact.INJOIGNABLE))
    )
    with a(instant(troupe.veille, 15, alea.randint(0, 50))):
        if signalement.etat != EtatSignalement.AFFECTE:
            prendre_en_charge(agent=csam, signalement=signalement)
        noter_essai(
            agent=csam,
            signalement=signalement,
            identifiant=troupe.identifiant(),
            moyen=MoyenContact.TELEPHONE,
            resultat=resultat,
            precision="" if joint else alea.choice(("Rappeler en fin de journée", "")),
            information=FormeInformation.ORALE if cas in {1, 2} else "",
        )
        if cas == 2:
            noter_opposition(
                agent=csam,
                personne=signalement,
                nature=NatureOpposition.REFUS,
                voie=VoieOpposition.ORALE,
                precision="Rappellera si besoin",
            )
