"""Asking for a bilan, and filtering their list."""

from typing import Any, cast

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from partners.models import Departement
from reporting.bilans import a_des_entretiens
from reporting.enums import EtatBilan
from reporting.models import Bilan

PREMIERE_ANNEE = 2015


def annees_proposees() -> list[int]:
    return list(range(timezone.localdate().year, PREMIERE_ANNEE - 1, -1))


def annees_en_liste() -> list[tuple[str, str]]:
    return [(str(annee), str(annee)) for annee in annees_proposees()]


class DemandeForm(forms.Form):
    unite = forms.ModelChoiceField(
        Departement.objects.none(),
        label="Unité",
        empty_label=None,
        error_messages={"invalid_choice": "Cette unité n'existe pas ou n'est pas la vôtre."},
    )
    annee = forms.TypedChoiceField(
        coerce=int,
        label="Année",
        error_messages={"invalid_choice": "Choisissez une année de la liste."},
    )
    texte = forms.CharField(
        label="Le mot du manager",
        required=False,
        max_length=6_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Imprimé en tête du bilan. Aucune donnée nominative. Séparez les paragraphes par une ligne vide.",
    )
    confirmer = forms.BooleanField(
        label="Produire ce bilan bien qu'aucun entretien ne soit enregistré", required=False
    )

    def __init__(self, *args: Any, unites: QuerySet[Departement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["unite"]).queryset = unites
        cast(forms.ChoiceField, self.fields["annee"]).choices = annees_en_liste()
        self.fields["annee"].initial = timezone.localdate().year - 1
        self.fields["confirmer"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        super().clean()
        donnees = self.cleaned_data
        unite, annee = donnees.get("unite"), donnees.get("annee")
        if not unite or not annee or a_des_entretiens(unite, annee):
            return donnees
        self.fields["confirmer"].widget = forms.CheckboxInput()
        if not donnees.get("confirmer"):
            self.add_error(
                "confirmer",
                f"Aucun entretien n'est enregistré pour {unite.nom} en {annee} : le bilan serait vide. "
                "Cochez la case pour le produire tout de même.",
            )
        return donnees


class BilanFilter(django_filters.FilterSet):
    annee = django_filters.ChoiceFilter(choices=annees_en_liste, label="Année", empty_label="Toutes")
    departement = django_filters.ModelChoiceFilter(
        queryset=Departement.objects.none(), label="Unité", empty_label="Toutes"
    )
    etat = django_filters.ChoiceFilter(choices=EtatBilan.choices, label="État", empty_label="Tous")

    class Meta:
        model = Bilan
        fields = ["annee", "departement", "etat"]

    def __init__(self, *args: Any, unites: QuerySet[Departement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["departement"].queryset = unites
