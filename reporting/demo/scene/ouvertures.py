"""How the people followed today came: signalled, called, received at the hour booked, or seen without a signalement.

Gives life to the dossiers, to the délais of the year and to what is to be told to the person. Feeds no published
figure: no act here is of a published year.
"""

import datetime
from typing import NamedTuple

from cases.accompagnements.domain.accompagnement import ouvrir_accompagnement
from cases.enums import AccordPersonne, Axe, FormeInformation, ModeEntretien, MoyenContact, ResultatContact
from cases.models import Accompagnement, RendezVous, Signalement
from cases.personnes.domain.assure import creer_assure
from cases.personnes.domain.contact import noter_essai
from cases.personnes.domain.information import informer_personne
from cases.rendez_vous.domain.heure_libre import reserver_heure_pour_signalement
from cases.signalements.domain.signalement import recevoir_signalement
from cases.signalements.domain.suites import convertir_signalement
from partners.models import Agent, CanalSignalement, OrigineSignalement, Site, TypeRisque
from reporting.demo.recit.hasard import UN_JOUR
from reporting.demo.recit.signalements import MOTIFS, ORIGINES
from reporting.demo.scene.horloge import a, instant
from reporting.demo.scene.personnes import Identite
from reporting.demo.scene.troupe import Troupe

# Days that a signalement takes, at most, to become an entretien.
DELAI = 26
# Shares: signalled by somebody, told what is done with their data, on the axis PDP.
SIGNALES, INFORMES, PDP = 0.85, 0.85, 0.68
MODES = (ModeEntretien.LIEU_ACCUEIL,) * 9 + (ModeEntretien.TELEPHONE,) * 9 + (ModeEntretien.DOMICILE,)


class Suivi(NamedTuple):
    """`rendez_vous`: the one that the first entretien honours."""

    accompagnement: Accompagnement
    referent: Agent
    site: Site
    axe: Axe
    rendez_vous: RendezVous | None = None


def ouvrir(troupe: Troupe, referent: Agent, site: Site) -> Suivi:
    """Most come by a signalement, where somebody triages and the present is long enough."""
    axe = Axe.PDP if troupe.alea.random() < PDP else Axe.SPS
    personne = troupe.quelqu_un(site)
    place = (troupe.jour - troupe.debut).days > 2 * DELAI and site.pk in troupe.conseillers
    if place and troupe.alea.random() < SIGNALES:
        signalement = _signaler(troupe, personne, site, axe)
        return _recevoir(troupe, personne, signalement, referent, axe)
    return _sans_signalement(troupe, personne, referent, site, axe)


def _signaler(troupe: Troupe, personne: Identite, site: Site, axe: Axe) -> Signalement:
    recu_le = troupe.ouvre(troupe.debut, troupe.jour - DELAI * UN_JOUR)
    origine, canal = troupe.alea.choice(ORIGINES)
    with a(instant(recu_le, 9, 20)):
        return recevoir_signalement(
            agent=troupe.conseillers[site.pk],
            site=site,
            recu_le=recu_le,
            identifiant=troupe.identifiant(),
            origine=troupe.liste(OrigineSignalement, origine),
            canal=troupe.liste(CanalSignalement, canal),
            accord=AccordPersonne.RECUEILLI,
            motif=troupe.alea.choice(MOTIFS),
            axe_propose=axe,
            risque=troupe.liste(TypeRisque, "maladie"),
            **personne.signalee,
        )


def _recevoir(
    troupe: Troupe, personne: Identite, signalement: Signalement, referent: Agent, axe: Axe
) -> Suivi:
    """Called within three days, met at the hour booked on the telephone: her dossier opens on that day."""
    csam, alea = troupe.conseillers[signalement.site_id], troupe.alea
    appel = troupe.calendrier.decaler(signalement.recu_le, alea.randint(0, 3))
    with a(instant(appel, 10, alea.randint(0, 50))):
        noter_essai(
            agent=csam,
            signalement=signalement,
            identifiant=troupe.identifiant(),
            moyen=MoyenContact.TELEPHONE,
            resultat=ResultatContact.JOINT,
            information=FormeInformation.ORALE if alea.random() < INFORMES else "",
        )
        rendez_vous = _reserver(troupe, signalement, csam, referent, appel)
    signalement.refresh_from_db()
    with a(rendez_vous.debut):
        assure = creer_assure(agent=referent, departement=troupe.unite, **personne.connue)
        accompagnement = convertir_signalement(
            agent=referent, signalement=signalement, assure=assure, axe=axe
        )
    rendez_vous.refresh_from_db()
    return Suivi(accompagnement, referent, signalement.site, axe, rendez_vous)


def _reserver(
    troupe: Troupe, signalement: Signalement, csam: Agent, referent: Agent, appel: datetime.date
) -> RendezVous:
    jour = troupe.calendrier.decaler(appel, troupe.alea.randint(4, 9))
    while (debut := troupe.heure_libre(referent, jour)) is None:
        jour = troupe.calendrier.decaler(jour, 1)
    return reserver_heure_pour_signalement(
        agent=csam,
        signalement=signalement,
        etat_vu=signalement.etat,
        avec=referent,
        site=signalement.site,
        debut=debut,
        duree=45,
        mode=troupe.alea.choice(MODES),
    )


def _sans_signalement(troupe: Troupe, personne: Identite, referent: Agent, site: Site, axe: Axe) -> Suivi:
    """Somebody who came by herself, or whom a colleague sent: the ASS opens the dossier when he meets her."""
    jour = troupe.ouvre(troupe.debut, troupe.jour - 2 * UN_JOUR)
    with a(instant(jour, 11, troupe.alea.randint(0, 50))):
        assure = creer_assure(agent=referent, departement=troupe.unite, **personne.connue)
        accompagnement = ouvrir_accompagnement(
            agent=referent,
            assure=assure,
            site=site,
            axe=axe,
            ouvert_le=jour,
            referent=referent,
            risque=troupe.liste(TypeRisque, "maladie"),
        )
        if troupe.alea.random() < INFORMES:
            informer_personne(agent=referent, personne=assure, forme=FormeInformation.REMISE)
    return Suivi(accompagnement, referent, site, axe)
