"""Which site serves each commune of a unit, what nobody serves, and what two units claim."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q
from django.utils.text import slugify

from partners.models import Commune, Departement, Secteur


class EtatSecteur(StrEnum):
    """What is wrong with a commune, in the order in which an agent should look at it."""

    SANS_SITE = "sans_site"
    SITE_FERME = "site_ferme"
    CHEVAUCHEMENT = "chevauchement"
    AUTRE_UNITE = "autre_unite"
    SERVIE = "servie"


@dataclass(frozen=True)
class CommuneServie:
    """A commune and its sectors.

    `secteur` is in effect that day; `avant` was of another unit; `a_venir` starts later.
    """

    commune: Commune
    etat: EtatSecteur
    secteur: Secteur | None
    avant: Secteur | None
    a_venir: Secteur | None


def lire_secteurs(unite: Departement, jour: datetime.date, recherche: str = "") -> list[CommuneServie]:
    """Returns the communes of the unit's département, and those elsewhere that its sites serve, by name. Two queries.

    An overlap is a commune that two units have both given to one of their sites: the last row wins.
    """
    siennes = Q(departement_insee=unite.code) | Q(
        pk__in=Secteur.objects.filter(site__departement=unite).values("commune")
    )
    communes = Commune.objects.filter(siennes).order_by("pk")
    if recherche:
        communes = communes.filter(
            Q(nom__icontains=recherche) | Q(codes_postaux__contains=recherche) | Q(pk=recherche)
        )
    # In the order of a dictionary: the database puts accents after z.
    lues = sorted(communes, key=lambda commune: slugify(commune.nom))
    secteurs: dict[str, list[Secteur]] = {}
    lignes = Secteur.objects.filter(commune__in=[c.pk for c in lues]).select_related("site__departement")
    for secteur in lignes.order_by("du", "pk"):
        secteurs.setdefault(secteur.commune_id, []).append(secteur)
    return [_lire(commune, secteurs.get(commune.pk, []), unite, jour) for commune in lues]


def _lire(
    commune: Commune, secteurs: list[Secteur], unite: Departement, jour: datetime.date
) -> CommuneServie:
    passes = [secteur for secteur in secteurs if secteur.du <= jour]
    actuel = passes[-1] if passes else None
    avant = next(
        (s for s in reversed(passes[:-1]) if actuel and s.site.departement_id != actuel.site.departement_id),
        None,
    )
    a_venir = next((secteur for secteur in secteurs if secteur.du > jour), None)
    if actuel is None:
        etat = EtatSecteur.SANS_SITE
    elif actuel.site.valide_au is not None and actuel.site.valide_au < jour:
        etat = EtatSecteur.SITE_FERME
    elif avant is not None:
        etat = EtatSecteur.CHEVAUCHEMENT
    elif actuel.site.departement_id != unite.pk:
        etat = EtatSecteur.AUTRE_UNITE
    else:
        etat = EtatSecteur.SERVIE
    return CommuneServie(commune, etat, actuel, avant, a_venir)
