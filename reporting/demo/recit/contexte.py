"""What every step of a generation shares: the draws, the calendar, the places, the teams, the records made.

Serves every published figure; says up to which day rows may go.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from reporting.demo.calage.lecture import Fichier
from reporting.demo.calage.plan import Plan
from reporting.demo.recit.equipe import Annuaire, Equipe
from reporting.demo.recit.hasard import Calendrier, Hasard
from reporting.demo.recit.identites import EtatCivil
from reporting.demo.recit.lieux import Region, Unite
from reporting.demo.recit.modele import Agent, Dossier, Entretien, Jour, Ligne, Personne, Site


@dataclass(slots=True)
class Perimetre:
    """A unit, or a région taken as a whole, with its figures. `ailleurs`: sites where people come from or go."""

    fichier: Fichier
    plan: Plan
    region: Region
    unites: list[Unite]
    sites: list[Site]
    equipe: Equipe = field(default_factory=Equipe)
    ailleurs: list[Site] = field(default_factory=list)
    personnes: list[Personne] = field(default_factory=list)
    dossiers: list[Dossier] = field(default_factory=list)

    @property
    def annee(self) -> int:
        return self.plan.annee

    @property
    def codes_sites(self) -> frozenset[str]:
        return frozenset(site.code for site in self.sites)

    def jour(self, decalage: int, mois: int, jour: int) -> Jour:
        return datetime.date(self.annee + decalage, mois, jour)


@dataclass(slots=True)
class Contexte:
    """`date`: the day of the demonstration. What is after the horizon of a perimeter is played, not written."""

    alea: Hasard
    calendrier: Calendrier
    etat_civil: EtatCivil
    annuaire: Annuaire
    date: Jour
    perimetres: list[Perimetre] = field(default_factory=list)
    ass: dict[str, list[Agent]] = field(default_factory=dict)
    csam: dict[str, list[Agent]] = field(default_factory=dict)
    declaratifs: list[Fichier] = field(default_factory=list)
    voisine: Unite | None = None
    sites_voisins: list[Site] = field(default_factory=list)
    fiches: dict[str, Ligne] = field(default_factory=dict)
    partenaires: dict[str, dict[str, str]] = field(default_factory=dict)
    sirets: set[str] = field(default_factory=set)
    lignes: dict[str, list[Ligne]] = field(default_factory=lambda: defaultdict(list))

    def horizon(self, perimetre: Perimetre) -> Jour:
        """The last day that a row may tell: the end of N+1, which a wrong end of year would count, and never `date`."""
        return min(perimetre.jour(1, 12, 31), self.date - datetime.timedelta(days=1))

    def personne(self, perimetre: Perimetre, site: Site | None = None) -> Personne:
        site = site or self.site(perimetre)
        personne = Personne(self.alea.uuid(), site.unite, site)
        perimetre.personnes.append(personne)
        return personne

    def site(self, perimetre: Perimetre) -> Site:
        """A site of the perimeter, the first ones more often."""
        rang = min(int(self.alea.expovariate(1.6 / max(1, len(perimetre.sites)))), len(perimetre.sites) - 1)
        return perimetre.sites[rang]

    def dossier(
        self, perimetre: Perimetre, personne: Personne, ouvert_le: Jour, axe: str, site: Site | None = None
    ) -> Dossier:
        site = site or personne.site
        dossier = Dossier(
            self.alea.uuid(),
            personne,
            site,
            ouvert_le,
            [(ouvert_le, axe)],
            self._referents(perimetre, site, ouvert_le),
        )
        personne.dossiers.append(dossier)
        perimetre.dossiers.append(dossier)
        if personne.cree_le is None or ouvert_le < personne.cree_le:
            personne.cree_le = ouvert_le
        return dossier

    def _referents(self, perimetre: Perimetre, site: Site, ouvert_le: Jour) -> list[tuple[Jour, Agent]]:
        titulaire = self.alea.choice(self.ass[site.code])
        partants = [(a, au) for a, au in perimetre.equipe.anciens.get(site.code, ()) if au > ouvert_le]
        if partants and self.alea.random() < 0.12:
            ancien, parti_le = self.alea.choice(partants)
            return [(ouvert_le, ancien), (parti_le, titulaire)]
        return [(ouvert_le, titulaire)]

    def entretien(self, dossier: Dossier, jour: Jour, site: Site | None = None) -> Entretien:
        site = site or dossier.site
        agent = dossier.referent_le(jour) if site is dossier.site else self.alea.choice(self.ass[site.code])
        entretien = Entretien(self.alea.uuid(), dossier, site, jour, agent)
        dossier.entretiens.append(entretien)
        return entretien
