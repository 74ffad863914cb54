"""An attempt to reach the person signalled."""

import uuid
from typing import Any

from django import forms

from cases.enums import FormeInformation, MoyenContact, ResultatContact


class EssaiForm(forms.Form):
    """`identifiant` is drawn when the page is shown: the same page sent twice notes one attempt."""

    identifiant = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    moyen = forms.ChoiceField(label="Moyen", choices=[("", "Choisir"), *MoyenContact.choices])
    resultat = forms.ChoiceField(label="Résultat", choices=[("", "Choisir"), *ResultatContact.choices])
    le = forms.DateTimeField(
        label="Quand",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    precision = forms.CharField(
        label="Précision",
        max_length=300,
        required=False,
        help_text="« Rappeler après 17 h », par exemple. Sans information de santé.",
    )
    information = forms.ChoiceField(
        label="Notice sur l’usage de ses données",
        required=False,
        choices=[("", "Pas donnée cette fois"), *FormeInformation.choices],
        help_text="Au premier contact, la personne est informée de ce qui est fait de ses données.",
    )

    def __init__(self, *args: Any, informee: bool, **kwargs: Any) -> None:
        """The notice is offered until it was given once."""
        super().__init__(*args, **kwargs)
        if informee:
            del self.fields["information"]
