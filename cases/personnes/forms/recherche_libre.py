"""The field that finds a person."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.rules.recherche_libre import Cherche, RechercheRefusee, comprendre


class RechercheLibreForm(forms.Form):
    """Sent by POST: what is looked for stands in no address. `cherche` is what was understood."""

    texte = forms.CharField(
        label="Rechercher une personne",
        error_messages={
            "required": "Écrivez un nom, une date de naissance, un NIR ou un numéro de téléphone."
        },
        help_text="Un nom, une date de naissance, un NIR ou un téléphone ; plusieurs ensemble pour préciser.",
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_texte(self) -> Cherche:
        try:
            return comprendre(self.cleaned_data["texte"], timezone.localdate())
        except RechercheRefusee as refus:
            raise ValidationError(str(refus)) from None

    def clean(self) -> dict[str, Any]:
        lus = super().clean() or self.cleaned_data
        return {"cherche": lus["texte"]} if "texte" in lus else lus
