"""The tables of dossiers, signalements and rendez-vous, and what their cells say."""

import datetime
from collections.abc import Collection
from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from cases.enums import Axe, EtatDemande, EtatRendezVous, EtatSignalement
from cases.models import Accompagnement, Assure, RendezVous, Signalement
from cases.rules.promesse import promesse_dite
from servicesocial.tableaux import ColonneDate, ColonneNombre, Tableau
from servicesocial.templatetags.composants import badge_statut
from servicesocial.typographie import ABSENT, date_courte, heure, insecable

RESULTATS = "#resultats"

TON_DE_L_AXE = {Axe.PDP: "info", Axe.SPS: "succes", Axe.RAD: "neutre", Axe.BV: "neutre"}
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
ASPECT_DU_RENDEZ_VOUS = {
    EtatRendezVous.PREVU: ("info", "calendar-event"),
    EtatRendezVous.HONORE: ("succes", "check-circle"),
    EtatRendezVous.ABSENT: ("attention", "calendar-x"),
    EtatRendezVous.DEPLACE: ("neutre", "arrow-repeat"),
    EtatRendezVous.ANNULE: ("neutre", "x-circle"),
}


def pastille(texte: str, ton: str, icone: str = "") -> SafeString:
    return render_to_string("composants/badge_statut.html", badge_statut(insecable(texte), ton, icone))


def pastille_axe(axe: str | None) -> SafeString | str:
    """The letters of the axis, whose name is in the page's legend and in the dossier."""
    return pastille(axe, TON_DE_L_AXE[Axe(axe)], "signpost-split") if axe else ABSENT


def pastille_urgence(urgent: bool) -> SafeString | str:
    return pastille("Urgence", "danger", "exclamation-triangle") if urgent else ""


def pastille_etat(signalement: Signalement) -> SafeString:
    etat = EtatSignalement(signalement.etat)
    dit = pastille(etat.label, *ASPECT_DU_SIGNALEMENT[etat])
    if not signalement.a_verifier:
        return dit
    return format_html("{} {}", dit, pastille("Par formulaire, à vérifier", "attention", "envelope"))


def pastille_transfert(signalement: Signalement) -> SafeString:
    """What came of the dossier that the signalement made its unit ask for."""
    if signalement.transfert_repondu_le is None:
        return pastille("Transfert demandé", "info", "arrow-left-right")
    reponse = EtatDemande(signalement.transfert_reponse)
    accepte = reponse == EtatDemande.ACCEPTEE
    return pastille(
        reponse.label, "succes" if accepte else "attention", "check-circle" if accepte else "x-circle"
    )


def pastille_echeance(echeance: datetime.date, jour: datetime.date) -> SafeString:
    """How near the deadline is: text and icon first, colour after."""
    reste = (echeance - jour).days
    if reste < 0:
        return pastille(f"En retard de {-reste} jour{'s' if reste < -1 else ''}", "danger")
    if reste == 0:
        return pastille("Aujourd’hui", "attention", "clock")
    return pastille(f"Dans {reste} jour{'s' if reste > 1 else ''}", "neutre", "calendar-event")


def promesse(signalement: Signalement) -> str:
    """Which promise its deadline is. The queue and the page read it with avec_promesse."""
    heures = getattr(signalement, "heures_contact", None)
    return promesse_dite(signalement.recu_le, signalement.echeance, heures)


def lien_dossier(assure: Assure) -> SafeString:
    return format_html('<a data-file href="{}">{}</a>', reverse("cases:dossier", args=[assure.uuid]), assure)


def lien_signalement(signalement: Signalement, nom_url: str = "cases:signalement") -> SafeString:
    """Opened in the order of the list that it comes from."""
    return format_html(
        '<a href="{}" data-file>{}</a>', reverse(nom_url, args=[signalement.uuid]), signalement
    )


def lien_personne(rendez_vous: RendezVous) -> SafeString:
    """Her dossier, or the signalement while she has none."""
    if rendez_vous.assure is not None:
        return lien_dossier(rendez_vous.assure)
    signalement = rendez_vous.signalement
    return format_html(
        '<a href="{}">{}</a>', reverse("cases:signalement", args=[signalement.uuid]), signalement
    )


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


def pastille_refus(le: datetime.date | None) -> str:
    """Who refused is not called as if she had not."""
    return pastille(f"A refusé le {date_courte(le)}", "attention", "slash-circle") if le else ""


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
        """`suite` is added to the addresses (views/file.py); `choisir` puts a box before each name."""
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
