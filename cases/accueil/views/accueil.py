"""The sections of the home page that come from the dossiers. Each shows the beginning of lists that have a page."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from cases.accompagnements.queries.referents import sans_referent_de_l_unite
from cases.accueil.queries.equipe import remplacements_du_jour
from cases.accueil.views.journee import libelle_du_jour
from cases.rendez_vous.queries.listes import du_jour, rendez_vous_des_sites, rendez_vous_par_jour
from cases.rendez_vous.views.tableaux import TableauRendezVous
from cases.signalements.queries.listes import (
    a_informer,
    attente_par_site,
    compter_signalements,
    signalements_du_territoire,
)
from cases.signalements.queries.reponses import reponses_a_envoyer
from cases.signalements.views.tableaux import TableauSignalements
from cases.transferts.queries.transferts import demandes_envoyees, demandes_recues
from partners.domain.queries.annuaire import equipe
from partners.enums import Profil

EXTRAIT = 8
EQUIPE_MONTREE = 80


@dataclass(frozen=True)
class Extrait:
    """The first rows of a list, and its length."""

    lignes: list[Any]
    total: int

    @property
    def reste(self) -> int:
        return self.total - len(self.lignes)


def _extrait(lignes: QuerySet, nombre: int = EXTRAIT) -> Extrait:
    return Extrait(list(lignes[:nombre]), lignes.count())


def section_csam(request: HttpRequest) -> dict[str, Any]:
    agent, jour = request.user, timezone.localdate()
    signalements = signalements_du_territoire(agent)
    extrait = _extrait(signalements, 15)
    return {
        "comptes": compter_signalements(signalements, jour),
        "extrait": extrait,
        "table": _table_signalements(extrait.lignes, jour, "Les plus urgents"),
        "a_informer": a_informer(signalements).count(),
        "reponses": reponses_a_envoyer(agent, jour).count(),
        "envoyees": demandes_envoyees(agent).count(),
        "sans_referent": sans_referent_de_l_unite(agent, jour).count(),
    }


def section_secretariat(request: HttpRequest) -> dict[str, Any]:
    agent, jour = request.user, timezone.localdate()
    extrait = _extrait(du_jour(rendez_vous_des_sites(agent), jour), 25)
    table = TableauRendezVous(extrait.lignes)
    table.cible = ""
    semaine = rendez_vous_par_jour(agent, jour)
    return {
        "jour": jour,
        "extrait": extrait,
        "table": table,
        "semaine": [(date, libelle_du_jour(date, jour), nombre) for date, nombre in semaine.items()],
    }


def section_manager(request: HttpRequest) -> dict[str, Any]:
    agent, jour = request.user, timezone.localdate()
    unites = agent.unites(Profil.MANAGER)
    return {
        "jour": jour,
        "attente": attente_par_site(agent, unites, jour),
        "recues": demandes_recues(agent).count(),
        "envoyees": demandes_envoyees(agent).count(),
        "sans_referent": sans_referent_de_l_unite(agent, jour).count(),
        "equipe": _par_lieu(equipe(unites, jour).filter(region=None)[:EQUIPE_MONTREE]),
        "remplacements": remplacements_du_jour(unites, jour),
    }


def _table_signalements(lignes: list[Any], jour: datetime.date, legende: str) -> TableauSignalements:
    table = TableauSignalements(lignes, jour=jour, orderable=False)
    table.legende = legende
    return table


def _par_lieu(affectations: QuerySet) -> list[tuple[str, list[tuple[str, str]]]]:
    """Who works where today: place by place, the names of each métier."""
    par_lieu: dict[str, dict[str, list[str]]] = {}
    for affectation in affectations:
        metiers = par_lieu.setdefault(str(affectation.lieu), {})
        metiers.setdefault(str(affectation.metier), []).append(str(affectation.agent))
    return [
        (lieu, [(metier, ", ".join(noms)) for metier, noms in sorted(metiers.items())])
        for lieu, metiers in sorted(par_lieu.items())
    ]
