"""The sections of the home page that come from the dossiers. Each shows the beginning of lists that have a page."""

import datetime
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from cases.domain.queries import accueil, listes
from cases.domain.queries.referents import sans_referent_de_l_unite
from cases.domain.queries.reponses import reponses_a_envoyer
from cases.domain.queries.transferts import demandes_envoyees, demandes_recues
from cases.models import RendezVous
from cases.views.tableaux import (
    TableauAccompagnements,
    TableauRendezVous,
    TableauSignalements,
    pastille_echeance,
)
from partners.domain.queries.annuaire import equipe
from partners.enums import Profil
from servicesocial.typographie import JOURS_DE_LA_SEMAINE, date_longue

EXTRAIT = 8
RENDEZ_VOUS_MONTRES = 60
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


def section_ass(request: HttpRequest) -> dict[str, Any]:
    agent, jour = request.user, timezone.localdate()
    suivis = _extrait(accueil.mes_accompagnements(agent, jour))
    affectes = _extrait(listes.affectes_a(listes.signalements_du_territoire(agent), agent))
    delai = listes.delai_sans_contact(jour)
    rendez_vous = _extrait(accueil.mes_rendez_vous(agent, jour), RENDEZ_VOUS_MONTRES)
    return {
        "jour": jour,
        "agenda": _agenda(rendez_vous.lignes, jour),
        "rendez_vous": rendez_vous,
        "aujourdhui": sum(_jour(rdv) == jour for rdv in rendez_vous.lignes),
        "brouillons": _extrait(accueil.mes_brouillons(agent)),
        "affectes": affectes,
        "affectes_dits": [(s, pastille_echeance(s.echeance, jour)) for s in affectes.lignes],
        "suivis": suivis,
        "table_suivis": _table_suivis(suivis.lignes, "Mes accompagnements ouverts", "Par ordre alphabétique"),
        "delai": delai,
        "sans_contact": _extrait(accueil.dossiers_sans_contact(agent, jour), 5)
        if delai is not None
        else None,
        "a_informer": _extrait(accueil.personnes_a_informer(agent, jour), 5),
    }


def section_csam(request: HttpRequest) -> dict[str, Any]:
    agent, jour = request.user, timezone.localdate()
    signalements = listes.signalements_du_territoire(agent)
    extrait = _extrait(signalements, 15)
    return {
        "comptes": listes.compter_signalements(signalements, jour),
        "extrait": extrait,
        "table": _table_signalements(extrait.lignes, jour, "Les plus urgents"),
        "a_informer": listes.a_informer(signalements).count(),
        "reponses": reponses_a_envoyer(agent, jour).count(),
        "envoyees": demandes_envoyees(agent).count(),
        "sans_referent": sans_referent_de_l_unite(agent, jour).count(),
    }


def section_secretariat(request: HttpRequest) -> dict[str, Any]:
    agent, jour = request.user, timezone.localdate()
    extrait = _extrait(listes.du_jour(listes.rendez_vous_des_sites(agent), jour), 25)
    table = TableauRendezVous(extrait.lignes)
    table.cible = ""
    semaine = listes.rendez_vous_par_jour(agent, jour)
    return {
        "jour": jour,
        "extrait": extrait,
        "table": table,
        "semaine": [(date, _libelle(date, jour), nombre) for date, nombre in semaine.items()],
    }


def section_manager(request: HttpRequest) -> dict[str, Any]:
    agent, jour = request.user, timezone.localdate()
    unites = agent.unites(Profil.MANAGER)
    return {
        "jour": jour,
        "attente": listes.attente_par_site(agent, unites, jour),
        "recues": demandes_recues(agent).count(),
        "envoyees": demandes_envoyees(agent).count(),
        "sans_referent": sans_referent_de_l_unite(agent, jour).count(),
        "equipe": _par_lieu(equipe(unites, jour).filter(region=None)[:EQUIPE_MONTREE]),
        "remplacements": listes.remplacements_du_jour(unites, jour),
    }


def _jour(rendez_vous: RendezVous) -> datetime.date:
    return timezone.localdate(rendez_vous.debut)


def _agenda(lignes: list[RendezVous], jour: datetime.date) -> list[tuple[str, list[RendezVous]]]:
    """The appointments under the name of their day; today is there even when it is free."""
    jours = {date: list(groupe) for date, groupe in groupby(lignes, key=_jour)}
    return [(_libelle(date, jour), groupe) for date, groupe in ({jour: []} | jours).items()]


def _libelle(date: datetime.date, jour: datetime.date) -> str:
    """« Aujourd'hui », « Demain », then the day without its year: they are days of this week."""
    proches = {0: "Aujourd’hui", 1: "Demain"}
    return (
        proches.get((date - jour).days)
        or f"{JOURS_DE_LA_SEMAINE[date.weekday()].capitalize()} {date_longue(date)[:-5]}"
    )


def _table_signalements(lignes: list[Any], jour: datetime.date, legende: str) -> TableauSignalements:
    table = TableauSignalements(lignes, jour=jour, orderable=False)
    table.legende = legende
    return table


def _table_suivis(lignes: list[Any], legende: str, detail: str) -> TableauAccompagnements:
    table = TableauAccompagnements(lignes, orderable=False)
    table.legende, table.legende_detail = legende, detail
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
