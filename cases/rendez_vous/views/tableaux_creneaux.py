"""The table of the slots."""

import django_tables2 as tables
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from cases.access.rendez_vous import peut_declarer_creneaux
from cases.models import Creneau
from cases.socle.pastilles import RESULTATS, pastille
from partners.models import Agent
from servicesocial.pages.tableaux import ColonneDate, Tableau
from servicesocial.typographie import heure


class TableauCreneaux(Tableau):
    """`agent`: who reads, and may withdraw."""

    legende = "Créneaux à venir"
    cible = RESULTATS
    agent: Agent
    debut = ColonneDate(verbose_name="Jour", orderable=False)
    heure = tables.Column(verbose_name="Heure", empty_values=(), orderable=False)
    avec = tables.Column(accessor="agent", verbose_name="Avec", orderable=False)
    site = tables.Column(verbose_name="Site", orderable=False)
    mode = tables.Column(verbose_name="Modalité", orderable=False)
    pris = tables.Column(verbose_name="État", orderable=False)
    retirer = tables.Column(verbose_name="Retirer", empty_values=(), orderable=False)

    def render_heure(self, record: Creneau) -> str:
        return f"{heure(timezone.localtime(record.debut))} ({record.duree_minutes} min)"

    def render_pris(self, value: bool) -> SafeString:
        return (
            pastille("Pris", "info", "calendar-check")
            if value
            else pastille("Libre", "succes", "calendar-event")
        )

    def render_retirer(self, record: Creneau) -> SafeString | str:
        if record.pris or not peut_declarer_creneaux(self.agent, record.agent, record.site):
            return ""
        return render_to_string(
            "cases/rendez_vous/_retirer_creneau.html",
            {"creneau": record, "csrf_token": get_token(self.request)},
        )
