"""The tables of the annuaire."""

from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from partners.enums import Profil
from partners.models import Affectation, Partenaire, Site
from partners.models.base import Datee
from servicesocial.pages.tableaux import ColonneDate, ColonneNombre, Tableau
from servicesocial.telephone import ecrire_telephone
from servicesocial.templatetags.composants import badge_statut
from servicesocial.typographie import ABSENT, date_courte

RESULTATS = "#resultats"


def pastille(texte: str, ton: str, icone: str = "") -> SafeString:
    return render_to_string("composants/badge_statut.html", badge_statut(texte, ton, icone))


def pastille_de_validite(objet: Datee, jour: Any) -> SafeString | str:
    """Nothing for what is open without an end; otherwise when it closes or closed."""
    if objet.valide_au is None:
        return ""
    if objet.valide_au < jour:
        return pastille(f"Fermé depuis le {date_courte(objet.valide_au)}", "neutre", "slash-circle")
    return pastille(f"Ferme le {date_courte(objet.valide_au)}", "attention", "clock")


class TableauAnnuaire(Tableau):
    """A table of rows that close; whether they are closed is said at the day of the reader."""

    cible = RESULTATS

    def __init__(self, *args: Any, jour: Any, **kwargs: Any) -> None:
        self.jour = jour
        super().__init__(*args, **kwargs)


class TableauSites(TableauAnnuaire):
    legende = "Sites"
    nom = tables.Column(linkify=("partners:site", {"uuid": tables.A("uuid")}), verbose_name="Site")
    departement = tables.Column(verbose_name="Unité")
    commune = tables.Column(verbose_name="Commune", default=ABSENT)
    telephone = tables.Column(verbose_name="Téléphone", orderable=False, default=ABSENT)
    nombre_points = ColonneNombre(verbose_name="Points d’accueil", orderable=False)
    nombre_communes = ColonneNombre(verbose_name="Communes servies", orderable=False)
    validite = tables.Column(verbose_name="État", empty_values=(), orderable=False)

    def render_telephone(self, value: str) -> str:
        return ecrire_telephone(value)

    def render_validite(self, record: Site) -> SafeString | str:
        return pastille_de_validite(record, self.jour) or pastille("Ouvert", "succes")


class TableauPartenaires(TableauAnnuaire):
    legende = "Partenaires"
    nom = tables.Column(
        linkify=("partners:partenaire", {"uuid": tables.A("uuid")}), verbose_name="Partenaire"
    )
    type = tables.Column(verbose_name="Type")
    unites = tables.Column(verbose_name="Unités", empty_values=(), orderable=False)
    commune = tables.Column(verbose_name="Commune", default=ABSENT)
    telephone = tables.Column(verbose_name="Téléphone", orderable=False, default=ABSENT)
    validite = tables.Column(verbose_name="État", empty_values=(), orderable=False)

    def render_telephone(self, value: str) -> str:
        return ecrire_telephone(value)

    def render_unites(self, record: Partenaire) -> str:
        return ", ".join(unite.code for unite in record.departements.all())

    def render_validite(self, record: Partenaire) -> SafeString | str:
        return pastille_de_validite(record, self.jour) or pastille("Ouvert", "succes")


class TableauEquipe(Tableau):
    legende = "Équipe du jour"
    legende_detail = "Une ligne par affectation en cours aujourd’hui"
    cible = RESULTATS
    agent = tables.Column(verbose_name="Agent", order_by=("agent__nom", "agent__prenom"))
    metier = tables.Column(verbose_name="Métier")
    lieu = tables.Column(verbose_name="Site ou unité", orderable=False)
    unite = tables.Column(verbose_name="Unité", empty_values=(), orderable=False)
    du = ColonneDate(verbose_name="Depuis le")
    exporte = tables.Column(verbose_name="Export de listes", orderable=False)

    def render_exporte(self, value: bool, record: Affectation) -> SafeString | str:
        """Only an ASS has a list to export."""
        if record.profil != Profil.ASS:
            return ABSENT
        adresse = reverse("partners:equipe_export", args=[record.agent.uuid])
        dit = pastille("Autorisé", "succes") if value else ""
        geste = "Retirer" if value else "Autoriser"
        gabarit = '{} <a href="{}">{}<span class="visually-hidden">, {}</span></a>'
        return format_html(gabarit, dit, adresse, geste, record.agent)

    def render_unite(self, record: Affectation) -> str:
        if record.site is not None:
            return str(record.site.departement)
        return str(record.departement or record.region)
