"""What was ticked in the queue, and the gesture for all of it."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from cases.enums import EtatSignalement
from cases.signalements.domain.triage_en_lot import CHOISIS_MAXIMUM, Choisi, GesteEnLot
from partners.models import Agent


class ChoixField(forms.Field):
    """Values « uuid:état », as the boxes of the list carry them."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[Choisi]:
        choisis = []
        for texte in value or []:
            identifiant, _, etat = str(texte).partition(":")
            try:
                choisis.append(Choisi(str(uuid.UUID(identifiant)), EtatSignalement(etat)))
            except ValueError:
                raise ValidationError(
                    "Rechargez la page, puis choisissez de nouveau.", code="choix"
                ) from None
        if len(choisis) > CHOISIS_MAXIMUM:
            raise ValidationError(f"{CHOISIS_MAXIMUM} signalements au plus à la fois.", code="nombre")
        return choisis


class TriageEnLotForm(forms.Form):
    choix = ChoixField(error_messages={"required": "Choisissez au moins un signalement dans la liste."})
    geste = forms.ChoiceField(
        choices=[(geste.value, geste.value) for geste in GesteEnLot],
        error_messages={"required": "Choisissez ce qu’il faut faire.", "invalid_choice": "Geste inconnu."},
    )
    a = forms.ModelChoiceField(
        Agent.objects.none(),
        label="Affecter à",
        required=False,
        empty_label="Choisir un assistant de service social",
        error_messages={"invalid_choice": "Choisissez un assistant de service social de la liste."},
    )

    def __init__(self, *args: Any, assistants: QuerySet[Agent], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["a"].queryset = assistants
        self.fields["a"].widget.attrs |= {
            "class": "form-select form-select-sm",
            "data-raccourci": "a",
            "aria-keyshortcuts": "a",
        }

    def clean(self) -> dict[str, Any]:
        saisi = super().clean() or self.cleaned_data
        if saisi.get("geste") == GesteEnLot.AFFECTER:
            if "a" in saisi and saisi["a"] is None:
                self.add_error("a", "Choisissez l’assistant de service social.")
        else:
            saisi["a"] = None
        return saisi
