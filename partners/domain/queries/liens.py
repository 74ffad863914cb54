"""The links to the form: the one of a secret, and those that the page of a partenaire shows."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from partners.access import unites_des_liens
from partners.enums import EtatLien
from partners.models import Agent, LienSignalement, OrigineSignalement, Partenaire, Site
from partners.models.lien import empreinte

LIENS_MONTRES = 20


@dataclass(frozen=True)
class LienResume:
    lien: LienSignalement
    etat: EtatLien


def lien_du_secret(secret: str, jour: datetime.date) -> LienSignalement | None:
    """Returns the link that this secret opens that day, or None, in one query.

    Nothing tells a wrong secret from a revoked or expired one.
    """
    return (
        LienSignalement.objects.utilisables_le(jour)
        .select_related("partenaire", "site__departement__region", "origine")
        .filter(empreinte=empreinte(secret))
        .first()
    )


def liens_de(agent: Agent, partenaire: Partenaire, jour: datetime.date) -> list[LienResume]:
    """Returns the last links of the units whose links the agent keeps. Those that are not revoked come first."""
    utilisables = LienSignalement.objects.utilisables_le(jour).filter(pk=OuterRef("pk"))
    lignes = (
        LienSignalement.objects.filter(partenaire=partenaire, site__departement__in=unites_des_liens(agent))
        .select_related("site", "origine", "cree_par", "revoque_par")
        .annotate(utilisable=Exists(utilisables))[:LIENS_MONTRES]
    )
    return [LienResume(lien, lien.etat_le(jour, utilisable=lien.utilisable)) for lien in lignes]


def sites_a_relier(agent: Agent, partenaire: Partenaire, jour: datetime.date) -> QuerySet[Site]:
    """Returns the open sites of the units that work with the partenaire, where the agent may make a link."""
    return (
        Site.objects.valables_le(jour)
        .filter(
            departement__in=partenaire.departements.filter(code__in=unites_des_liens(agent)),
        )
        .order_by("departement_id", "nom")
    )


def origines_a_relier(jour: datetime.date) -> QuerySet[OrigineSignalement]:
    return OrigineSignalement.objects.valables_le(jour)
