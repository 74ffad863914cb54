"""What the page of components shows: invented values, none of them read from the database."""

import datetime
from typing import Any

import django_tables2 as tables
from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Fieldset, Layout
from django import forms
from django.http import HttpRequest
from django.template.loader import render_to_string

from servicesocial.pages.presentation import Evenement
from servicesocial.pages.tableaux import ColonneDate, ColonneNombre, Tableau, trier_et_paginer
from servicesocial.templatetags.composants import ICONE_DU_TON, badge_statut

CANAUX = [("telephone", "Téléphone"), ("courrier", "Courrier"), ("partenaire", "Partenaire")]
ETATS = [("recu", "Reçu"), ("qualifie", "Qualifié"), ("affecte", "Affecté")]
TONS_DES_ETATS = {"recu": "attention", "qualifie": "info", "affecte": "succes"}


class FormulaireExemple(forms.Form):
    """One field of each kind."""

    objet = forms.CharField(
        label="Objet de la demande", max_length=80, help_text="Quelques mots, sans donnée de santé."
    )
    recu_le = forms.DateField(
        label="Reçu le", widget=forms.DateInput(attrs={"type": "date", "class": "court"})
    )
    site = forms.ChoiceField(
        label="Site", choices=[("", "Choisir"), ("bourg", "Bourg"), ("oyonnax", "Oyonnax")]
    )
    canal = forms.ChoiceField(label="Canal", choices=CANAUX, widget=forms.RadioSelect)
    themes = forms.MultipleChoiceField(
        label="Domaines",
        required=False,
        choices=[("droits", "Accès aux droits"), ("emploi", "Maintien en emploi"), ("budget", "Budget")],
        widget=forms.CheckboxSelectMultiple,
    )
    precisions = forms.CharField(label="Précisions", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    accord = forms.BooleanField(label="La personne est d’accord pour être contactée", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Fieldset(
                "La demande",
                "objet",
                "recu_le",
                HTML('{% load composants %}{% boutons_jour "id_recu_le" %}'),
                "site",
            ),
            Fieldset("La personne", "canal", "themes", "precisions", "accord"),
        )


class FiltreExemple(forms.Form):
    """What a FilterSet would give; this one has no table behind it."""

    nom = forms.CharField(label="Nom", required=False)
    etat = forms.ChoiceField(label="État", choices=[("", "Tous"), *ETATS], required=False)
    canal = forms.ChoiceField(label="Canal", choices=[("", "Tous"), *CANAUX], required=False)


class TableauExemple(Tableau):
    legende = "Signalements reçus"
    legende_detail = "Personnes et chiffres inventés"
    personne = tables.Column(verbose_name="Personne")
    recu_le = ColonneDate(verbose_name="Reçu le")
    etat = tables.Column(verbose_name="État")
    site = tables.Column(verbose_name="Site", orderable=False)
    jours = ColonneNombre(verbose_name="Jours d’arrêt")

    def render_etat(self, value: str) -> str:
        return render_to_string(
            "composants/badge_statut.html", badge_statut(dict(ETATS)[value], TONS_DES_ETATS[value])
        )


LIGNES = [
    {
        "personne": personne,
        "recu_le": datetime.date(2026, 5, jour),
        "etat": etat,
        "site": site,
        "jours": jours,
    }
    for personne, jour, etat, site, jours in [
        ("Mireille Vasseur", 15, "recu", "Bourg", 42),
        ("Étienne Charvet", 14, "qualifie", "Oyonnax", 118),
        ("Nadia Belkacem", 13, "affecte", "Bourg", 1095),
        ("Paul Guichard", 12, "affecte", "Ambérieu", 67),
        ("Sylvie Morand", 11, "qualifie", "Bourg", 230),
        ("Yanis Perret", 7, "recu", "Gex", 9),
    ]
]

EVENEMENTS = [
    Evenement(
        datetime.date(2026, 5, 15),
        "Entretien au site",
        "Point sur la reprise à temps partiel ; prochain rendez-vous fixé avec l’employeur.",
        "Bourg, 45 minutes",
        "chat-left-text",
        "info",
        "#chronologie",
    ),
    Evenement(
        datetime.date(2026, 4, 2),
        "Accompagnement ouvert",
        "",
        "Axe maintien en emploi",
        "folder2-open",
        "succes",
    ),
    Evenement(datetime.date(2026, 3, 28), "Signalement reçu", "", "Service médical", "bell", "attention"),
]

FICHE = [
    ("Date de naissance", "12 mars 1978"),
    ("Commune", "Bourg-en-Bresse"),
    ("Téléphone", "06 00 00 00 00"),
    ("Employeur", ""),
    ("Référent", "Camille Roux"),
    ("Langue", None),
]


QUESTION = {
    "titre": "Annuler ce rendez-vous ?",
    "question": "Le rendez-vous du 15 mai restera visible, barré, avec son motif.",
    "libelle": "Annuler le rendez-vous",
    "ton": "danger",
}


def exemples(request: HttpRequest) -> dict[str, Any]:
    """The context of the page; the table really sorts and pages, the form is really checked."""
    tableau = TableauExemple(LIGNES)
    trier_et_paginer(request, tableau, par_page=4)
    return {
        "tons": ICONE_DU_TON,
        "question": QUESTION,
        "evenements": EVENEMENTS,
        "fiche_exemple": FICHE,
        "tableau": tableau,
        "filtre": FiltreExemple(request.GET),
        "formulaire_exemple": FormulaireExemple(request.POST or None),
        "onglets_exemple": [("Situation", request.path), ("Entretiens", request.path + "?onglet=2")],
    }
