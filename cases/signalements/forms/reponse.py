"""The answer to whoever signalled: a text to read again, and that it was sent."""

import datetime
from typing import Any

from django import forms

from cases.enums import MoyenContact
from cases.socle.champs import champ_jour


class TexteReponseForm(forms.Form):
    """What the letter will say; it is not kept."""

    texte = forms.CharField(
        label="Texte de la réponse",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Relisez-le. Rien de la santé ni de la situation de la personne : ni diagnostic, ni aide, "
        "ni nom du partenaire.",
    )


class ReponseEnvoyeeForm(forms.Form):
    forme = forms.ChoiceField(label="Forme", choices=[("", "Choisir"), *MoyenContact.choices])
    le = champ_jour(label="Envoyée le")

    def __init__(self, *args: Any, jour: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["le"].initial = jour

    def clean_forme(self) -> MoyenContact:
        return MoyenContact(self.cleaned_data["forme"])
