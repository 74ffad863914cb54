"""Fields that several forms have."""

from typing import Any

from django import forms


def champ_jour(**options: Any) -> forms.DateField:
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date", "class": "court"}, format="%Y-%m-%d"), **options
    )
