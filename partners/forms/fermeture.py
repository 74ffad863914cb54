"""The last day of validity of a row of the annuaire."""

from django import forms
from django.utils import timezone


class FermetureForm(forms.Form):
    le = forms.DateField(
        label="Dernier jour",
        initial=timezone.localdate,
        help_text="Ce jour-là compris, il est encore proposé.",
        widget=forms.DateInput(attrs={"type": "date", "class": "court"}, format="%Y-%m-%d"),
    )
