"""The tables of the answers to send and of the transfers asked for."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cases.models import DemandeTransfert, Signalement
from cases.views.tableaux import RESULTATS, lien_dossier, pastille_etat
from servicesocial.tableaux import ColonneDate, Tableau


def _lien(signalement: Signalement, nom_url: str) -> SafeString:
    return format_html(
        '<a href="{}" data-file>{}</a>', reverse(nom_url, args=[signalement.uuid]), signalement
    )


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
        return _lien(record, "cases:signalement_reponse")

    def render_a_qui(self, record: Signalement) -> str:
        return str(record.partenaire or record.origine)

    def render_etat(self, record: Signalement) -> SafeString:
        return pastille_etat(record)

    def render_depuis(self, record: Signalement, column: ColonneDate) -> str:
        return column.render(record.clos_le or record.affecte_le)


class TableauDemandesRecues(Tableau):
    legende = "Dossiers demandés à vos unités"
    legende_detail = "La demande la plus ancienne en premier"
    cible = RESULTATS
    assure = tables.Column(verbose_name="Personne", orderable=False)
    vers = tables.Column(verbose_name="Unité qui demande", orderable=False)
    demandee_par = tables.Column(verbose_name="Demandé par", orderable=False)
    demandee_le = ColonneDate(verbose_name="Demandé le", orderable=False)
    motif = tables.Column(verbose_name="Motif", orderable=False)

    def render_assure(self, record: DemandeTransfert) -> SafeString:
        return lien_dossier(record.assure)


class TableauDemandesEnvoyees(Tableau):
    """Nothing of the dossier asked for: what the unit's own signalement says."""

    legende = "Dossiers que vos unités demandent"
    legende_detail = "La demande la plus ancienne en premier"
    cible = RESULTATS
    personne = tables.Column(verbose_name="Personne", empty_values=(), orderable=False)
    transfert_demande_le = ColonneDate(verbose_name="Demandé le", orderable=False)
    origine = tables.Column(verbose_name="Origine", orderable=False)
    site = tables.Column(verbose_name="Site", orderable=False)

    def render_personne(self, record: Signalement) -> SafeString:
        return _lien(record, "cases:signalement")
