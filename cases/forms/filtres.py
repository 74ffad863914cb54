"""The filters of the nominative lists. None holds a name or a number of a person: they stand in an address."""

import datetime
import string
from typing import Any

import django_filters
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.utils import timezone

from cases.domain.queries.listes import (
    CriteresDossiers,
    a_informer,
    affectes_a,
    du_jour,
    en_retard,
    urgents,
)
from cases.enums import SIGNALEMENTS_A_TRAITER, Axe, EtatSignalement, ModeEntretien
from cases.models import Creneau, RendezVous, Signalement
from cases.models.base import LECTEURS_DOSSIER
from partners.enums import Profil
from partners.models import Agent, Site

RETARD = "retard"
MOI = "moi"
OUI = "oui"
A_DONNER = "a_donner"
# Days that a calendar of the service may show.
PREMIER_JOUR = datetime.date(2000, 1, 1)
DERNIER_JOUR = datetime.date(2099, 12, 31)


def sites_de(agent: Agent, jour: datetime.date) -> QuerySet[Site]:
    """The sites of the units where the agent reads dossiers."""
    return Site.objects.valables_le(jour).filter(departement__in=agent.unites(*LECTEURS_DOSSIER))


class FiltreDossiersForm(forms.Form):
    """Narrows the list of dossiers; `criteres()` once it is valid."""

    etat = forms.ChoiceField(
        label="Accompagnement", required=False, choices=[("", "En cours"), ("clos", "Clos")]
    )
    axe = forms.ChoiceField(label="Axe", required=False, choices=[("", "Tous"), *Axe.choices])
    site = forms.ModelChoiceField(Site.objects.none(), label="Site", required=False, empty_label="Tous")
    initiale = forms.ChoiceField(
        label="Le nom commence par",
        required=False,
        choices=[("", "Toutes les lettres"), *((lettre, lettre) for lettre in string.ascii_uppercase)],
    )

    def __init__(self, *args: Any, sites: QuerySet[Site], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = sites

    def criteres(self) -> CriteresDossiers:
        """What is valid of the address; a value that is not is left out."""
        self.is_valid()
        choisis = self.cleaned_data
        return CriteresDossiers(
            ouverts=choisis.get("etat") != "clos",
            axe=Axe(choisis["axe"]) if choisis.get("axe") else None,
            site=choisis.get("site"),
            initiale=choisis.get("initiale", ""),
        )


class FiltreSignalements(django_filters.FilterSet):
    """State, site and lateness of what waits."""

    etat = django_filters.ChoiceFilter(
        label="État",
        empty_label="À traiter",
        choices=[(etat.value, etat.label) for etat in EtatSignalement if etat in SIGNALEMENTS_A_TRAITER],
    )
    site = django_filters.ModelChoiceFilter(label="Site", queryset=Site.objects.none(), empty_label="Tous")
    echeance = django_filters.ChoiceFilter(
        label="Échéance", empty_label="Toutes", choices=[(RETARD, "En retard")], method="filtrer_echeance"
    )
    urgence = django_filters.ChoiceFilter(
        label="Urgence", empty_label="Toutes", choices=[(OUI, "Urgences")], method="filtrer_urgence"
    )
    information = django_filters.ChoiceFilter(
        label="Notice", empty_label="Toutes", choices=[(A_DONNER, "À donner")], method="filtrer_information"
    )
    qui = django_filters.ChoiceFilter(
        label="Affectation", empty_label="Toutes", choices=[(MOI, "À moi")], method="filtrer_qui"
    )

    class Meta:
        model = Signalement
        fields: list[str] = []

    def __init__(self, *args: Any, agent: Agent, jour: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agent, self.jour = agent, jour
        self.filters["site"].queryset = sites_de(agent, jour)
        if Profil.ASS not in agent.profils():
            del self.filters["qui"]

    def filtrer_echeance(
        self, lignes: QuerySet[Signalement], _nom: str, _valeur: str
    ) -> QuerySet[Signalement]:
        return en_retard(lignes, self.jour)

    def filtrer_urgence(
        self, lignes: QuerySet[Signalement], _nom: str, _valeur: str
    ) -> QuerySet[Signalement]:
        return urgents(lignes)

    def filtrer_information(
        self, lignes: QuerySet[Signalement], _nom: str, _valeur: str
    ) -> QuerySet[Signalement]:
        return a_informer(lignes)

    def filtrer_qui(self, lignes: QuerySet[Signalement], _nom: str, _valeur: str) -> QuerySet[Signalement]:
        return affectes_a(lignes, self.agent)


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
