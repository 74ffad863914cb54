"""Who reads the annuaire and who keeps it (docs/regles.md, ACC-2)."""

import uuid

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from partners.enums import Profil
from partners.models import (
    Affectation,
    Agent,
    Departement,
    Interlocuteur,
    LienSignalement,
    Partenaire,
    PointAccueil,
    Region,
    Site,
)


def exiger(autorise: bool) -> None:
    """Raises PermissionDenied (403) unless the predicate holds."""
    if not autorise:
        raise PermissionDenied("Cette page ou cet acte ne fait pas partie de vos droits sur l'annuaire.")


def exiger_annuaire(agent: Agent | None, lieu: Site | Departement | Region | None = None) -> None:
    """Raises PermissionDenied (403) unless the agent may write here.

    An administrateur, everywhere. A manager, for his team: a site of his units, or one of them. None stands for
    whoever operates the installation (commands, first account).
    """
    if agent is None or Profil.ADMINISTRATEUR in agent.profils():
        return
    unites = agent.unites(Profil.MANAGER)
    if isinstance(lieu, Site) and lieu.departement_id in unites:
        return
    if isinstance(lieu, Departement) and lieu.pk in unites:
        return
    raise PermissionDenied("La gestion de cette équipe ne fait pas partie de vos droits.")


def peut_lire_annuaire(agent: Agent) -> bool:
    """Everybody who works here today."""
    return bool(agent.profils())


def unites_administrees(agent: Agent) -> frozenset[str]:
    """Codes of the units whose annuaire the agent keeps."""
    return agent.unites(Profil.ADMINISTRATEUR)


def peut_gerer_site(agent: Agent, departement_code: str) -> bool:
    """An administrateur of the unit."""
    return departement_code in unites_administrees(agent)


def peut_gerer_partenaire(agent: Agent, partenaire: Partenaire) -> bool:
    """An administrateur of one of the units that work with it."""
    return partenaire.departements.filter(code__in=unites_administrees(agent)).exists()


def regions_administrees(agent: Agent) -> QuerySet[Region]:
    """Those of which the agent administers a unit: their notice is his to write."""
    return Region.objects.filter(departements__in=unites_administrees(agent)).distinct()


def peut_gerer_consigne(agent: Agent, unite: Departement | None) -> bool:
    """A line of one unit: whoever administers it. A line of all: whoever administers them all."""
    administrees = unites_administrees(agent)
    if unite is not None:
        return unite.pk in administrees
    return bool(administrees) and not Departement.objects.exclude(code__in=administrees).exists()


def unites_des_liens(agent: Agent) -> frozenset[str]:
    """Codes of the units whose links to the form the agent makes and revokes.

    Administrateurs, who keep the annuaire. CSAM, who read what comes and see an abuse first. Managers, who answer
    for it. A link shows nothing of what is recorded: whoever makes one gains no right to read.
    """
    return agent.unites(Profil.ADMINISTRATEUR, Profil.MANAGER, Profil.CSAM)


def peut_gerer_liens(agent: Agent, partenaire: Partenaire) -> bool:
    """Of one of the units that work with it."""
    return partenaire.departements.filter(code__in=unites_des_liens(agent)).exists()


def peut_gerer_lien(agent: Agent, site: Site) -> bool:
    """Links are those of the unit of the site that receives."""
    return site.departement_id in unites_des_liens(agent)


def get_site_or_404(agent: Agent, identifiant: uuid.UUID) -> Site:
    """Sites are read by everybody, closed ones included: past acts name them."""
    exiger(peut_lire_annuaire(agent))
    return get_object_or_404(Site.objects.select_related("departement", "commune"), uuid=identifiant)


def get_partenaire_or_404(agent: Agent, identifiant: uuid.UUID) -> Partenaire:
    """Partenaires are read by everybody, closed ones included."""
    exiger(peut_lire_annuaire(agent))
    return get_object_or_404(
        Partenaire.objects.select_related("type", "commune").prefetch_related("departements"),
        uuid=identifiant,
    )


def get_point_accueil_or_404(site: Site, numero: int) -> PointAccueil:
    return get_object_or_404(site.points_accueil.select_related("commune"), pk=numero)


def get_interlocuteur_or_404(partenaire: Partenaire, numero: int) -> Interlocuteur:
    return get_object_or_404(partenaire.interlocuteurs, pk=numero)


def get_lien_or_404(agent: Agent, identifiant: uuid.UUID) -> LienSignalement:
    """A link is part of the annuaire; only peut_gerer_lien does something with it."""
    exiger(peut_lire_annuaire(agent))
    return get_object_or_404(
        LienSignalement.objects.select_related("partenaire", "site", "origine"), uuid=identifiant
    )


def peut_gerer_equipe(agent: Agent) -> bool:
    """Some team at least: see exiger_annuaire, which the act asks of each place."""
    return not agent.profils().isdisjoint((Profil.MANAGER, Profil.ADMINISTRATEUR))


def get_membre_or_404(agent: Agent, identifiant: uuid.UUID) -> Agent:
    """Somebody who works today in the units where the agent does."""
    ses_unites = agent.unites(*agent.profils())
    la = Affectation.objects.en_cours(timezone.localdate()).filter(
        Q(site__departement__in=ses_unites)
        | Q(departement__in=ses_unites)
        | Q(region__departements__in=ses_unites),
        agent=OuterRef("pk"),
    )
    return get_object_or_404(Agent.objects.filter(Exists(la), is_active=True), uuid=identifiant)
