"""The filters of the rendez-vous, of the week and of the slots."""

import datetime
from typing import Any

import django_filters
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.utils import timezone

from cases.enums import ModeEntretien
from cases.models import Creneau, RendezVous
from cases.rendez_vous.queries.rendez_vous import du_jour
from cases.socle.filtres import DERNIER_JOUR, MOI, PREMIER_JOUR
from partners.enums import Profil
from partners.models import Agent, Site


class FiltreRendezVous(django_filters.FilterSet):
    """One day's appointments, today's unless another one is asked for."""

    jour = django_filters.DateFilter(
        label="Aller au jour",
        method="garder",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(PREMIER_JOUR), MaxValueValidator(DERNIER_JOUR)],
    )
    site = django_filters.ModelChoiceFilter(label="Site", queryset=Site.objects.none(), empty_label="Tous")

    class Meta:
        model = RendezVous
        fields: list[str] = []

    def __init__(self, *args: Any, sites: QuerySet[Site], aujourdhui: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.aujourdhui = aujourdhui
        self.filters["site"].queryset = sites

    @property
    def jour_montre(self) -> datetime.date:
        return (self.form.is_valid() and self.form.cleaned_data["jour"]) or self.aujourdhui

    def garder(self, lignes: QuerySet[RendezVous], _nom: str, _valeur: datetime.date) -> QuerySet[RendezVous]:
        return lignes

    def filter_queryset(self, queryset: QuerySet[RendezVous]) -> QuerySet[RendezVous]:
        return du_jour(super().filter_queryset(queryset), self.jour_montre)


class FiltreSemaineForm(forms.Form):
    """The week of one day, today's unless another one is asked for; `criteres()` once it is valid."""

    jour = forms.DateField(
        label="Semaine du",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(PREMIER_JOUR), MaxValueValidator(DERNIER_JOUR)],
    )
    site = forms.ModelChoiceField(Site.objects.none(), label="Site", required=False, empty_label="Tous")
    qui = forms.ChoiceField(label="Agenda", required=False, choices=[("", "De tous"), (MOI, "Le mien")])

    def __init__(self, *args: Any, sites: QuerySet[Site], agent: Agent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agent = agent
        self.fields["site"].queryset = sites
        if Profil.ASS not in agent.profils():
            del self.fields["qui"]

    def criteres(self) -> dict[str, Any]:
        """What lire_semaine is asked; a value that is not valid is left out."""
        self.is_valid()
        choisis = self.cleaned_data
        jour = choisis.get("jour") or timezone.localdate()
        return {
            "lundi": jour - datetime.timedelta(days=jour.weekday()),
            "site": choisis.get("site"),
            "avec": self.agent if choisis.get("qui") == MOI else None,
        }


class FiltreCreneaux(django_filters.FilterSet):
    """The slots of one site, of one mode, of oneself."""

    site = django_filters.ModelChoiceFilter(label="Site", queryset=Site.objects.none(), empty_label="Tous")
    mode = django_filters.ChoiceFilter(label="Modalité", empty_label="Toutes", choices=ModeEntretien.choices)
    qui = django_filters.ChoiceFilter(
        label="Avec", empty_label="Tous", choices=[(MOI, "Moi")], method="filtrer_qui"
    )

    class Meta:
        model = Creneau
        fields: list[str] = []

    def __init__(self, *args: Any, sites: QuerySet[Site], agent: Agent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agent = agent
        self.filters["site"].queryset = sites
        if Profil.ASS not in agent.profils():
            del self.filters["qui"]

    def filtrer_qui(self, lignes: QuerySet[Creneau], _nom: str, _valeur: str) -> QuerySet[Creneau]:
        return lignes.filter(agent=self.agent)
