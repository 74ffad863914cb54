"""The filters of the annuaire. They name no person: they may stand in an address."""

import datetime
from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from partners.domain.queries.annuaire import unites_ouvertes
from partners.models import Affectation, Metier, Partenaire, Site, TypePartenaire

MIENNES = "miennes"


class _Filtre(django_filters.FilterSet):
    """`ou` is « my units », one unit or everywhere; `q` a part of a name."""

    q = django_filters.CharFilter(label="Nom ou commune", method="filtrer_texte")
    ou = django_filters.ChoiceFilter(label="Unité", method="filtrer_lieu", empty_label="Toutes")
    fermes = django_filters.ChoiceFilter(
        label="Montrer", choices=[("oui", "Ouverts et fermés")], empty_label="Ouverts", method="garder"
    )
    chemin_unite = "departement"

    def __init__(self, *args: Any, unites: frozenset[str], jour: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unites, self.jour = unites, jour
        lieux = [(unite.code, str(unite)) for unite in unites_ouvertes(jour)]
        self.filters["ou"].extra["choices"] = [(MIENNES, "Mes unités"), *lieux] if unites else lieux

    def filtrer_texte(self, lignes: QuerySet, _nom: str, valeur: str) -> QuerySet:
        return lignes.filter(Q(nom__icontains=valeur) | Q(commune__nom__icontains=valeur))

    def filtrer_lieu(self, lignes: QuerySet, _nom: str, valeur: str) -> QuerySet:
        codes = self.unites if valeur == MIENNES else [valeur]
        return lignes.filter(**{f"{self.chemin_unite}__in": codes}).distinct()

    def garder(self, lignes: QuerySet, _nom: str, _valeur: str) -> QuerySet:
        return lignes

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        lignes = super().filter_queryset(queryset)
        return lignes if self.form.cleaned_data.get("fermes") else lignes.valables_le(self.jour)


class FiltreSites(_Filtre):
    class Meta:
        model = Site
        fields: list[str] = []


class FiltrePartenaires(_Filtre):
    type = django_filters.ModelChoiceFilter(
        label="Type", queryset=TypePartenaire.objects.all(), empty_label="Tous"
    )
    chemin_unite = "departements"

    class Meta:
        model = Partenaire
        fields: list[str] = []


class FiltreEquipe(django_filters.FilterSet):
    """`site` and métier among the agent's units."""

    site = django_filters.ModelChoiceFilter(label="Site", queryset=Site.objects.none(), empty_label="Tous")
    metier = django_filters.ModelChoiceFilter(
        label="Métier", queryset=Metier.objects.all(), empty_label="Tous"
    )

    class Meta:
        model = Affectation
        fields: list[str] = []

    def __init__(self, *args: Any, unites: frozenset[str], jour: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["site"].queryset = Site.objects.valables_le(jour).filter(departement__in=unites)
