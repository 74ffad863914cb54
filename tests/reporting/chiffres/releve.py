"""Plain records that the figures are counted from, without ORM: what `recompte.py` reads.

A record is named by its uuid or its code. `lecture_base.py` and `lecture_dossier.py` fill the lists.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Personne:
    cle: str
    sexe: str
    annee_naissance: int | None


@dataclass(frozen=True, slots=True)
class Accompagnement:
    """`risque` is the class of its risk, `groupe` the group of its situation at closing."""

    cle: str
    personne: str
    site: str
    ouvert_le: date
    risque: str | None = None
    clos_le: date | None = None
    site_cloture: str | None = None
    groupe: str | None = None
    annule: bool = False


@dataclass(frozen=True, slots=True)
class AxeDepuis:
    accompagnement: str
    du: date
    axe: str


@dataclass(frozen=True, slots=True)
class Entretien:
    """`rang` orders the entretiens of one day as they were recorded."""

    cle: str
    accompagnement: str
    site: str
    date: date
    mode: str
    rang: tuple[Any, ...]
    annule: bool = False


@dataclass(frozen=True, slots=True)
class Signalement:
    site: str
    recu_le: date
    famille: str
    etat: str
    annule: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    site: str
    type: str
    du: date
    au: date | None
    etat: str
    finance_am: bool = False
    renouvelle: bool = False
    annule: bool = False


@dataclass(frozen=True, slots=True)
class Affectation:
    """`unite` is that of the site when there is one, None for a whole région."""

    agent: str
    unite: str | None
    fonction: str
    du: date
    au: date | None


@dataclass(frozen=True, slots=True)
class BilanPublie:
    unite: str
    annee: int
    version: int
    chiffres: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Declare:
    unite: str
    annee: int
    cle: str
    valeur: str
    source: str


@dataclass(slots=True)
class Releve:
    """Everything the figures are counted from. `unite_du_site` gives the unit of each site."""

    unites: list[str] = field(default_factory=list)
    unite_du_site: dict[str, str] = field(default_factory=dict)
    personnes: list[Personne] = field(default_factory=list)
    accompagnements: list[Accompagnement] = field(default_factory=list)
    axes: list[AxeDepuis] = field(default_factory=list)
    entretiens: list[Entretien] = field(default_factory=list)
    signalements: list[Signalement] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    affectations: list[Affectation] = field(default_factory=list)
    publies: list[BilanPublie] = field(default_factory=list)
    declares: list[Declare] = field(default_factory=list)


@dataclass(slots=True)
class Compte:
    """What one unit publishes, and what is printed beside."""

    chiffres: dict[str, Any] = field(default_factory=dict)
    complements: dict[str, Any] = field(default_factory=dict)


class Index:
    """The lists, grouped so that a whole région is recounted in a moment."""

    def __init__(self, releve: Releve) -> None:
        self.releve = releve
        self.personne = {p.cle: p for p in releve.personnes}
        self.accompagnement = {a.cle: a for a in releve.accompagnements}
        self._axes: dict[str, list[AxeDepuis]] = defaultdict(list)
        for axe in releve.axes:
            self._axes[axe.accompagnement].append(axe)
        # F0: held and finished are the only entretiens that exist as such; F1: by unit of the site of the act.
        self.par_unite: dict[str, list[Entretien]] = defaultdict(list)
        self.par_accompagnement: dict[str, list[Entretien]] = defaultdict(list)
        for entretien in releve.entretiens:
            if not entretien.annule:
                self.par_unite[releve.unite_du_site[entretien.site]].append(entretien)
                self.par_accompagnement[entretien.accompagnement].append(entretien)

    def axe_le(self, accompagnement: str, jour: date) -> str | None:
        passes = [axe for axe in self._axes[accompagnement] if axe.du <= jour]
        return max(passes, key=lambda axe: axe.du).axe if passes else None

    def axe_du_jour(self, entretien: Entretien) -> str | None:
        return self.axe_le(entretien.accompagnement, entretien.date)

    def de_l_annee(self, unite: str, annee: int) -> list[Entretien]:
        return [e for e in self.par_unite[unite] if e.date.year == annee]
