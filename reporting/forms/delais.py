"""Choosing the year, the unit, and perhaps a site or an origin, of the delays."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from partners.models import Departement, OrigineSignalement, Site
from reporting.forms.bilan import annees_en_liste


class DelaisForm(forms.Form):
    """Sent by GET: what the address does not say is the current year and the first unit."""

    annee = forms.TypedChoiceField(
        coerce=int,
        label="Année",
        error_messages={"invalid_choice": "Choisissez une année de la liste."},
    )
    unite = forms.ModelChoiceField(
        Departement.objects.none(),
        label="Unité",
        empty_label=None,
        error_messages={"invalid_choice": "Cette unité n'existe pas ou n'est pas la vôtre."},
    )
    site = forms.ModelChoiceField(
        Site.objects.none(),
        label="Site",
        required=False,
        empty_label="Tous",
        to_field_name="code",
        error_messages={"invalid_choice": "Ce site n'est pas de cette unité : choisissez-en un autre."},
    )
    origine = forms.ModelChoiceField(
        OrigineSignalement.objects.all(),
        label="Origine",
        required=False,
        empty_label="Toutes",
        to_field_name="code",
        error_messages={"invalid_choice": "Choisissez une origine de la liste."},
    )

    def __init__(self, adresse: Mapping[str, Any], *, unites: QuerySet[Departement]) -> None:
        # No text of a list holds a null character, and the database refuses one.
        dits = {nom: valeur.replace("\0", "?") for nom, valeur in adresse.items() if valeur}
        premiere = unites.first()
        defauts = {
            "annee": str(timezone.localdate().year),
            "unite": premiere.code if premiere else "",
        }
        super().__init__(defauts | dits)
        cast(forms.ChoiceField, self.fields["annee"]).choices = annees_en_liste()
        cast(forms.ModelChoiceField, self.fields["unite"]).queryset = unites
        cast(forms.ModelChoiceField, self.fields["site"]).queryset = Site.objects.filter(
            departement__in=unites.filter(code=self.data["unite"])
        )
        self.auto_id = "filtre_%s"
