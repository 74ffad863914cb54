"""The form of a partenaire in the demonstration: a link in use, another one revoked, what came by the first.

Gives life to the links of the partenaires and to what is to be verified in the queue. Feeds no published figure.
"""

import datetime
import uuid
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from cases.signalements.domain.formulaire_partenaire import recevoir_par_formulaire
from partners.domain.liens import creer_lien, revoquer_lien, tirer_secret
from partners.models import Agent, Commune, LienSignalement, OrigineSignalement, Partenaire
from partners.models.agent import Affectation

# Printed by preparer_demo and known to everybody: that command refuses to run where SSAM_DEMO is off.
SECRET = "demonstration-cap-emploi-de-l-ain"  # noqa: S105
UNITE = "01"
COMPTE = "csam.ain@example.org"


class Recu(NamedTuple):
    nom: str
    prenom: str
    naissance: datetime.date
    telephone: str
    commune: str
    arret: int | None
    motif: str


SIGNATAIRE = ("Sonia Marchal, chargée de maintien dans l’emploi", "cap-emploi.ain@example.org")
# Telephone numbers of the range that the Arcep keeps for fiction.
RECUS = (
    Recu(
        *("Vasseur", "Nadège", datetime.date(1979, 4, 12), "06 39 98 10 21", "01053", 140),
        "En arrêt depuis plusieurs mois, craint de ne pas pouvoir reprendre son poste",
    ),
    Recu(
        *("Toussaint", "Karim", datetime.date(1986, 9, 3), "06 39 98 10 22", "01283", 65),
        "Souhaite préparer une reconversion, demande à être conseillé",
    ),
    Recu(
        *("Rey", "Solange", datetime.date(1968, 1, 27), "06 39 98 10 23", "01053", None),
        "Difficultés financières, ne sait pas à quels droits elle peut prétendre",
    ),
)


@transaction.atomic
def installer() -> None:
    """Makes them once, through the acts themselves, with the account of the CSAM of the Ain."""
    if LienSignalement.objects.exists():
        return
    agent = Agent.objects.get(email=COMPTE)
    site = (
        Affectation.objects.en_cours(timezone.localdate()).filter(agent=agent, site__isnull=False).get().site
    )
    for type_partenaire, origine, secret in (
        ("cap-emploi", "cap-emploi", SECRET),
        ("spst", "spst-medecin", tirer_secret()),
    ):
        lien = creer_lien(
            agent=agent,
            partenaire=Partenaire.objects.get(type__code=type_partenaire, departements=UNITE),
            secret=secret,
            site=site,
            origine=OrigineSignalement.objects.get(code=origine),
        )
        if secret != SECRET:
            revoquer_lien(agent=agent, lien=lien)
        else:
            for recu in RECUS:
                _envoyer(lien, recu)


def _envoyer(lien: LienSignalement, recu: Recu) -> None:
    jour = timezone.localdate()
    recevoir_par_formulaire(
        lien=lien,
        identifiant=uuid.uuid4(),
        accord=True,
        nom=recu.nom,
        prenom=recu.prenom,
        date_naissance=recu.naissance,
        telephone=recu.telephone,
        commune=Commune.objects.get(pk=recu.commune),
        arret_depuis=jour - datetime.timedelta(days=recu.arret) if recu.arret else None,
        motif=recu.motif,
        signale_par=SIGNATAIRE[0],
        signale_contact=SIGNATAIRE[1],
    )
