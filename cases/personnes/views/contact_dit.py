"""What a contact is shown as."""

from cases.enums import MoyenContact, ResultatContact
from cases.models import Contact


def aspect_du_contact(contact: Contact) -> tuple[str, str, str]:
    """Its title, icon and tone: in the dossier, and on the signalement before there is one."""
    return (
        f"{contact.get_moyen_display()} : {contact.get_resultat_display().lower()}",
        "telephone" if contact.moyen == MoyenContact.TELEPHONE else "envelope",
        "succes" if contact.resultat == ResultatContact.JOINT else "neutre",
    )
