"""What the rendez-vous say on the home page of a secretariat."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from cases.rendez_vous.queries.rendez_vous import du_jour, rendez_vous_des_sites, rendez_vous_par_jour
from cases.rendez_vous.views.presentation import libelle_du_jour
from cases.rendez_vous.views.tableaux import TableauRendezVous
from cases.socle.extrait import extraire

MONTRES = 25


def section_secretariat(request: HttpRequest) -> dict[str, Any]:
    agent, jour = request.user, timezone.localdate()
    extrait = extraire(du_jour(rendez_vous_des_sites(agent), jour), MONTRES)
    table = TableauRendezVous(extrait.lignes)
    table.cible = ""
    semaine = rendez_vous_par_jour(agent, jour)
    return {
        "jour": jour,
        "extrait": extrait,
        "table": table,
        "semaine": [(date, libelle_du_jour(date, jour), nombre) for date, nombre in semaine.items()],
    }
