"""The table of the rendez-vous of a day."""

import datetime

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cases.enums import EtatRendezVous
from cases.models import RendezVous
from cases.socle.pastilles import RESULTATS, lien_personne, pastille
from servicesocial.pages.tableaux import Tableau
from servicesocial.typographie import heure

ASPECT_DU_RENDEZ_VOUS = {
    EtatRendezVous.PREVU: ("info", "calendar-event"),
    EtatRendezVous.HONORE: ("succes", "check-circle"),
    EtatRendezVous.ABSENT: ("attention", "calendar-x"),
    EtatRendezVous.DEPLACE: ("neutre", "arrow-repeat"),
    EtatRendezVous.ANNULE: ("neutre", "x-circle"),
}


class TableauRendezVous(Tableau):
    legende = "Rendez-vous du jour"
    cible = RESULTATS
    debut = tables.Column(verbose_name="Heure", orderable=False)
    personne = tables.Column(verbose_name="Personne", empty_values=(), orderable=False)
    agent = tables.Column(verbose_name="Avec", orderable=False)
    mode = tables.Column(verbose_name="Modalité", orderable=False)
    site = tables.Column(verbose_name="Site", orderable=False)
    etat = tables.Column(verbose_name="État", orderable=False)

    def render_debut(self, value: datetime.datetime, record: RendezVous) -> SafeString:
        return format_html(
            '<a href="{}">{}</a>',
            reverse("cases:rendez_vous_lu", args=[record.uuid]),
            heure(timezone.localtime(value)),
        )

    def render_personne(self, record: RendezVous) -> SafeString:
        return lien_personne(record)

    def render_etat(self, record: RendezVous) -> SafeString:
        return pastille(record.get_etat_display(), *ASPECT_DU_RENDEZ_VOUS[EtatRendezVous(record.etat)])
