"""The calls that each site has counted of late, a part of them for a campaign.

Gives life to the page of the calls, by day, week and month. Feeds no published figure. Each call is one act: only the
last days are played.
"""

from cases.enums import SensAppel
from cases.messages.domain.appels import compter_appel
from partners.models import CampagneAppels, Site
from reporting.demo.scene.horloge import a, instant
from reporting.demo.scene.troupe import Troupe

# The most calls of a day, received and made, dealt with or not.
TRAITES, MANQUES = 3, 1


def compter_les_appels(troupe: Troupe) -> None:
    """On each site where somebody triages; the last working days, today included."""
    campagne = CampagneAppels.objects.order_by("ordre").first()
    jours = troupe.calendrier.entre(troupe.debut, troupe.veille)[-troupe.ampleur.jours_d_appels :]
    for jour in (*jours, troupe.jour):
        with a(instant(jour, 16)):
            for site in troupe.sites:
                _compter(troupe, site, None)
                _compter(troupe, site, campagne)


def _compter(troupe: Troupe, site: Site, campagne: CampagneAppels | None) -> None:
    for sens in (SensAppel.SORTANT,) if campagne else SensAppel:
        for traite, nombre in (
            (True, troupe.alea.randint(1, TRAITES)),
            (False, troupe.alea.randint(0, MANQUES)),
        ):
            for _ in range(nombre):
                compter_appel(
                    agent=troupe.conseillers[site.pk], site=site, sens=sens, traite=traite, campagne=campagne
                )
