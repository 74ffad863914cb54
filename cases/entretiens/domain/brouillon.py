"""An entretien being written, kept as the agent types."""

from django.db import transaction

from cases.access.accompagnements import peut_ecrire_dossier
from cases.access.base import exiger
from cases.models import Accompagnement, Brouillon, Entretien
from cases.socle.acte import enregistrer
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
    """Keeps what the agent has typed. `version` is the one that the page shows, 0 when it shows none.

    Of a new entretien, or of the correction of `entretien`.

    Refuses when the draft changed since, in another window: nothing is overwritten unseen. Only the beginning
    of a draft is journalled, not each of its savings.
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
    brouillon.contenu = contenu
    brouillon.version += 1
    return enregistrer(brouillon)


def exiger_version(
    agent: Agent, accompagnement: Accompagnement, version: int, *, entretien: Entretien | None = None
) -> Brouillon | None:
    """The agent's draft, held until the end of the act. Refuses when it is no longer the one that the page shows."""
    # Two first savings at once: the second waits, then meets the draft of the first.
    Accompagnement.objects.select_for_update(no_key=True).get(pk=accompagnement.pk)
    brouillon = (
        Brouillon.objects.visible_to(agent).filter(accompagnement=accompagnement, entretien=entretien).first()
    )
    if (brouillon.version if brouillon else 0) != version:
        raise RefusMetier(_MODIFIE_AILLEURS, code="version")
    return brouillon


@transaction.atomic
def abandonner_brouillon(*, agent: Agent, brouillon: Brouillon) -> None:
    """Deletes one's own draft: it never was an act. Refuses another's, and one already gone."""
    exiger(brouillon.agent_id == agent.pk)
    journaliser(agent, ActionJournal.ANNULATION, brouillon)
    if not Brouillon.objects.filter(pk=brouillon.pk).delete()[0]:
        raise RefusMetier("Ce brouillon n'existe plus.", code="etat")
