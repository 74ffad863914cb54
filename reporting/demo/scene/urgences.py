"""The situations d'urgence of the living present: one on a signalement, nobody told yet, one on a dossier."""

from cases.enums import EtatSignalement
from cases.models import Accompagnement, Signalement
from cases.signalements.domain.urgence import marquer_urgence
from partners.models import Agent, Departement

PREVENU = "Le référent et le manager, par téléphone"


def marquer(unite: Departement, csam: Agent, suivi: Accompagnement | None) -> None:
    """`suivi`: an accompagnement of the account of the demo. Within the scope of the unit."""
    # The latest received, far down the queue: that it comes first is seen at once.
    recus = Signalement.objects.a_traiter().filter(departement=unite, etat=EtatSignalement.RECU, assure=None)
    dernier = recus.visible_to(csam).order_by("-echeance", "-pk").first()
    if dernier is not None:
        marquer_urgence(agent=csam, personne=dernier)
    if suivi is not None:
        marquer_urgence(agent=csam, personne=suivi.assure, prevenu=PREVENU)
