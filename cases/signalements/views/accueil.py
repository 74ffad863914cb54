"""What the signalements say on the home page of a CSAM."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from cases.signalements.queries.file_d_attente import compter_signalements, signalements_du_territoire
from cases.signalements.views.tableaux import TableauSignalements
from cases.socle.extrait import extraire
from cases.socle.tuiles import tuiles_de
from partners.enums import Profil

MONTRES = 15


def section_csam(request: HttpRequest) -> dict[str, Any]:
    agent, jour = request.user, timezone.localdate()
    signalements = signalements_du_territoire(agent)
    extrait = extraire(signalements, MONTRES)
    table = TableauSignalements(extrait.lignes, jour=jour, orderable=False)
    table.legende = "Les plus urgents"
    return {
        "comptes": compter_signalements(signalements, jour),
        "extrait": extrait,
        "table": table,
        "tuiles": tuiles_de(Profil.CSAM, agent, jour),
    }
