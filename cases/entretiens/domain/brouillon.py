"""The draft of an entretien, kept on the server while the agent types."""

from django.db import transaction
from django.utils import timezone

from cases.access.accompagnements import peut_ecrire_dossier
from cases.access.base import exiger
from cases.accompagnements.domain.tenir import tenir_accompagnement
from cases.models import Accompagnement, Brouillon, Entretien
from cases.socle.acte import enregistrer, modifier, tenir_toutes
from partners.models import Agent
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.refus import RefusMetier

_MODIFIE_AILLEURS = (
    "Ce texte a été modifié, ou terminé, dans une autre fenêtre : comparez avant de continuer."
)


@transaction.atomic
def enregistrer_brouillon(
    *,
    agent: Agent,
    accompagnement: Accompagnement,
    contenu: dict[str, object],
    version: int = 0,
    entretien: Entretien | None = None,
) -> Brouillon:
    """Keeps what the agent has typed of a new entretien or, when `entretien` is given, of its correction.

    `version` is the version that the page shows, 0 when it shows none. Refuses when the draft has changed in another
    window since, so that nothing is overwritten unseen. The journal has a line for the beginning of a draft, not for
    each of its savings.
    """
    exiger(peut_ecrire_dossier(agent, accompagnement))
    brouillon = exiger_version(agent, accompagnement, version, entretien=entretien)
    if brouillon is None:
        brouillon = enregistrer(
            Brouillon(
                departement_id=accompagnement.departement_id,
                accompagnement=accompagnement,
                entretien=entretien,
                agent=agent,
                contenu=contenu,
            )
        )
        journaliser(agent, ActionJournal.CREATION, brouillon)
        return brouillon
    modifier(brouillon, contenu=contenu, version=brouillon.version + 1, modifie_le=timezone.now())
    return brouillon


def exiger_version(
    agent: Agent, accompagnement: Accompagnement, version: int, *, entretien: Entretien | None = None
) -> Brouillon | None:
    """Returns the agent's draft, locked until the end of the act. Refuses when the page shows another version of it."""
    # Two first savings at once: the second waits, then meets the draft of the first.
    tenir_accompagnement(accompagnement)
    siens = Brouillon.objects.visible_to(agent).filter(accompagnement=accompagnement, entretien=entretien)
    brouillon = next(iter(tenir_toutes(siens)), None)
    if (brouillon.version if brouillon else 0) != version:
        raise RefusMetier(_MODIFIE_AILLEURS, code="version")
    return brouillon


@transaction.atomic
def abandonner_brouillon(*, agent: Agent, brouillon: Brouillon) -> None:
    """Deletes the agent's own draft, which never was an act.

    Refuses the draft of another agent, and one already deleted.
    """
    exiger(brouillon.agent_id == agent.pk)
    journaliser(agent, ActionJournal.ANNULATION, brouillon)
    if not Brouillon.objects.filter(pk=brouillon.pk).delete()[0]:
        raise RefusMetier("Ce brouillon n'existe plus.", code="etat")
