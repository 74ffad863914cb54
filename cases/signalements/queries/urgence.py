"""The situations d'urgence in progress, and the written procedure."""

import datetime

from django.db.models import Q, QuerySet

from cases.access.base import ecrits_par
from cases.models import Assure, Signalement, SituationUrgence
from partners.enums import Profil
from partners.models import Agent, ConsigneUrgence

# Who answers for a whole queue; an ASS alone has in front of him the persons who are his.
VEILLEURS = (Profil.CSAM, Profil.SECRETARIAT, Profil.MANAGER)


def urgences_de(personne: Assure | Signalement) -> QuerySet[SituationUrgence]:
    """Returns the situations d'urgence in progress of the person, on her dossier and on her signalement."""
    if isinstance(personne, Assure):
        siennes = Q(assure=personne)
    else:
        siennes = Q(signalement=personne)
        if personne.assure_id is not None:
            siennes |= Q(assure=personne.assure_id)
    return SituationUrgence.objects.en_cours().filter(siennes).select_related("marquee_par")


def urgences_a_suivre(agent: Agent) -> QuerySet[SituationUrgence]:
    """Returns the situations d'urgence in progress where the agent works, the last marked first."""
    urgences = SituationUrgence.objects.visible_to(agent).en_cours()
    if agent.profils().isdisjoint(VEILLEURS):
        suivis = ecrits_par(agent).comptent().ouverts().values("assure")
        urgences = urgences.filter(Q(assure__in=suivis) | Q(signalement__affecte_a=agent))
    return urgences.select_related("assure", "signalement").order_by("-marquee_le", "-id")


def consignes(unite: str, jour: datetime.date) -> QuerySet[ConsigneUrgence]:
    """Returns the lines of the procedure valid that day in this unit: those of all the units, and its own."""
    return ConsigneUrgence.objects.valables_le(jour).filter(Q(departement=None) | Q(departement=unite))
