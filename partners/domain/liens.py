"""The acts on the links by which a partenaire signals a person without an account.

The secret of a link is never kept.
"""

import datetime
import secrets

from django.db import transaction
from django.utils import timezone

from partners.access import exiger, peut_gerer_lien
from partners.models import Agent, LienSignalement, OrigineSignalement, Partenaire, Site
from partners.models.lien import empreinte
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.refus import RefusMetier

OCTETS = 24


def tirer_secret() -> str:
    """Draws a secret of 192 random bits, in 32 characters that an address can hold."""
    return secrets.token_urlsafe(OCTETS)


@transaction.atomic
def creer_lien(
    *,
    agent: Agent,
    partenaire: Partenaire,
    secret: str,
    site: Site,
    origine: OrigineSignalement,
    expire_le: datetime.date | None = None,
) -> LienSignalement:
    """Opens the form at this secret, for this site. The former link of this partenaire to this site is revoked.

    The same secret sent twice returns the link already made. Refuses a site of a unit that does not work with this
    partenaire, a closed site, a last day in the past.
    """
    exiger(peut_gerer_lien(agent, site))
    # Two sendings at once: the second waits here, then meets what the first made.
    Partenaire.objects.select_for_update().get(pk=partenaire.pk)
    deja = LienSignalement.objects.filter(empreinte=empreinte(secret)).first()
    if deja is not None:
        return _deja_cree(deja, partenaire, site)
    jour = timezone.localdate()
    if expire_le is not None and expire_le < jour:
        raise RefusMetier("Ce dernier jour est passé.", champ="expire_le", code="date")
    for ancien in LienSignalement.objects.filter(partenaire=partenaire, site=site, revoque_le__isnull=True):
        _revoquer(agent, ancien, "Lien remplacé")
    lien = LienSignalement(
        partenaire=partenaire,
        site=site,
        origine=origine,
        empreinte=empreinte(secret),
        cree_par=agent,
        expire_le=expire_le,
    )
    lien.full_clean()
    lien.save()
    if not LienSignalement.objects.utilisables_le(jour).filter(pk=lien.pk).exists():
        raise RefusMetier(
            "Ce partenaire, ce site ou cette origine n'est plus proposé : le lien n'ouvrirait rien.",
            code="validite",
        )
    journaliser(agent, ActionJournal.CREATION, lien, departement_code=site.departement_id)
    return lien


@transaction.atomic
def revoquer_lien(*, agent: Agent, lien: LienSignalement) -> None:
    """Closes the form at once and for good. A second click changes nothing.

    The signalements received through it stay.
    """
    exiger(peut_gerer_lien(agent, lien.site))
    verrou = LienSignalement.objects.select_for_update(of=("self",)).select_related("site").get(pk=lien.pk)
    if verrou.revoque_le is None:
        _revoquer(agent, verrou, "Lien révoqué")


def noter_usage(lien: LienSignalement, jour: datetime.date) -> None:
    """Notes the day of the last sending received through the link, for those who keep the annuaire."""
    LienSignalement.objects.filter(pk=lien.pk).update(dernier_usage=jour)


def _revoquer(agent: Agent, lien: LienSignalement, precision: str) -> None:
    lien.revoque_par, lien.revoque_le = agent, timezone.now()
    lien.save(update_fields=["revoque_par", "revoque_le"])
    journaliser(
        agent,
        ActionJournal.MODIFICATION,
        lien,
        departement_code=lien.site.departement_id,
        precision=precision,
    )


def _deja_cree(deja: LienSignalement, partenaire: Partenaire, site: Site) -> LienSignalement:
    if deja.revoque_le is not None or (deja.partenaire_id, deja.site_id) != (partenaire.pk, site.pk):
        raise RefusMetier("Cette page a déjà servi : rouvrez-la pour créer un lien.", code="deja")
    return deja
