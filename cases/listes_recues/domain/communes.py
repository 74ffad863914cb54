"""The communes that a list names, and the sites that serve them. They are read once for a whole list."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cases.rules.ligne_liste_recue import LigneRejetee
from cases.rules.noms import normaliser_nom
from partners.domain.queries.annuaire import sites_par_commune
from partners.models import Commune, Site


@dataclass(frozen=True)
class Communes:
    par_code: dict[str, Commune]
    par_nom: dict[str, list[Commune]]
    par_code_postal: dict[str, list[Commune]]
    sites: dict[str, Site]

    def trouver(self, code: str, code_postal: str, nom: str) -> Commune | None:
        """Finds the commune by its INSEE code, or else by its name within its postal code.

        None when nothing is written. Raises LigneRejetee when what is written names no commune, or several.
        """
        if code:
            commune = self.par_code.get(code)
            if commune is None:
                raise LigneRejetee("Le code de la commune n'est pas connu.")
            return commune
        if not nom:
            # A postal code alone often names several communes: then the commune stays unknown, the line is kept.
            seules = self.par_code_postal.get(code_postal, [])
            return seules[0] if len(seules) == 1 else None
        candidates = self.par_nom.get(_cle(nom), [])
        if code_postal:
            candidates = [c for c in candidates if code_postal in c.codes_postaux.split()]
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            raise LigneRejetee(
                "Plusieurs communes portent ce nom : il faut son code postal ou son code INSEE."
            )
        raise LigneRejetee("La commune n'est pas connue, ou n'a pas ce code postal.")

    def site_de(self, commune: Commune | None) -> Site | None:
        return self.sites.get(commune.code) if commune else None


def lire_communes(
    unite: str, jour: datetime.date, nommees: Iterable[tuple[str, str, str]] | None = None
) -> Communes:
    """Reads the communes of the country, or only those that may be meant by `nommees` (code, postal code, name).

    A few lines are shown before the import: reading 35 000 communes for them takes half a second.
    """
    communes = list(Commune.objects.all() if nommees is None else _parmi(nommees))
    par_nom: dict[str, list[Commune]] = {}
    par_code_postal: dict[str, list[Commune]] = {}
    for commune in communes:
        par_nom.setdefault(_cle(commune.nom), []).append(commune)
        for code in commune.codes_postaux.split():
            par_code_postal.setdefault(code, []).append(commune)
    return Communes({c.code: c for c in communes}, par_nom, par_code_postal, sites_par_commune(unite, jour))


def _parmi(nommees: Iterable[tuple[str, str, str]]) -> QuerySet[Commune]:
    voulues = Q(pk__in=[])
    for code, code_postal, nom in set(nommees):
        if code:
            voulues |= Q(code=code)
        elif code_postal:
            # What is no number is no postal code of any commune.
            if code_postal.isascii() and code_postal.isdigit():
                voulues |= Q(codes_postaux__regex=rf"\m{code_postal}\M")
        elif nom:
            # A name alone may be that of any commune: how it is written is compared here, not by the database.
            return Commune.objects.all()
    return Commune.objects.filter(voulues)


def _cle(nom: str) -> str:
    """Normalises the name of a commune. Lists write « St » and « Ste » for « Saint » and « Sainte »."""
    mots = ({"st": "saint", "ste": "sainte"}.get(mot, mot) for mot in normaliser_nom(nom).split())
    return " ".join(mots)
