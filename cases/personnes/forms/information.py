"""What the person was told, what she refused."""

import datetime
from typing import Any

from django import forms

from cases.enums import FormeInformation, NatureOpposition, VoieOpposition
from cases.socle.champs import champ_jour


class InformationForm(forms.Form):
    forme = forms.ChoiceField(label="Comment", widget=forms.RadioSelect, choices=FormeInformation)
    le = champ_jour(label="Le")

    def __init__(self, *args: Any, jour: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["forme"].initial = FormeInformation.ORALE
        self.fields["le"].initial = jour


class OppositionForm(forms.Form):
    nature = forms.ChoiceField(label="La personne", widget=forms.RadioSelect, choices=NatureOpposition)
    voie = forms.ChoiceField(
        label="Comment le service l’a su",
        widget=forms.RadioSelect,
        choices=VoieOpposition,
        initial=VoieOpposition.ORALE,
    )
    le = champ_jour(label="Le")
    precision = forms.CharField(
        label="Précision",
        max_length=300,
        required=False,
        help_text="Sans information de santé. Par exemple : « Rappellera si besoin ».",
    )

    def __init__(self, *args: Any, jour: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["le"].initial = jour


class LeveeForm(forms.Form):
    motif = forms.CharField(
        label="Motif", max_length=300, help_text="Par exemple : « Demande un rendez-vous »."
    )
