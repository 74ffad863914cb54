"""What came of a demande de transfert, as a badge."""

from django.utils.safestring import SafeString

from cases.enums import EtatDemande
from cases.models import Signalement
from cases.socle.pastilles import pastille


def pastille_transfert(signalement: Signalement) -> SafeString:
    """What came of the dossier that the signalement made its unit ask for."""
    if signalement.transfert_repondu_le is None:
        return pastille("Transfert demandé", "info", "arrow-left-right")
    reponse = EtatDemande(signalement.transfert_reponse)
    accepte = reponse == EtatDemande.ACCEPTEE
    return pastille(
        reponse.label, "succes" if accepte else "attention", "check-circle" if accepte else "x-circle"
    )
