"""The communes that a list names, and the sites that serve them. They are read once for a whole list."""

import datetime
from dataclasses import dataclass

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


def lire_communes(unite: str, jour: datetime.date) -> Communes:
    communes = list(Commune.objects.all())
    par_nom: dict[str, list[Commune]] = {}
    par_code_postal: dict[str, list[Commune]] = {}
    for commune in communes:
        par_nom.setdefault(_cle(commune.nom), []).append(commune)
        for code in commune.codes_postaux.split():
            par_code_postal.setdefault(code, []).append(commune)
    return Communes({c.code: c for c in communes}, par_nom, par_code_postal, sites_par_commune(unite, jour))


def _cle(nom: str) -> str:
    """Normalises the name of a commune. Lists write « St » and « Ste » for « Saint » and « Sainte »."""
    mots = ({"st": "saint", "ste": "sainte"}.get(mot, mot) for mot in normaliser_nom(nom).split())
    return " ".join(mots)
