"""The table of the answers to send."""

import django_tables2 as tables
from django.utils.safestring import SafeString

from cases.models import Signalement
from cases.signalements.views.tableaux import pastille_etat
from cases.socle.pastilles import RESULTATS, lien_signalement
from servicesocial.pages.tableaux import ColonneDate, Tableau


class TableauReponses(Tableau):
    legende = "Réponses à envoyer"
    legende_detail = "La suite la plus ancienne en premier"
    cible = RESULTATS
    personne = tables.Column(verbose_name="Personne", empty_values=(), orderable=False)
    a_qui = tables.Column(verbose_name="À qui répondre", empty_values=(), orderable=False)
    etat = tables.Column(verbose_name="Suite", orderable=False)
    depuis = ColonneDate(verbose_name="Depuis le", accessor="pk", orderable=False)
    site = tables.Column(verbose_name="Site", orderable=False)

    def render_personne(self, record: Signalement) -> SafeString:
        return lien_signalement(record, "cases:signalement_reponse")

    def render_a_qui(self, record: Signalement) -> str:
        return str(record.partenaire or record.origine)

    def render_etat(self, record: Signalement) -> SafeString:
        return pastille_etat(record)

    def render_depuis(self, record: Signalement, column: ColonneDate) -> str:
        return column.render(record.clos_le or record.affecte_le)
