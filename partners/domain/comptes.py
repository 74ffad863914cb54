"""Opening the accounts of a demonstration."""

from partners.models import Agent


def poser_mot_de_passe(courriel: str, mot_de_passe: str) -> None:
    """Gives a known password to an existing agent. Raises Agent.DoesNotExist when there is none.

    Only the demonstration calls it: elsewhere a person chooses her own password.
    """
    agent = Agent.objects.get(email=courriel)
    agent.set_password(mot_de_passe)
    agent.save(update_fields=["password"])
