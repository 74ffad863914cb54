"""What the service receives, and the persons in danger."""

import uuid
from collections.abc import Sequence

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from cases.access.accompagnements import peut_reaffecter
from cases.models import Signalement, SituationUrgence
from cases.models.socle.base import LECTEURS_DOSSIER
from partners.enums import Profil
from partners.models import Agent, Site


def get_signalement_or_404(agent: Agent, identifiant: uuid.UUID) -> Signalement:
    """The signalement, if the agent may read it, whatever became of it. An annulled one is read no more."""
    return get_object_or_404(
        Signalement.objects.visible_to(agent)
        .comptent()
        .avec_promesse()
        .select_related(
            "site",
            "origine",
            "canal",
            "partenaire",
            "risque",
            "commune",
            "assure",
            "affecte_a",
            "pris_par",
            "accompagnement__assure",
            "doublon_de",
            "raison",
            "oriente_vers",
        ),
        uuid=identifiant,
    )


def signalements_choisis(agent: Agent, identifiants: Sequence[str]) -> QuerySet[Signalement]:
    """Those of a list that the agent may read still, in the order in which they are to be held."""
    lisibles = Signalement.objects.visible_to(agent).comptent().filter(uuid__in=identifiants)
    return lisibles.select_related("site").order_by("pk")


def get_urgence_or_404(agent: Agent, identifiant: uuid.UUID) -> SituationUrgence:
    return get_object_or_404(
        SituationUrgence.objects.visible_to(agent).select_related("assure", "signalement"), uuid=identifiant
    )


def peut_traiter_signalement(agent: Agent, site: Site) -> bool:
    """Receiving, qualifying, answering, closing: a CSAM of the site, of its unit or of its région."""
    return site.pk in agent.sites(Profil.CSAM) or site.departement_id in agent.unites_entieres(Profil.CSAM)


def peut_recevoir_signalements(agent: Agent) -> bool:
    """A CSAM, on one of his sites or units: see peut_traiter_signalement, which the act asks of the site chosen."""
    return Profil.CSAM in agent.profils()


def peut_affecter_signalement(agent: Agent, site: Site) -> bool:
    """Whoever may handle it. A manager of the unit, who shares out the work."""
    return peut_traiter_signalement(agent, site) or peut_reaffecter(agent, site.departement_id)


def peut_donner_suite(agent: Agent, signalement: Signalement) -> bool:
    """Whoever may handle it. The ASS to whom it was given."""
    if peut_traiter_signalement(agent, signalement.site):
        return True
    return Profil.ASS in agent.profils() and signalement.affecte_a_id == agent.pk


def peut_gerer_urgence(agent: Agent, departement_code: str) -> bool:
    """Whoever is told that a person of his units is in danger marks it, whatever his trade."""
    return departement_code in agent.unites(*LECTEURS_DOSSIER)
