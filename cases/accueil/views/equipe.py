"""What a manager reads on the home page: what waits in the units, and who works there today."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from cases.accueil.queries.equipe import remplacements_du_jour
from cases.signalements.queries.file_d_attente import attente_par_site
from cases.socle.tuiles import tuiles_de
from partners.domain.queries.annuaire import equipe
from partners.enums import Profil

EQUIPE_MONTREE = 80


def section_manager(request: HttpRequest) -> dict[str, Any]:
    agent, jour = request.user, timezone.localdate()
    unites = agent.unites(Profil.MANAGER)
    return {
        "jour": jour,
        "attente": attente_par_site(agent, unites, jour),
        "tuiles": tuiles_de(Profil.MANAGER, agent, jour),
        "equipe": _par_lieu(equipe(unites, jour).filter(region=None)[:EQUIPE_MONTREE]),
        "remplacements": remplacements_du_jour(unites, jour),
    }


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
