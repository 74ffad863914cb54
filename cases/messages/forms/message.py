"""A message for the référent, and what came of it. The acts check everything again."""

import datetime
import uuid
from typing import Any

from django import forms

from cases.enums import IssueRappel
from cases.socle.champs import champ_jour
from partners.models import Agent, RaisonMessage


class MessageForm(forms.Form):
    """`identifiant` is drawn when the page is shown: the same page sent twice leaves one message."""

    identifiant = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    raison = forms.ModelChoiceField(RaisonMessage.objects.none(), label="Raison", empty_label="Choisir")
    texte = forms.CharField(
        label="Message", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    telephone = forms.CharField(
        label="Téléphone à rappeler",
        max_length=20,
        widget=forms.TextInput(attrs={"type": "tel", "class": "court"}),
    )
    rappeler_avant = champ_jour(label="Rappeler au plus tard le")

    def __init__(self, *args: Any, jour: datetime.date, referent: Agent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["raison"].queryset = RaisonMessage.objects.valables_le(jour)
        self.fields["texte"].help_text = (
            f"Administratif : lisible par {referent}, son remplaçant et les équipes de l’unité ; "
            "ni santé ni situation sociale."
        )


class RappelForm(forms.Form):
    """`appeler`: the agent follows the person and may note a call; otherwise he only says that none is needed."""

    identifiant = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    issue = forms.ChoiceField(
        label="Ce qu’il en est",
        widget=forms.RadioSelect,
        error_messages={"required": "Dites ce qu’il en est."},
    )
    precision = forms.CharField(
        label="Précision",
        max_length=300,
        required=False,
        help_text="Le motif, si le rappel est inutile. Sans information de santé.",
    )

    def __init__(self, *args: Any, appeler: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["issue"].choices = (
            IssueRappel.choices if appeler else [(IssueRappel.INUTILE.value, IssueRappel.INUTILE.label)]
        )
