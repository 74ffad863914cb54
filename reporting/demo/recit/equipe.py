"""The people who work in the units, by dated affectation, so that 31/12 counts exactly the team (F9).

Serves the published team, and gives the demonstration its accounts.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from reporting.demo.recit.hasard import UN_JOUR, Calendrier, Hasard
from reporting.demo.recit.identites import EtatCivil
from reporting.demo.recit.lieux import Unite, abrege
from reporting.demo.recit.modele import Agent, Jour, Ligne, Poste, Site

METIERS = {
    "managers": ("manager", "MANAGER"),
    "ass": ("ass", "ASS"),
    "csam": ("csam", "CSAM"),
    "secretariat": ("secretariat", "SECRETARIAT"),
    "conseillers_experts": ("conseiller-expert", "ASS"),
    "charges_expertise": ("charge-expertise", "ASS"),
    "charges_mission": ("charge-mission", "SECRETARIAT"),
    "stagiaires": ("stagiaire", "CSAM"),
}
# Account of the demo -> function that counts it in the unit's team.
COMPTES = {"ass": "ass", "csam": "csam", "manager": "managers", "secretariat": "secretariat"}
SUR_UN_SITE = frozenset(("ass", "csam", "stagiaires"))
PASSAGES = 22
DOMAINE = "example.org"


class Annuaire:
    """Every agent of the folder, each with an address of his own."""

    def __init__(self, alea: Hasard, etat_civil: EtatCivil) -> None:
        self._alea, self._etat_civil = alea, etat_civil
        self.agents: dict[str, Agent] = {}
        self.postes: list[Poste] = []

    def creer(self, courriel: str | None = None) -> Agent:
        prenom = self._etat_civil.prenom("F" if self._alea.random() < 0.86 else "H")
        nom = self._etat_civil.nom()
        base = f"{abrege(prenom)}.{abrege(nom)}"
        adresse, n = courriel or f"{base}@{DOMAINE}", 2
        while adresse in self.agents:
            adresse, n = f"{base}{n}@{DOMAINE}", n + 1
        self.agents[adresse] = agent = Agent(adresse, prenom, nom)
        return agent

    def affecter(self, poste: Poste) -> Poste:
        self.postes.append(poste)
        return poste


@dataclass(slots=True)
class Equipe:
    """The teams of a perimeter. `ass` and `csam`: who is there all along, by site; `anciens`: who left in the year."""

    ass: dict[str, list[Agent]] = field(default_factory=dict)
    csam: dict[str, list[Agent]] = field(default_factory=dict)
    anciens: dict[str, list[tuple[Agent, Jour]]] = field(default_factory=dict)
    managers: dict[str, Agent] = field(default_factory=dict)
    comptes: dict[tuple[str, str], Agent] = field(default_factory=dict)


@dataclass(slots=True)
class Recrutement:
    """What building a team needs."""

    alea: Hasard
    calendrier: Calendrier
    annuaire: Annuaire
    annee: int
    unites: list[Unite]
    sites: list[Site]
    partages: list[Agent] = field(default_factory=list)

    def site_de(self, rang: int) -> Site:
        return self.sites[rang % len(self.sites)]

    @property
    def dernier_jour(self) -> Jour:
        return datetime.date(self.annee, 12, 31)


def composer(besoin: Recrutement, effectifs: dict[str, int]) -> Equipe:
    """The team counted on 31/12, then those whom only a wrong reading would count.

    `besoin.partages`: agents of another unit who work here too: they count in each (F9).
    """
    equipe = Equipe()
    for fonction, effectif in effectifs.items():
        for rang in range(effectif):
            _recruter(besoin, equipe, fonction, rang)
    _completer_comptes(besoin, equipe)
    _assurer_presence(besoin, equipe)
    _seconds_sites(besoin, equipe)
    _passages(besoin, equipe)
    return equipe


def _recruter(besoin: Recrutement, equipe: Equipe, fonction: str, rang: int) -> None:
    site = besoin.site_de(rang)
    unite = site.unite if fonction in SUR_UN_SITE else besoin.unites[rang % len(besoin.unites)].code
    agent = None
    if fonction == "ass" and besoin.partages and rang >= len(besoin.sites):
        agent = besoin.partages.pop()
    if agent is None:
        agent = besoin.annuaire.creer(_courriel_compte(besoin, equipe, fonction, unite))
    _noter_compte(equipe, fonction, unite, agent)
    metier, profil = METIERS[fonction]
    poste = Poste(agent, profil, metier, _embauche(besoin))
    if fonction in SUR_UN_SITE:
        poste.site = site
    else:
        poste.unite = unite
    if fonction == "stagiaires":
        poste.du, poste.au = datetime.date(besoin.annee, 10, 2), datetime.date(besoin.annee + 1, 5, 31)
    besoin.annuaire.affecter(poste)
    _ranger(equipe, fonction, site, unite, agent)


def _ranger(equipe: Equipe, fonction: str, site: Site, unite: str, agent: Agent) -> None:
    if fonction == "ass":
        equipe.ass.setdefault(site.code, []).append(agent)
    elif fonction == "csam":
        equipe.csam.setdefault(site.unite, []).append(agent)
    elif fonction == "managers":
        equipe.managers.setdefault(unite, agent)


def _embauche(besoin: Recrutement) -> Jour:
    annee = besoin.annee - besoin.alea.randint(3, 14)
    return datetime.date(annee, besoin.alea.choice((1, 2, 4, 5, 9, 10)), 1)


def _courriel_compte(besoin: Recrutement, equipe: Equipe, fonction: str, unite: str) -> str | None:
    compte = next((nom for nom, f in COMPTES.items() if f == fonction), None)
    if compte is None or (compte, unite) in equipe.comptes:
        return None
    nom = next(u.cle for u in besoin.unites if u.code == unite)
    return f"{compte}.{nom}@{DOMAINE}"


def _noter_compte(equipe: Equipe, fonction: str, unite: str, agent: Agent) -> None:
    compte = next((nom for nom, f in COMPTES.items() if f == fonction), None)
    if compte is not None:
        equipe.comptes.setdefault((compte, unite), agent)


def _completer_comptes(besoin: Recrutement, equipe: Equipe) -> None:
    """The demo's account of a function that the team of the year does not have: hired after 31/12."""
    for unite in besoin.unites:
        site = next((s for s in besoin.sites if s.unite == unite.code), None)
        for compte, fonction in COMPTES.items():
            if (compte, unite.code) in equipe.comptes or (site is None and fonction in SUR_UN_SITE):
                continue
            agent = besoin.annuaire.creer(f"{compte}.{unite.cle}@{DOMAINE}")
            metier, profil = METIERS[fonction]
            poste = Poste(agent, profil, metier, besoin.dernier_jour + UN_JOUR)
            if fonction in SUR_UN_SITE:
                poste.site = site
            else:
                poste.unite = unite.code
            besoin.annuaire.affecter(poste)
            equipe.comptes[compte, unite.code] = agent
            if fonction == "managers":
                equipe.managers.setdefault(unite.code, agent)


def _assurer_presence(besoin: Recrutement, equipe: Equipe) -> None:
    """Each site has ASS and each unit CSAM all along; where the team counts none, on dates that avoid 31/12."""
    for site in besoin.sites:
        if not equipe.ass.get(site.code):
            equipe.ass[site.code] = [_hors_31_decembre(besoin, "ass", site) for _ in range(2)]
        if not equipe.csam.get(site.unite):
            equipe.csam[site.unite] = [_hors_31_decembre(besoin, "csam", site)]


def _hors_31_decembre(besoin: Recrutement, fonction: str, site: Site) -> Agent:
    agent = besoin.annuaire.creer()
    metier, profil = METIERS[fonction]
    besoin.annuaire.affecter(
        Poste(agent, profil, metier, _embauche(besoin), besoin.dernier_jour - UN_JOUR, site=site)
    )
    besoin.annuaire.affecter(Poste(agent, profil, metier, besoin.dernier_jour + 2 * UN_JOUR, site=site))
    return agent


def _seconds_sites(besoin: Recrutement, equipe: Equipe) -> None:
    """Agents who also work on another site of their unit: one person in the team, two affectations."""
    par_code = {site.code: site for site in besoin.sites}
    for code, agents in equipe.ass.items():
        autres = [s for s in besoin.sites if s.unite == par_code[code].unite and s.code != code]
        if not autres or any(poste.au for poste in besoin.annuaire.postes if poste.agent is agents[-1]):
            continue
        for agent in agents[1:] if len(agents) > 1 else agents[:0]:
            besoin.annuaire.affecter(
                Poste(agent, "ASS", "ass", _embauche(besoin), site=besoin.alea.choice(autres))
            )


def _passages(besoin: Recrutement, equipe: Equipe) -> None:
    """Who had left on 31/12 and who came after: in no team of the year."""
    alea, annee = besoin.alea, besoin.annee
    for rang in range(PASSAGES):
        site = besoin.site_de(rang)
        fonction = ("ass", "csam", "stagiaires", "ass")[rang % 4]
        metier, profil = METIERS[fonction]
        parti_le = besoin.calendrier.tirer(alea, datetime.date(annee, 2, 1), datetime.date(annee, 12, 29))
        parti = besoin.annuaire.creer()
        debut = datetime.date(annee - alea.randint(3, 8), alea.choice((1, 3, 9)), 1)
        besoin.annuaire.affecter(Poste(parti, profil, metier, debut, parti_le, site=site))
        if fonction == "ass":
            equipe.anciens.setdefault(site.code, []).append((parti, parti_le))
        arrive_le = datetime.date(annee + 1, 1, 1) + alea.randint(0, 150) * UN_JOUR
        besoin.annuaire.affecter(Poste(besoin.annuaire.creer(), profil, metier, arrive_le, site=site))


def absences(equipe: Equipe, unites: Sequence[Unite], sites: Sequence[Site], jour: Jour) -> list[Ligne]:
    """On the day of the demonstration, an ASS of each unit is away and the account of the demo replaces her.

    Who works here and when comes by the import alone: no act of the service declares an absence.
    """
    lignes: list[Ligne] = []
    comptes = set(equipe.comptes.values())
    for unite in unites:
        titulaire = equipe.comptes.get(("ass", unite.code))
        presents = [a for site in sites if site.unite == unite.code for a in equipe.ass.get(site.code, ())]
        absente = next((agent for agent in presents if agent not in comptes), None)
        if titulaire is not None and absente is not None:
            lignes.append(
                {
                    "remplace": absente.courriel,
                    "remplacant": titulaire.courriel,
                    "du": jour - 2 * UN_JOUR,
                    "au": jour + 9 * UN_JOUR,
                }
            )
    return lignes


def affecter_regions(annuaire: Annuaire, regions: set[str], annee: int) -> None:
    """The accounts of the région and of the administrator, after the calibrated years: in no team of theirs."""
    for compte, profil in (("region", "REGION"), ("admin", "ADMINISTRATEUR")):
        agent = annuaire.creer(f"{compte}@{DOMAINE}")
        for region in sorted(regions):
            annuaire.affecter(
                Poste(agent, profil, "charge-mission", datetime.date(annee + 1, 1, 1), region=region)
            )
