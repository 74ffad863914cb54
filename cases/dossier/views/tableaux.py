"""The table of the dossiers."""

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from cases.models import Assure
from cases.socle.pastilles import lien_dossier, pastille_axe
from servicesocial.pages.tableaux import ColonneDate, Tableau
from servicesocial.typographie import ABSENT, date_courte


class TableauDossiers(Tableau):
    """`suivis` of each row are those that the filter keeps."""

    legende = "Dossiers"
    legende_detail = "Par ordre alphabétique"
    personne = tables.Column(verbose_name="Personne", empty_values=(), orderable=False)
    date_naissance = ColonneDate(verbose_name="Née ou né le", orderable=False, default=ABSENT)
    commune = tables.Column(verbose_name="Commune", orderable=False, default=ABSENT)
    axe = tables.Column(verbose_name="Axe", empty_values=(), orderable=False)
    ouvert_le = tables.Column(verbose_name="Ouvert le", empty_values=(), orderable=False)
    referent = tables.Column(verbose_name="Référent", empty_values=(), orderable=False)
    site = tables.Column(verbose_name="Site", empty_values=(), orderable=False)
    message = tables.Column(verbose_name="Message", empty_values=(), orderable=False)

    def render_personne(self, record: Assure) -> SafeString:
        return lien_dossier(record)

    def render_commune(self, record: Assure) -> str:
        # A list is read over the shoulder: a confidential address is told in the dossier only.
        return "Confidentielle" if record.adresse_confidentielle else str(record.commune)

    def render_axe(self, record: Assure) -> SafeString:
        return format_html_join(" ", "{}", ((pastille_axe(suivi.axe_du_jour),) for suivi in record.suivis))

    def render_ouvert_le(self, record: Assure) -> str:
        return ", ".join(date_courte(suivi.ouvert_le) for suivi in record.suivis)

    def render_referent(self, record: Assure) -> str:
        return _sans_repetition(str(suivi.referents_lus[-1].agent) for suivi in record.suivis)

    def render_message(self, record: Assure) -> SafeString:
        """A link an accompagnement, said with its axis and its person to whoever does not see the row."""
        liens = (
            (reverse("cases:message_laisser", args=[suivi.uuid]), record, suivi.axe_du_jour)
            for suivi in record.suivis
        )
        gabarit = '<a href="{}">Au référent<span class="visually-hidden">, {}, {}</span></a>'
        return format_html_join(" ", gabarit, liens)

    def render_site(self, record: Assure) -> str:
        return _sans_repetition(str(suivi.site) for suivi in record.suivis)


def _sans_repetition(textes: Any) -> str:
    return ", ".join(dict.fromkeys(textes))
