"""What hangs on a signalement joins the dossier with it, and leaves it with it."""

from cases.models import Assure, Contact, Information, Opposition, RendezVous, Signalement


def suivre_la_personne(signalement: Signalement, assure: Assure | None) -> None:
    """Attempts to reach the person, her rendez-vous, what she was told, what she refused."""
    for modele in (Contact, RendezVous, Information, Opposition):
        modele.objects.filter(signalement=signalement).update(assure=assure)
