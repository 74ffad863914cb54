"""The filters of the nominative lists. None holds a name or a number of a person: they stand in an address."""

import string
from typing import Any

from django import forms
from django.db.models import QuerySet

from cases.dossier.queries.liste import CriteresDossiers
from cases.enums import Axe
from partners.models import Site


class FiltreDossiersForm(forms.Form):
    """Narrows the list of dossiers; `criteres()` once it is valid."""

    etat = forms.ChoiceField(
        label="Accompagnement", required=False, choices=[("", "En cours"), ("clos", "Clos")]
    )
    axe = forms.ChoiceField(label="Axe", required=False, choices=[("", "Tous"), *Axe.choices])
    site = forms.ModelChoiceField(Site.objects.none(), label="Site", required=False, empty_label="Tous")
    initiale = forms.ChoiceField(
        label="Le nom commence par",
        required=False,
        choices=[("", "Toutes les lettres"), *((lettre, lettre) for lettre in string.ascii_uppercase)],
    )

    def __init__(self, *args: Any, sites: QuerySet[Site], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = sites

    def criteres(self) -> CriteresDossiers:
        """What is valid of the address; a value that is not is left out."""
        self.is_valid()
        choisis = self.cleaned_data
        return CriteresDossiers(
            ouverts=choisis.get("etat") != "clos",
            axe=Axe(choisis["axe"]) if choisis.get("axe") else None,
            site=choisis.get("site"),
            initiale=choisis.get("initiale", ""),
        )
