"""What the service may say to whoever signalled a person (D-8; CP 226-13, CASF L.411-3, CSP L.1110-4).

The answer never says anything of the person's health or situation, whoever asks. It says that the signalement was
received and, to some, what became of the offer made to the person.
"""

import datetime
from dataclasses import dataclass
from enum import Enum, auto

from cases.enums import AccordPersonne, EtatSignalement
from partners.enums import FamilleOrigine
from servicesocial.typographie import date_longue

# Codes of the reference lists, stable (partners/referentiels.py).
ELLE_MEME = "assure"
INJOIGNABLE = "injoignable"

ASSURANCE_MALADIE = (FamilleOrigine.SERVICE_MEDICAL, FamilleOrigine.CPAM)
SOIGNANTS = (FamilleOrigine.SPST, FamilleOrigine.SANTE)

MENTION = "Le secret professionnel auquel le service est tenu ne permet pas d’en dire davantage."


class Portee(Enum):
    """How much may be said."""

    ACCUSE = auto()
    SUITE = auto()
    PERSONNE = auto()


def portee(famille: str, origine: str, accord: str) -> Portee:
    """Returns how much may be said to the origin of a signalement.

    The person herself is told what the service does for her. The Assurance Maladie is told what became of the
    signalement, unless the person refused. Those held to medical secrecy are told it when the person agreed. Anybody
    else (employer, family) is told that it was received.
    """
    if origine == ELLE_MEME:
        return Portee.PERSONNE
    if famille in ASSURANCE_MALADIE and accord != AccordPersonne.REFUSE:
        return Portee.SUITE
    if famille in SOIGNANTS and accord == AccordPersonne.RECUEILLI:
        return Portee.SUITE
    return Portee.ACCUSE


@dataclass(frozen=True)
class Suivi:
    """The facts of which the text is made.

    `personne` is « Mme Lise PERRIN »; `raison` is the code of the reason, if any.
    """

    personne: str
    recu_le: datetime.date
    etat: EtatSignalement
    raison: str = ""
    rendez_vous: bool = False


def rediger(suivi: Suivi, dite: Portee) -> str:
    """Writes the text proposed to the agent, paragraph by paragraph.

    An acknowledgment names nobody, because others may read it at its address.
    """
    jour = date_longue(suivi.recu_le)
    if dite == Portee.ACCUSE:
        corps = [
            f"Le service social de l’Assurance Maladie a bien reçu votre message du {jour}.",
            "Il y donnera la suite qui convient. " + MENTION,
        ]
    elif dite == Portee.SUITE:
        corps = [
            f"Vous avez signalé {suivi.personne} au service social de l’Assurance Maladie le {jour}.",
            _suite(suivi),
            MENTION,
        ]
    else:
        corps = [
            f"Vous vous êtes adressé au service social de l’Assurance Maladie le {jour}.",
            _suite_pour_elle(suivi),
        ]
    return "\n\n".join(["Madame, Monsieur,", *corps, "Cordialement,"])


def _suite(suivi: Suivi) -> str:
    if suivi.raison == INJOIGNABLE:
        return "Malgré plusieurs essais, la personne n’a pas pu être jointe."
    match suivi.etat:
        case EtatSignalement.AFFECTE if suivi.rendez_vous:
            return "Ce signalement est pris en charge : un rendez-vous a été proposé à la personne."
        case EtatSignalement.AFFECTE:
            return "Ce signalement est pris en charge : un rendez-vous va être proposé à la personne."
        case EtatSignalement.CONVERTI | EtatSignalement.RATTACHE:
            return "Ce signalement est pris en charge par un assistant de service social."
        case EtatSignalement.REPONDU:
            return "La personne a été contactée et a reçu une réponse."
        case EtatSignalement.REORIENTE:
            return "La personne est orientée vers un autre service."
        case _:
            return "Ce signalement a été traité. Il n’appelle pas d’autre suite du service."


def _suite_pour_elle(suivi: Suivi) -> str:
    if suivi.raison == INJOIGNABLE:
        return "Nous n’avons pas réussi à vous joindre. Vous pouvez nous appeler au 3646."
    match suivi.etat:
        case EtatSignalement.AFFECTE if suivi.rendez_vous:
            return "Votre demande est prise en charge : un rendez-vous vous a été proposé."
        case EtatSignalement.AFFECTE:
            return "Votre demande est prise en charge : un rendez-vous va vous être proposé."
        case EtatSignalement.CONVERTI | EtatSignalement.RATTACHE:
            return "Votre demande est prise en charge par un assistant de service social."
        case EtatSignalement.REPONDU:
            return "Nous vous avons répondu. Vous pouvez nous solliciter de nouveau au 3646."
        case EtatSignalement.REORIENTE:
            return "Nous vous avons orienté vers le service qui peut vous aider."
        case _:
            return (
                "Votre demande n’appelle pas d’autre suite. Vous pouvez nous solliciter de nouveau au 3646."
            )
