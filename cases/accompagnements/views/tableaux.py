"""The table of the accompagnements that an agent follows."""

import datetime

import django_tables2 as tables
from django.utils.safestring import SafeString

from cases.models import Accompagnement, Assure
from cases.socle.pastilles import RESULTATS, lien_dossier, pastille_axe
from servicesocial.pages.tableaux import ColonneDate, Tableau
from servicesocial.typographie import date_courte


class TableauAccompagnements(Tableau):
    """What an agent follows, or what he has lost touch with."""

    legende = "Accompagnements ouverts"
    cible = RESULTATS
    assure = tables.Column(verbose_name="Personne", order_by=("assure__nom_recherche", "id"))
    axe_du_jour = tables.Column(verbose_name="Axe")
    ouvert_le = ColonneDate(verbose_name="Ouvert le")
    dernier_contact = ColonneDate(verbose_name="Dernier contact")
    site = tables.Column(verbose_name="Site", orderable=False)

    def render_assure(self, value: Assure) -> SafeString:
        return lien_dossier(value)

    def render_axe_du_jour(self, value: str) -> SafeString | str:
        return pastille_axe(value)

    def render_dernier_contact(self, value: datetime.date, record: Accompagnement) -> str:
        return "À l’ouverture" if value == record.ouvert_le else date_courte(value)
