"""The transfers asked for in the demonstration: one by the Ain, one of a dossier that the Ain follows.

Gives life to the transfers, on the homes of both units. Feeds no published figure.
"""

import datetime
import uuid

from cases.enums import AccordPersonne, Sexe
from cases.models import Assure, Signalement
from cases.signalements.domain.signalement import recevoir_signalement
from cases.transferts.domain.demande_transfert import demander_transfert
from partners.enums import Profil
from partners.models import Agent, CanalSignalement, OrigineSignalement, Site
from servicesocial.perimetre import perimetre

UNITE, AILLEURS = "01", "07"
RECUL = datetime.timedelta(days=2)


def demander_des_transferts(agent: Agent, jour: datetime.date) -> None:
    """`agent` asks for a dossier of the neighbours, whose colleague asks for one of his. Once only."""
    with perimetre([UNITE]):
        if Signalement.objects.filter(transfert_demande_le__isnull=False).exists():
            return
    collegue = (
        Agent.objects.filter(affectations__profil=Profil.CSAM, affectations__site__departement=AILLEURS)
        .order_by("pk")
        .first()
    )
    _demander(agent, UNITE, AILLEURS, jour)
    if collegue is not None:
        _demander(collegue, AILLEURS, UNITE, jour)


def _demander(agent: Agent, unite: str, suivie_par: str, jour: datetime.date) -> None:
    with perimetre([suivie_par]):
        assure = (
            Assure.objects.non_fusionnes()
            .filter(
                acces_restreint=False,
                decede_le=None,
                date_naissance__isnull=False,
                accompagnements__clos_le=None,
            )
            .order_by("pk")[10]
        )
    site = Site.objects.filter(pk__in=agent.sites(Profil.CSAM)).order_by("pk").first()
    if site is None:
        site = Site.objects.filter(departement__in=agent.unites_entieres(Profil.CSAM)).order_by("pk")[0]
    with perimetre([unite]):
        signalement = recevoir_signalement(
            agent=agent,
            site=site,
            recu_le=jour - RECUL,
            identifiant=uuid.uuid5(assure.uuid, unite),
            nom=assure.nom,
            prenom=assure.prenom,
            sexe=Sexe(assure.sexe),
            date_naissance=assure.date_naissance,
            telephone=assure.telephone,
            origine=OrigineSignalement.objects.get(code="assure"),
            canal=CanalSignalement.objects.get(code="appel-3646"),
            accord=AccordPersonne.RECUEILLI,
            motif="Demande à être suivie près de son nouveau domicile",
        )
        demander_transfert(
            agent=agent, signalement=signalement, motif=f"La personne habite maintenant près de {site.nom}"
        )
