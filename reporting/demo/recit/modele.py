"""What is built in memory before it is written: people, dossiers, acts, and where they are.

Serves every published figure.
"""

import datetime
from dataclasses import dataclass, field
from typing import Any

Ligne = dict[str, Any]
Jour = datetime.date


@dataclass(slots=True, eq=False)
class Site:
    """`communes`: those it serves, its own first."""

    code: str
    nom: str
    unite: str
    communes: list[Ligne]


@dataclass(slots=True, eq=False)
class Agent:
    courriel: str
    prenom: str
    nom: str


@dataclass(slots=True, eq=False)
class Poste:
    """An affectation: on a site, a unit or a région."""

    agent: Agent
    profil: str
    metier: str
    du: Jour
    au: Jour | None = None
    site: Site | None = None
    unite: str | None = None
    region: str | None = None


@dataclass(slots=True, eq=False)
class Personne:
    uuid: str
    unite: str
    site: Site
    sexe: str = ""
    naissance: Jour | None = None
    naissance_inconnue: bool = False
    cree_le: Jour | None = None
    dossiers: list["Dossier"] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Entretien:
    uuid: str
    dossier: "Dossier"
    site: Site
    date: Jour
    agent: Agent
    mode: str = ""
    annule: bool = False


@dataclass(slots=True, eq=False)
class Dossier:
    """An accompagnement. `axes` and `referents` are dated histories, the first from the opening."""

    uuid: str
    personne: Personne
    site: Site
    ouvert_le: Jour
    axes: list[tuple[Jour, str]]
    referents: list[tuple[Jour, Agent]]
    clos_le: Jour | None = None
    site_cloture: Site | None = None
    situation: str = ""
    risque: str = ""
    risque_fixe: bool = False
    precedent: "Dossier | None" = None
    annule: bool = False
    entretiens: list[Entretien] = field(default_factory=list)

    def axe_le(self, jour: Jour) -> str:
        return next(axe for du, axe in reversed(self.axes) if du <= jour)

    def referent_le(self, jour: Jour) -> Agent:
        return next((agent for du, agent in reversed(self.referents) if du <= jour), self.referents[0][1])

    @property
    def valables(self) -> list[Entretien]:
        return [entretien for entretien in self.entretiens if not entretien.annule]
