"""The tables of the lists received and of their reports."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cases.enums_liste_recue import EtatListeRecue, ResultatLigne
from cases.models import FichierSignalements, LigneFichier, Signalement
from cases.socle.pastilles import RESULTATS, pastille
from servicesocial.pages.tableaux import ColonneDate, Tableau
from servicesocial.typographie import ABSENT

ASPECT_DE_LA_LISTE = {
    EtatListeRecue.DEPOSE: ("attention", "clipboard-check"),
    EtatListeRecue.EN_COURS: ("info", "hourglass-split"),
    EtatListeRecue.REFUSE: ("danger", "x-circle"),
    EtatListeRecue.IMPORTE: ("succes", "check-circle"),
    EtatListeRecue.RETRAIT: ("info", "hourglass-split"),
    EtatListeRecue.DEFAIT: ("neutre", "arrow-repeat"),
    EtatListeRecue.ABANDONNE: ("neutre", "x-circle"),
}
ASPECT_DU_RESULTAT = {
    ResultatLigne.CREEE: ("succes", "check-circle"),
    ResultatLigne.CONNUE: ("succes", "arrow-left-right"),
    ResultatLigne.DEJA_OUVERTE: ("info", "folder2-open"),
    ResultatLigne.AILLEURS: ("attention", "signpost-split"),
    ResultatLigne.REFUS: ("neutre", "x-circle"),
    ResultatLigne.DEJA_RECUE: ("neutre", "clipboard"),
    ResultatLigne.REJETEE: ("danger", "exclamation-octagon"),
}


def pastille_liste_recue(liste_recue: FichierSignalements) -> SafeString:
    etat = EtatListeRecue(liste_recue.etat)
    return pastille(etat.label, *ASPECT_DE_LA_LISTE[etat])


def pastille_resultat(resultat: ResultatLigne) -> SafeString:
    return pastille(resultat.label, *ASPECT_DU_RESULTAT[resultat])


class TableauListesRecues(Tableau):
    legende = "Listes reçues"
    legende_detail = "La dernière déposée en premier"
    cible = RESULTATS
    nom = tables.Column(
        verbose_name="Fichier", linkify=("cases:fichier", {"uuid": tables.A("uuid")}), orderable=False
    )
    etat = tables.Column(verbose_name="État", orderable=False)
    partenaire = tables.Column(verbose_name="Expéditeur", orderable=False)
    origine = tables.Column(verbose_name="Origine", orderable=False)
    recu_le = ColonneDate(verbose_name="Reçu le", orderable=False)
    depose_le = ColonneDate(verbose_name="Déposé le", orderable=False)

    def render_etat(self, record: FichierSignalements) -> SafeString:
        return pastille_liste_recue(record)


class TableauLignes(Tableau):
    """`liens`: the signalements of the page that the agent may open, by uuid."""

    legende = "Rapport ligne par ligne"
    cible = RESULTATS
    liens: dict[str, Signalement]
    numero = tables.Column(verbose_name="Ligne", attrs={"cell": {"class": "nombre"}}, orderable=False)
    resultat = tables.Column(verbose_name="Résultat", orderable=False)
    precision = tables.Column(verbose_name="Précision", orderable=False, default=ABSENT)
    signalement = tables.Column(verbose_name="Signalement", orderable=False, default=ABSENT)

    def render_resultat(self, record: LigneFichier) -> SafeString:
        return pastille_resultat(ResultatLigne(record.resultat))

    def render_signalement(self, value: object) -> SafeString | str:
        signalement = self.liens.get(str(value))
        if signalement is None:
            return "Autre site"
        return format_html(
            '<a href="{}">{}</a>', reverse("cases:signalement", args=[signalement.uuid]), signalement
        )
