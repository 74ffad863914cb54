"""The tables of the transfers: asked for, answered, gone; and of what a dossier received still lacks."""

from collections.abc import Collection
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cases.models import Accompagnement, DemandeTransfert, Signalement
from cases.socle.pastilles import RESULTATS, lien_dossier, lien_signalement, pastille_axe
from cases.transferts.views.pastilles import pastille_transfert
from servicesocial.pages.tableaux import ColonneDate, Tableau
from servicesocial.typographie import date_courte


class TableauDemandesRecues(Tableau):
    legende = "Dossiers demandés à vos unités"
    legende_detail = "La demande la plus ancienne en premier"
    cible = RESULTATS
    assure = tables.Column(verbose_name="Personne", orderable=False)
    vers = tables.Column(verbose_name="Unité qui demande", orderable=False)
    demandee_par = tables.Column(verbose_name="Demandé par", orderable=False)
    demandee_le = ColonneDate(verbose_name="Demandé le", orderable=False)
    motif = tables.Column(verbose_name="Motif", orderable=False)
    reponse = tables.Column(verbose_name="Votre réponse", empty_values=(), orderable=False)

    def render_assure(self, record: DemandeTransfert) -> SafeString:
        return lien_dossier(record.assure)

    def render_reponse(self, record: DemandeTransfert) -> SafeString:
        return format_html(
            '<a class="me-3" href="{}">Accepter<span class="visually-hidden"> : {}</span></a>'
            '<a href="{}">Refuser<span class="visually-hidden"> : {}</span></a>',
            reverse("cases:transfert_accepter", args=[record.uuid]),
            record.assure,
            reverse("cases:transfert_refuser", args=[record.uuid]),
            record.assure,
        )


class TableauDemandesEnvoyees(Tableau):
    """Nothing of the dossier asked for: what the unit's own signalement says."""

    legende = "Dossiers que vos unités demandent"
    legende_detail = "La demande la plus ancienne en premier"
    cible = RESULTATS
    personne = tables.Column(verbose_name="Personne", empty_values=(), orderable=False)
    transfert_demande_le = ColonneDate(verbose_name="Demandé le", orderable=False)
    reponse = tables.Column(verbose_name="Réponse", empty_values=(), orderable=False)
    origine = tables.Column(verbose_name="Origine", orderable=False)
    site = tables.Column(verbose_name="Site", orderable=False)

    def render_personne(self, record: Signalement) -> SafeString:
        return lien_signalement(record)

    def render_reponse(self, record: Signalement) -> SafeString | str:
        if record.transfert_repondu_le is None:
            return "En attente"
        return format_html("{} le {}", pastille_transfert(record), date_courte(record.transfert_repondu_le))


class TableauDossiersPartis(Tableau):
    """Neither name nor link: the persons are followed elsewhere."""

    legende = "Dossiers partis de vos unités"
    legende_detail = "Le dernier parti en premier ; ils se lisent désormais dans l’unité qui suit la personne"
    cible = RESULTATS
    le = ColonneDate(verbose_name="Parti le", orderable=False)
    depuis = tables.Column(verbose_name="De", orderable=False)
    vers = tables.Column(verbose_name="Vers", orderable=False)
    par = tables.Column(verbose_name="Décidé par", orderable=False)


class TableauSansReferent(Tableau):
    """`nomme`: the units where the reader names the référents."""

    legende = "Accompagnements sans référent de l’unité"
    legende_detail = "Le plus ancien en premier"
    cible = RESULTATS
    assure = tables.Column(verbose_name="Personne", orderable=False)
    axe_du_jour = tables.Column(verbose_name="Axe", orderable=False)
    ouvert_le = ColonneDate(verbose_name="Ouvert le", orderable=False)
    actuel = tables.Column(verbose_name="Référent jusqu’ici", empty_values=(), orderable=False)
    departement = tables.Column(verbose_name="Unité", orderable=False)
    designer = tables.Column(verbose_name="À faire", empty_values=(), orderable=False)

    def __init__(self, *args: Any, nomme: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nomme = nomme

    def render_assure(self, record: Accompagnement) -> SafeString:
        return lien_dossier(record.assure)

    def render_axe_du_jour(self, value: str) -> SafeString | str:
        return pastille_axe(value)

    def render_actuel(self, record: Accompagnement) -> str:
        return str(record.referents_lus[-1].agent)

    def render_designer(self, record: Accompagnement) -> SafeString | str:
        if record.departement_id not in self.nomme:
            return "Un manager désigne le référent"
        return format_html(
            '<a href="{}">Désigner un référent<span class="visually-hidden"> : {}</span></a>',
            reverse("cases:accompagnement_referent", args=[record.uuid]),
            record.assure,
        )
