"""Marking a situation d'urgence, completing who was told, lifting it."""

from django import forms

from cases.signalements.domain.urgence import PREVENU


class MarquerForm(forms.Form):
    prevenu = forms.CharField(
        label="Qui est prévenu (facultatif)",
        required=False,
        max_length=PREVENU,
        help_text="Qui, et comment. Sans information de santé. Vous pourrez le compléter après.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class PrevenuForm(forms.Form):
    prevenu = forms.CharField(
        label="Qui a été prévenu",
        max_length=PREVENU,
        help_text="Qui, et comment. Sans information de santé.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    le = forms.DateTimeField(
        label="Le",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class LeveeUrgenceForm(forms.Form):
    motif = forms.CharField(
        label="Pourquoi l’urgence est levée",
        max_length=300,
        help_text="Sans information de santé.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
