"""The table of the bilans."""

import django_tables2 as tables

from reporting.models import Bilan
from servicesocial.pages.tableaux import ColonneDate, Tableau


class TableauBilans(Tableau):
    legende = "Bilans"
    cible = "#resultats"

    departement = tables.Column("Unité", linkify=("reporting:bilan", {"uuid": tables.A("uuid")}))
    annee = tables.Column("Année", attrs={"cell": {"class": "nombre"}})
    version = tables.Column("Version", attrs={"cell": {"class": "nombre"}})
    etat = tables.TemplateColumn(template_name="reporting/bilan/_etat.html", verbose_name="État")
    demande_le = ColonneDate(verbose_name="Demandé le")
    publie_le = ColonneDate(verbose_name="Publié le")

    class Meta:
        model = Bilan
        fields = ("departement", "annee", "version", "etat", "demande_le", "publie_le")
        order_by = ("-annee", "departement", "-version")
