"""The table of the signalements that wait, and what its cells say."""

import datetime
from collections.abc import Collection
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from cases.enums import EtatSignalement
from cases.models import Signalement
from cases.rules.promesse import promesse_en_clair
from cases.socle.pastilles import RESULTATS, pastille, pastille_echeance, pastille_refus, pastille_urgence
from cases.transferts.views.pastilles import pastille_transfert
from servicesocial.pages.tableaux import ColonneDate, Tableau
from servicesocial.typographie import ABSENT, date_courte, heure, insecable

ASPECT_DU_SIGNALEMENT = {
    EtatSignalement.RECU: ("attention", "inbox"),
    EtatSignalement.QUALIFIE: ("info", "clipboard-check"),
    EtatSignalement.AFFECTE: ("succes", "person-check"),
    EtatSignalement.CONVERTI: ("succes", "check-circle"),
    EtatSignalement.RATTACHE: ("succes", "arrow-left-right"),
    EtatSignalement.REPONDU: ("succes", "chat-left-text"),
    EtatSignalement.REORIENTE: ("neutre", "arrow-up-right"),
    EtatSignalement.SANS_SUITE: ("neutre", "x-circle"),
    EtatSignalement.DOUBLON: ("neutre", "clipboard"),
}


def pastille_etat(signalement: Signalement) -> SafeString:
    etat = EtatSignalement(signalement.etat)
    dit = pastille(etat.label, *ASPECT_DU_SIGNALEMENT[etat])
    if not signalement.a_verifier:
        return dit
    return format_html("{} {}", dit, pastille("Par formulaire, à vérifier", "attention", "envelope"))


def promesse(signalement: Signalement) -> str:
    """Which promise its deadline is. The queue and the page read it with avec_promesse."""
    heures = getattr(signalement, "heures_contact", None)
    return promesse_en_clair(signalement.recu_le, signalement.echeance, heures)


class TableauSignalements(Tableau):
    legende = "Signalements à traiter"
    legende_detail = "Les urgences, puis l’échéance la plus proche"
    cible = RESULTATS
    personne = tables.Column(verbose_name="Personne", empty_values=(), orderable=False)
    echeance = tables.Column(verbose_name="Échéance")
    etat = tables.Column(verbose_name="État", orderable=False)
    recu_le = ColonneDate(verbose_name="Reçu le")
    origine = tables.Column(verbose_name="Origine", orderable=False)
    pris = tables.Column(verbose_name="Pris en charge", empty_values=(), orderable=False)
    site = tables.Column(verbose_name="Site", orderable=False)

    def __init__(
        self,
        *args: Any,
        jour: datetime.date,
        suite: str = "",
        choisir: bool = False,
        choisis: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        """`suite` is added to the addresses (file_d_attente.py); `choisir` puts a box before each name."""
        self.jour, self.suite, self.choisir, self.choisis = jour, suite, choisir, choisis
        super().__init__(*args, **kwargs)

    def render_personne(self, record: Signalement) -> SafeString:
        adresse = reverse("cases:signalement", args=[record.uuid]) + self.suite
        pastilles = [pastille_urgence(record.urgent), pastille_refus(record.refus_le)]
        lien = format_html(
            '<a href="{}" data-file>{}</a> {}', adresse, record, format_html_join(" ", "{}", zip(pastilles))
        )
        if not self.choisir:
            return lien
        valeur = f"{record.uuid}:{record.etat}"
        return format_html(
            '<span class="choix"><input class="form-check-input" type="checkbox" name="choix" value="{}"'
            ' aria-label="Choisir {}"{}> {}</span>',
            valeur,
            record,
            mark_safe(" checked") if valeur in self.choisis else "",
            lien,
        )

    def render_echeance(self, value: datetime.date, record: Signalement) -> SafeString:
        return format_html(
            '<div>{}<div class="small discret">{}, {}</div></div>',
            pastille_echeance(value, self.jour),
            insecable(promesse(record)),
            date_courte(value),
        )

    def render_etat(self, record: Signalement) -> SafeString:
        if record.transfert_demande_le is None:
            return pastille_etat(record)
        return format_html("{} {}", pastille_etat(record), pastille_transfert(record))

    def render_pris(self, record: Signalement) -> str:
        if record.pris_le is None:
            return ABSENT
        pris_le = timezone.localtime(record.pris_le)
        quand = f"à {heure(pris_le)}" if pris_le.date() == self.jour else f"le {date_courte(pris_le)}"
        return f"{record.pris_par}, {quand}"
