"""A call that is counted, where it is counted, and the period that is read."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from cases.enums import SensAppel
from cases.messages.queries.appels import Periode
from partners.models import CampagneAppels, Site

TRAITE, MANQUE = "traite", "manque"
# Value of the button, its label, its keys.
BOUTONS = (
    (f"{SensAppel.ENTRANT}-{TRAITE}", "Appel reçu, traité", "o e"),
    (f"{SensAppel.ENTRANT}-{MANQUE}", "Appel reçu, non traité", "o m"),
    (f"{SensAppel.SORTANT}-{TRAITE}", "Appel passé, abouti", "o s"),
    (f"{SensAppel.SORTANT}-{MANQUE}", "Appel passé, sans réponse", "o x"),
)
LIBELLES = {valeur: libelle for valeur, libelle, _ in BOUTONS}
PREMIER_JOUR = datetime.date(2000, 1, 1)


class AppelForm(forms.Form):
    appel = forms.ChoiceField(choices=list(LIBELLES.items()))

    def sens_et_issue(self) -> dict[str, Any]:
        """What the button says, as the act takes it."""
        sens, issue = self.cleaned_data["appel"].split("-")
        return {"sens": SensAppel(sens), "traite": issue == TRAITE}


class ReglageAppelsForm(forms.Form):
    """Where the calls that the agent counts from now on go, in this session."""

    site = forms.ModelChoiceField(
        Site.objects.none(),
        label="Site",
        empty_label="Choisir",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choisissez un de vos sites."),
    )
    campagne = forms.ModelChoiceField(
        CampagneAppels.objects.none(),
        label="Campagne",
        required=False,
        empty_label="Hors campagne",
        error_messages={"invalid_choice": "Choisissez une campagne de la liste."},
    )

    def __init__(self, *args: Any, sites: QuerySet[Site], jour: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = sites
        self.fields["campagne"].queryset = CampagneAppels.objects.valables_le(jour)


class PeriodeAppelsForm(forms.Form):
    """Sent by GET: without an address, the week of today."""

    periode = forms.ChoiceField(
        label="Période",
        choices=[(Periode.JOUR, "Jour"), (Periode.SEMAINE, "Semaine"), (Periode.MOIS, "Mois")],
    )
    jour = forms.DateField(
        label="Autour du",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Écrivez une date."},
    )

    def __init__(self, adresse: Mapping[str, Any], *, aujourdhui: datetime.date) -> None:
        dits = {nom: valeur.replace("\0", "?") for nom, valeur in adresse.items() if valeur}
        super().__init__({"periode": Periode.SEMAINE, "jour": aujourdhui.isoformat()} | dits)
        self.aujourdhui = aujourdhui
        self.auto_id = "filtre_%s"

    def clean_jour(self) -> datetime.date:
        jour = self.cleaned_data["jour"]
        if not PREMIER_JOUR <= jour <= self.aujourdhui + datetime.timedelta(days=366):
            raise forms.ValidationError("Choisissez une date plus proche.")
        return jour

    def choisis(self) -> tuple[Periode, datetime.date]:
        """The period and the day asked for; the week of today when the address is wrong."""
        if self.is_valid():
            return Periode(self.cleaned_data["periode"]), self.cleaned_data["jour"]
        return Periode.SEMAINE, self.aujourdhui
