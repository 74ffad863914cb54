"""Who plays in a unit: its accounts of the demonstration, their colleagues, and the hours that they have taken.

Serves no published figure: every act of the scene is done by an agent whose affectation allows it on that day.
"""

import datetime
import uuid
from dataclasses import dataclass, field
from typing import TypeVar, cast

from django.db.models import Model

from cases.models import Remplacement
from partners.domain.queries.annuaire import communes_servies
from partners.enums import Profil
from partners.models import Affectation, Agent, Commune, Departement, Site
from reporting.demo.recit.contexte import Contexte, Perimetre
from reporting.demo.recit.hasard import UN_JOUR, Calendrier, Hasard
from reporting.demo.recit.identites import EtatCivil
from reporting.demo.scene.horloge import instant
from reporting.demo.scene.personnes import Identite, inventer

M = TypeVar("M", bound=Model)

RECUL = 250
# Enough for a table to be varied.
COMMUNES = 40
HEURES = (9, 10, 11, 14, 15, 16)


@dataclass(frozen=True, slots=True)
class Ampleur:
    """How many of each thing are played. `suivis`: people who came of late; `attente`: signalements that wait.

    `anciens`: people whose accompagnement the recit left open.
    """

    suivis: int
    anciens: int
    attente: int
    actions: int
    brouillons: int
    jours_d_appels: int


@dataclass(slots=True)
class Troupe:
    """`debut`: the first day played, `jour`: that of the demonstration. `postes`: the ASS and the site of each."""

    unite: Departement
    debut: datetime.date
    jour: datetime.date
    ampleur: Ampleur
    alea: Hasard
    calendrier: Calendrier
    etat_civil: EtatCivil
    titulaire: Agent
    lieu: Site
    csam: Agent
    postes: list[tuple[Agent, Site]]
    conseillers: dict[int, Agent]
    absent: tuple[Agent, Site] | None = None
    _prises: set[tuple[int, datetime.datetime]] = field(default_factory=set)
    _listes: dict[tuple[type[Model], str], Model] = field(default_factory=dict)
    _communes: dict[int, list[Commune]] = field(default_factory=dict)

    @property
    def sites(self) -> list[Site]:
        """Those where somebody triages."""
        return list({site.pk: site for _, site in self.postes if site.pk in self.conseillers}.values())

    @property
    def veille(self) -> datetime.date:
        return self.jour - UN_JOUR

    def poste_de(self, agent: Agent) -> Agent | None:
        """The object of the troupe that is this ASS; None when he is not of it."""
        return next((un for un, _ in self.postes if un == agent), None)

    def assistants(self, site: Site) -> list[Agent]:
        return [agent for agent, lieu in self.postes if lieu.pk == site.pk]

    def quelqu_un(self, site: Site) -> Identite:
        if site.pk not in self._communes:
            self._communes[site.pk] = list(communes_servies(site, self.jour)[:COMMUNES])
        return inventer(self.alea, self.etat_civil, self._communes[site.pk], self.unite.pk, self.jour)

    def identifiant(self) -> uuid.UUID:
        """That of an act which a second sending would not do twice."""
        return uuid.UUID(self.alea.uuid())

    def liste(self, modele: type[M], code: str) -> M:
        """The row of a reference list."""
        cle = (modele, code)
        if cle not in self._listes:
            self._listes[cle] = modele._default_manager.get(code=code)
        return cast("M", self._listes[cle])

    def ouvre(self, du: datetime.date, au: datetime.date) -> datetime.date:
        """A working day of the period."""
        return self.calendrier.tirer(self.alea, du, max(du, au))

    def heure_libre(self, agent: Agent, jour: datetime.date) -> datetime.datetime | None:
        """An hour of that day when the agent receives nobody yet; it is his no longer."""
        libres = [h for heure in HEURES if (agent.pk, h := instant(jour, heure)) not in self._prises]
        if not libres:
            return None
        heure = self.alea.choice(libres)
        self._prises.add((agent.pk, heure))
        return heure


def reunir(contexte: Contexte, perimetre: Perimetre, unite: Departement, ampleur: Ampleur) -> Troupe | None:
    """None when the published year has just ended (there is no present yet), or when nobody can play."""
    debut = max(contexte.date - RECUL * UN_JOUR, perimetre.jour(1, 1, 1))
    comptes = {p: _compte(perimetre, unite, p) for p in ("ass", "csam")}
    titulaire, csam = comptes["ass"], comptes["csam"]
    if (contexte.date - debut).days < 10 or titulaire is None or csam is None:
        return None
    postes = _en_poste(unite, Profil.ASS, debut)
    lieu = next((site for agent, site in postes if agent == titulaire), None)
    conseillers: dict[int, Agent] = {}
    # The account of the demonstration first, where he works.
    for agent, site in sorted(_en_poste(unite, Profil.CSAM, debut), key=lambda poste: poste[0] != csam):
        conseillers.setdefault(site.pk, agent)
    if lieu is None or lieu.pk not in conseillers:
        return None
    absence = Remplacement.objects.en_cours(contexte.date).filter(remplacant=titulaire).first()
    return Troupe(
        unite,
        debut,
        contexte.date,
        ampleur,
        Hasard(contexte.alea.getrandbits(32)),
        contexte.calendrier,
        contexte.etat_civil,
        # One object an agent: what he may do is read once.
        titulaire=next(agent for agent, _ in postes if agent == titulaire),
        lieu=lieu,
        csam=next((agent for agent in conseillers.values() if agent == csam), csam),
        postes=postes,
        conseillers=conseillers,
        absent=next((poste for poste in postes if absence and poste[0].pk == absence.remplace_id), None),
    )


def _compte(perimetre: Perimetre, unite: Departement, profil: str) -> Agent | None:
    compte = perimetre.equipe.comptes.get((profil, unite.pk))
    return Agent.objects.filter(email=compte.courriel).first() if compte else None


def _en_poste(unite: Departement, profil: Profil, depuis: datetime.date) -> list[tuple[Agent, Site]]:
    """On a site of the unit all along, from that day on."""
    lignes = Affectation.objects.en_cours(depuis).filter(
        site__departement=unite, profil=profil, au=None, agent__is_active=True
    )
    agents: dict[int, Agent] = {}
    return [
        (agents.setdefault(ligne.agent_id, ligne.agent), ligne.site)
        for ligne in lignes.select_related("agent", "site").order_by("pk")
        if ligne.site is not None
    ]
