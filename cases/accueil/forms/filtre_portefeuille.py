"""The filters of a portefeuille. None holds a person: they stand in an address that is shared."""

import datetime
from typing import Any
from urllib.parse import urlencode

import django_filters
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet

from cases.accueil.queries.portefeuille import CONDITIONS
from cases.enums import AXES_OUVERTS
from cases.models import Accompagnement
from cases.socle.filtres import A_DONNER, DERNIER_JOUR, OUI, PREMIER_JOUR
from partners.models import Site, TypeRisque


def _condition(label: str, tout: str, **choix: tuple[str, str]) -> django_filters.ChoiceFilter:
    """`choix`: value in the address -> (what is read, condition that it stands for)."""
    conditions = {valeur: condition for valeur, (_, condition) in choix.items()}
    return django_filters.ChoiceFilter(
        label=label,
        empty_label=tout,
        choices=[(valeur, libelle) for valeur, (libelle, _) in choix.items()],
        method=lambda lignes, _nom, valeur: lignes.filter(CONDITIONS[conditions[valeur]]),
    )


class FiltrePortefeuille(django_filters.FilterSet):
    """Each choice is a condition that the tiles count too."""

    axe = django_filters.ChoiceFilter(
        label="Axe",
        empty_label="Tous",
        choices=[(axe.value, axe.label) for axe in AXES_OUVERTS],
        field_name="axe_du_jour",
    )
    site = django_filters.ModelChoiceFilter(label="Site", queryset=Site.objects.none(), empty_label="Tous")
    risque = django_filters.ModelChoiceFilter(
        label="Risque", queryset=TypeRisque.objects.all(), empty_label="Tous"
    )
    sans_contact = _condition("Contact", "Indifférent", **{OUI: ("À relancer", "a_relancer")})
    rendez_vous = _condition(
        "Rendez-vous à venir",
        "Indifférent",
        avec=("Fixé", "avec_rendez_vous"),
        sans=("Aucun", "sans_rendez_vous"),
    )
    information = _condition("Notice", "Indifférent", **{A_DONNER: ("À donner", "a_informer")})
    brouillon = _condition("Brouillon", "Indifférent", **{OUI: ("À terminer", "brouillon")})
    arret = _condition("Arrêt de travail", "Indifférent", **{OUI: ("En cours", "en_arret")})
    suivi = _condition(
        "Suivi", "Tous", mien=("Dont je suis référent", "mien"), remplace=("Que je remplace", "remplace")
    )
    protection = _condition(
        "Attention portée",
        "Indifférent",
        interprete=("Langue ou interprète", "interprete"),
        protege=("Majeur protégé", "majeur_protege"),
        message=("Ne pas laisser de message", "sans_message"),
        adresse=("Adresse confidentielle", "adresse_confidentielle"),
    )
    ouvert_depuis = django_filters.DateFilter(
        label="Ouvert depuis le",
        field_name="ouvert_le",
        lookup_expr="gte",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(PREMIER_JOUR), MaxValueValidator(DERNIER_JOUR)],
    )

    class Meta:
        model = Accompagnement
        fields: list[str] = []

    def __init__(
        self, *args: Any, sites: QuerySet[Site], relance: bool, jour: datetime.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.filters["site"].queryset = sites
        self.filters["risque"].queryset = TypeRisque.objects.valables_le(jour)
        if not relance:
            del self.filters["sans_contact"]

    def choisis(self) -> dict[str, str]:
        """The valid values of the address, by filter: an unknown or stale one is left out."""
        self.form.is_valid()
        return {
            nom: str(self.data[nom])
            for nom in self.filters
            if self.data.get(nom) and self.form.cleaned_data.get(nom) not in (None, "")
        }

    def adresse(self) -> str:
        return urlencode(self.choisis())

    def en_mots(self) -> str:
        """« Axe : …, Notice : À donner », for the journal and the page of exports."""
        mots = []
        for nom in self.choisis():
            champ = self.form.fields[nom]
            valeur = self.form.cleaned_data[nom]
            if isinstance(valeur, datetime.date):
                valeur = f"{valeur:%d/%m/%Y}"
            elif isinstance(champ, forms.ChoiceField) and not isinstance(champ, forms.ModelChoiceField):
                valeur = dict(champ.choices).get(valeur, valeur)
            mots.append(f"{champ.label} : {valeur}")
        return ", ".join(mots) or "Tout le portefeuille"


class NommerFiltreForm(forms.Form):
    nom = forms.CharField(
        label="Nom de ce filtre",
        max_length=60,
        error_messages={"required": "Donnez un nom à ce filtre.", "max_length": "60 caractères au plus."},
    )
