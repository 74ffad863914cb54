"""A manager opens the syntheses of one dossier, for a reason and a time; the référent is told of it (D-8)."""

import datetime

from django.db import transaction
from django.utils import timezone

from cases.access.base import exiger
from cases.access.dossier import peut_briser_la_glace
from cases.access.personnes import peut_ecrire_pour
from cases.models import Assure, BrisDeGlace
from cases.socle.acte import enregistrer, exiger_motif, modifier_si
from partners.models import Agent, Parametre
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser

DUREE = "duree-bris-de-glace"


@transaction.atomic
def briser_la_glace(*, agent: Agent, assure: Assure, motif: str) -> BrisDeGlace:
    """Opens the syntheses of the dossier until the delay in effect has passed (`duree-bris-de-glace`, hours).

    It never opens a note de secret. The référent reads `motif`. A second click while the dossier is open to the agent
    opens nothing more. Only a manager of the unit that follows the person may do it.
    """
    exiger(peut_briser_la_glace(agent, assure))
    verrou = Assure.objects.select_for_update(no_key=True, of=("self",)).get(pk=assure.pk)
    deja = BrisDeGlace.objects.en_cours(agent).filter(assure=verrou).first()
    if deja is not None:
        return deja
    maintenant = timezone.now()
    heures = int(Parametre.valeur_le(DUREE, timezone.localdate()))
    bris = enregistrer(
        BrisDeGlace(
            departement_id=verrou.departement_id,
            assure=verrou,
            agent=agent,
            motif=exiger_motif(motif),
            ouvert_le=maintenant,
            expire_le=maintenant + datetime.timedelta(hours=heures),
        )
    )
    journaliser(agent, ActionJournal.CREATION, bris)
    return bris


@transaction.atomic
def prendre_connaissance(*, agent: Agent, bris: BrisDeGlace) -> None:
    """Notes that the référent, or the replacement of the référent, has read that the syntheses were opened.

    Noting it twice changes nothing.
    """
    exiger(peut_ecrire_pour(agent, bris.assure))
    if bris.lu_le is not None:
        return
    modifier_si(
        bris,
        BrisDeGlace.objects.filter(lu_le__isnull=True),
        "Vous en avez déjà pris connaissance.",
        lu_le=timezone.now(),
    )
    journaliser(agent, ActionJournal.MODIFICATION, bris, precision="Lu par le référent")
