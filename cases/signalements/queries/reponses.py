"""The answers that the service still owes to those who signalled somebody."""

import datetime

from django.db.models import Q, QuerySet

from cases.enums import ETATS_A_DIRE
from cases.models import Signalement
from cases.signalements.queries.file_d_attente import sites_de_triage
from partners.enums import FamilleOrigine
from partners.models import Agent, Parametre

REPONSE_A_ENVOYER = "reponse-a-envoyer"
# A list of thousands is answered as a list, not line by line (partners/referentiels.py).
LISTES = "requete"


def reponses_a_envoyer(agent: Agent, jour: datetime.date) -> QuerySet[Signalement]:
    """Returns the signalements that the agent, a CSAM, has still to answer, the oldest outcome first.

    The outcome, or the affectation, is not older than the parameter `reponse-a-envoyer` (days): an older one, or one
    taken up from another software, awaits no answer any more. Nor does a signalement that the service started itself,
    or a line of a list. Returns none while no delay is fixed.
    """
    parametre = Parametre.objects.filter(code=REPONSE_A_ENVOYER, du__lte=jour).order_by("-du").first()
    if parametre is None:
        return Signalement.objects.none()
    depuis = jour - datetime.timedelta(days=int(parametre.valeur))
    return (
        Signalement.objects.visible_to(agent)
        .comptent()
        .filter(
            Q(clos_le__gte=depuis) | Q(clos_le__isnull=True, affecte_le__gte=depuis),
            etat__in=ETATS_A_DIRE,
            reponse_le__isnull=True,
            site__in=sites_de_triage(agent, jour),
        )
        .exclude(origine__famille=FamilleOrigine.PROACTIF)
        .exclude(canal__code=LISTES)
        .select_related("site", "origine", "partenaire", "affecte_a")
        .order_by("clos_le", "affecte_le", "id")
    )
