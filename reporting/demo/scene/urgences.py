"""The situations d'urgence: one on a signalement, nobody told yet, one on a dossier.

Gives life to what comes first in every queue, and to who was told. Feeds no published figure.
"""

from cases.enums import EtatSignalement
from cases.models import Accompagnement, Signalement
from cases.signalements.domain.urgence import marquer_urgence
from reporting.demo.scene.horloge import a, instant
from reporting.demo.scene.troupe import Troupe

PREVENU = "Le référent et le manager, par téléphone"


def marquer(troupe: Troupe, suivi: Accompagnement | None) -> None:
    """`suivi`: an accompagnement of the account of the demonstration."""
    # The latest received, far down the queue: that it comes first is seen at once.
    recus = Signalement.objects.a_traiter().filter(
        departement=troupe.unite, etat=EtatSignalement.RECU, assure=None
    )
    with a(instant(troupe.jour, 8, 55)):
        dernier = recus.visible_to(troupe.csam).order_by("-echeance", "-pk").first()
        if dernier is not None:
            marquer_urgence(agent=troupe.csam, personne=dernier)
        if suivi is not None:
            marquer_urgence(agent=troupe.csam, personne=suivi.assure, prevenu=PREVENU)
