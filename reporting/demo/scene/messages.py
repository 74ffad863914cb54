"""Messages that wait for the ASS of the demonstration, for himself or for the colleague whom he replaces.

Gives life to « Messages à rappeler », to those left by the CSAM and to what became of them. Feeds no published figure.
"""

import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from cases.enums import IssueRappel
from cases.messages.domain.messages import laisser_message, repondre_au_message
from cases.models import Accompagnement
from partners.models import Agent, RaisonMessage
from reporting.demo.recit.hasard import UN_JOUR
from reporting.demo.scene.horloge import a, instant
from reporting.demo.scene.troupe import Troupe


class Laisse(NamedTuple):
    """`rappel`: the last day to call, from the day of the demonstration."""

    raison: str
    texte: str
    rappel: int
    suite: IssueRappel | None = None


MESSAGES = (
    Laisse("rappel", "A appelé deux fois, disponible après 17 h", -2),
    Laisse("rendez-vous", "Demande à déplacer le rendez-vous de la semaine prochaine", 0),
    Laisse("document", "A reçu le courrier annoncé, le déposera à l'accueil", 3, IssueRappel.INJOIGNABLE),
    Laisse("partenaire", "Le Cap emploi cherche à vous joindre à son sujet", 1, IssueRappel.JOINT),
    Laisse("coordonnees", "", -1, IssueRappel.INUTILE),
)
DU_COLLEGUE = Laisse("rappel", "Souhaite préparer sa reprise avant son rendez-vous", 1)
INUTILE = "La personne a rappelé et a eu sa réponse"


def laisser_des_messages(troupe: Troupe) -> list[Accompagnement]:
    """Returns the accompagnements, of the account of the demonstration, that they are about."""
    siens = list(_suivis(troupe.titulaire, troupe.jour)[: len(MESSAGES)])
    for suivi, laisse in zip(siens, MESSAGES, strict=False):
        _laisser(troupe, suivi, laisse)
    if troupe.absent is not None:
        for suivi in _suivis(troupe.absent[0], troupe.jour)[:1]:
            _laisser(troupe, suivi, DU_COLLEGUE)
    return siens


def _suivis(agent: Agent, jour: datetime.date) -> QuerySet[Accompagnement]:
    """The latest opened of those whom the agent follows himself, and who can be called."""
    return (
        Accompagnement.objects.comptent()
        .ouverts()
        .suivis_par(agent, jour)
        .filter(assure__decede_le=None, assure__acces_restreint=False)
        .exclude(assure__telephone="")
        .select_related("assure")
        .order_by("-ouvert_le", "pk")
    )


def _laisser(troupe: Troupe, suivi: Accompagnement, laisse: Laisse) -> None:
    """Left the day before, or on the last day to call when it is past; answered two hours later."""
    laisse_le = instant(troupe.jour - (1 + max(0, -laisse.rappel)) * UN_JOUR, troupe.alea.randint(9, 16), 20)
    with a(laisse_le):
        message = laisser_message(
            agent=troupe.csam,
            accompagnement=suivi,
            identifiant=troupe.identifiant(),
            raison=troupe.liste(RaisonMessage, laisse.raison),
            texte=laisse.texte,
            telephone=suivi.assure.telephone,
            rappeler_avant=troupe.jour + laisse.rappel * UN_JOUR,
        )
    if laisse.suite is None:
        return
    inutile = laisse.suite == IssueRappel.INUTILE
    with a(laisse_le + datetime.timedelta(hours=2)):
        repondre_au_message(
            agent=troupe.csam if inutile else troupe.titulaire,
            message=message,
            identifiant=troupe.identifiant(),
            issue=laisse.suite,
            precision=INUTILE if inutile else "",
        )
