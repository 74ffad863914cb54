"""The table of the calls counted."""

from typing import Any

import django_tables2 as tables

from servicesocial.pages.tableaux import ColonneNombre, Tableau


class TableauAppels(Tableau):
    legende = "Appels par site et campagne"
    site = tables.Column(verbose_name="Site", orderable=False)
    campagne = tables.Column(verbose_name="Campagne", orderable=False, empty_values=())
    recus = ColonneNombre(verbose_name="Reçus", orderable=False)
    recus_traites = ColonneNombre(verbose_name="dont traités", orderable=False)
    passes = ColonneNombre(verbose_name="Passés", orderable=False)
    passes_aboutis = ColonneNombre(verbose_name="dont aboutis", orderable=False)
    total = ColonneNombre(verbose_name="Total", orderable=False)

    def render_campagne(self, value: str, record: Any) -> str:
        return value or ("" if record.site == "Total" else "Hors campagne")
