"""The acts on sites and their points d'accueil. Nothing is deleted: past acts are counted where they were done."""

import datetime
import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from partners.access import exiger, peut_gerer_site
from partners.domain.enregistrement import appliquer, enregistrer
from partners.domain.fermeture import fermer, rouvrir
from partners.models import Agent, Commune, Departement, PointAccueil, Site
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.refus import RefusMetier


@transaction.atomic
def creer_site(
    *,
    agent: Agent,
    identifiant: uuid.UUID,
    departement: Departement,
    nom: str,
    commune: Commune | None = None,
    adresse: str = "",
    telephone: str = "",
    courriel: str = "",
) -> Site:
    """Opens a site today. The same `identifiant` sent twice returns the site already created.

    Refuses the name of an open site of the unit.
    """
    exiger(peut_gerer_site(agent, departement.code))
    unite = Departement.objects.select_for_update().get(pk=departement.pk)
    deja = Site.objects.filter(uuid=identifiant, departement=unite).first()
    if deja is not None:
        return deja
    _exiger_nom_libre(unite, nom)
    site = enregistrer(
        Site(
            uuid=identifiant,
            code=_code_libre(unite, nom),
            departement=unite,
            nom=nom,
            commune=commune,
            adresse=adresse,
            telephone=telephone,
            courriel=courriel,
            valide_du=timezone.localdate(),
        )
    )
    journaliser(agent, ActionJournal.CREATION, site)
    return site


@transaction.atomic
def modifier_site(*, agent: Agent, site: Site, **champs: Any) -> Site:
    """Corrects what describes the site. Its unit and code do not change: past figures rest on them."""
    exiger(peut_gerer_site(agent, site.departement_id))
    modifies = appliquer(site, champs)
    if not modifies:
        return site
    _exiger_nom_libre(site.departement, site.nom, sauf=site)
    enregistrer(site)
    journaliser(agent, ActionJournal.MODIFICATION, site, precision=modifies)
    return site


@transaction.atomic
def fermer_site(*, agent: Agent, site: Site, le: datetime.date) -> None:
    """Closes a site. `le` is its last day, and that of its points d'accueil still open."""
    exiger(peut_gerer_site(agent, site.departement_id))
    fermer(site, le)
    site.points_accueil.filter(valide_au__isnull=True, valide_du__lte=le).update(valide_au=le)
    journaliser(agent, ActionJournal.MODIFICATION, site, precision="Fermeture")


@transaction.atomic
def rouvrir_site(*, agent: Agent, site: Site) -> None:
    """Opens the site again. Its points d'accueil stay closed; each is reopened on its own."""
    exiger(peut_gerer_site(agent, site.departement_id))
    _exiger_nom_libre(site.departement, site.nom, sauf=site)
    rouvrir(site)
    journaliser(agent, ActionJournal.MODIFICATION, site, precision="Réouverture")


@transaction.atomic
def ajouter_point_accueil(*, agent: Agent, site: Site, nom: str, type: str, **champs: Any) -> PointAccueil:  # noqa: A002
    """Adds a place where persons are received. Refuses a name already open on this site."""
    exiger(peut_gerer_site(agent, site.departement_id))
    # Two sendings at once: the second waits here, then meets the name of the first.
    site = Site.objects.select_for_update().get(pk=site.pk)
    _exiger_point_libre(site, nom)
    point = enregistrer(PointAccueil(site=site, nom=nom, type=type, valide_du=timezone.localdate(), **champs))
    journaliser(agent, ActionJournal.MODIFICATION, site, precision="Point d'accueil ajouté")
    return point


@transaction.atomic
def modifier_point_accueil(*, agent: Agent, point: PointAccueil, **champs: Any) -> PointAccueil:
    exiger(peut_gerer_site(agent, point.site.departement_id))
    if appliquer(point, champs):
        _exiger_point_libre(point.site, point.nom, sauf=point)
        enregistrer(point)
        journaliser(agent, ActionJournal.MODIFICATION, point.site, precision="Point d'accueil modifié")
    return point


@transaction.atomic
def fermer_point_accueil(*, agent: Agent, point: PointAccueil, le: datetime.date) -> None:
    exiger(peut_gerer_site(agent, point.site.departement_id))
    fermer(point, le)
    journaliser(agent, ActionJournal.MODIFICATION, point.site, precision="Point d'accueil fermé")


@transaction.atomic
def rouvrir_point_accueil(*, agent: Agent, point: PointAccueil) -> None:
    exiger(peut_gerer_site(agent, point.site.departement_id))
    _exiger_point_libre(point.site, point.nom, sauf=point)
    rouvrir(point)
    journaliser(agent, ActionJournal.MODIFICATION, point.site, precision="Point d'accueil rouvert")


def _exiger_nom_libre(unite: Departement, nom: str, *, sauf: Site | None = None) -> None:
    autres = Site.objects.valables_le(timezone.localdate()).filter(departement=unite, nom__iexact=nom)
    if autres.exclude(pk=sauf.pk if sauf else None).exists():
        raise RefusMetier("Un site de cette unité porte déjà ce nom.", champ="nom", code="doublon")


def _exiger_point_libre(site: Site, nom: str, *, sauf: PointAccueil | None = None) -> None:
    autres = PointAccueil.objects.valables_le(timezone.localdate()).filter(site=site, nom__iexact=nom)
    if autres.exclude(pk=sauf.pk if sauf else None).exists():
        raise RefusMetier("Un point d'accueil de ce site porte déjà ce nom.", champ="nom", code="doublon")


def _code_libre(unite: Departement, nom: str) -> str:
    """Returns a code that imports may name, made of the unit and the name: `01-bourg`, then `01-bourg-2`."""
    base = f"{unite.code.lower()}-{slugify(nom)}"[:36]
    pris = set(Site.objects.filter(code__startswith=base).values_list("code", flat=True))
    if base not in pris:
        return base
    return next(code for n in range(2, len(pris) + 3) if (code := f"{base}-{n}") not in pris)
