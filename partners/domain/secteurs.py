"""The act on sectors: giving communes to a site from a day on."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from partners.access import exiger, peut_gerer_site
from partners.models import Agent, Commune, Secteur, Site
from servicesocial.enums import ActionJournal
from servicesocial.journal import journaliser
from servicesocial.refus import RefusMetier


@transaction.atomic
def attribuer_communes(*, agent: Agent, site: Site, communes: Sequence[Commune], du: datetime.date) -> int:
    """Gives these communes to the site from that day on. The history stays. Returns how many communes changed.

    A commune that the site already serves that day is left as it is. One given to another site the same day is given
    to this one instead. Refuses a closed site.
    """
    exiger(peut_gerer_site(agent, site.departement_id))
    if not communes:
        raise RefusMetier("Choisissez au moins une commune.", champ="communes")
    if site.valide_au is not None and site.valide_au < du:
        raise RefusMetier(f"Le site {site} est fermé à cette date.", champ="site")
    # Two attributions at once: the second waits, then finds what the first has written.
    Site.objects.select_for_update(no_key=True).get(pk=site.pk)
    actuels: dict[str, Secteur] = {}
    for secteur in Secteur.objects.filter(commune__in=communes, du__lte=du).order_by("du"):
        actuels[secteur.commune_id] = secteur
    a_changer = [c for c in communes if c.pk not in actuels or actuels[c.pk].site_id != site.pk]
    du_jour = [actuels[c.pk].pk for c in a_changer if c.pk in actuels and actuels[c.pk].du == du]
    Secteur.objects.filter(pk__in=du_jour).update(site=site)
    Secteur.objects.bulk_create(
        [
            Secteur(site=site, commune=c, du=du)
            for c in a_changer
            if c.pk not in actuels or actuels[c.pk].du != du
        ]
    )
    if a_changer:
        journaliser(
            agent,
            ActionJournal.MODIFICATION,
            site,
            precision=f"{len(a_changer)} communes à partir du {du:%d/%m/%Y}",
        )
    return len(a_changer)
