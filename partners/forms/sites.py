"""Sites and points d'accueil, as an administrateur types them."""

import uuid
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms

from partners.forms.champs import ChampCommune
from partners.models import Departement, PointAccueil, Site


class SiteForm(forms.ModelForm):
    """What describes a site."""

    commune = ChampCommune(label="Commune", required=False)

    class Meta:
        model = Site
        fields = ["nom", "adresse", "commune", "telephone", "courriel"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Fieldset("Le site", *self.premiers(), "nom"),
            Fieldset("Où et comment le joindre", "adresse", "commune", "telephone", "courriel"),
        )

    def premiers(self) -> list[str]:
        """The fields before the name."""
        return []


class NouveauSiteForm(SiteForm):
    """`identifiant` is drawn when the page is shown: the same page sent twice creates one site."""

    identifiant = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    departement = forms.ModelChoiceField(Departement.objects.none(), label="Unité", empty_label="Choisir")

    def __init__(self, *args: Any, unites: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offertes = Departement.objects.filter(code__in=unites)
        self.fields["departement"].queryset = offertes
        if len(offertes) == 1:
            self.fields["departement"].initial = offertes[0]

    def premiers(self) -> list[str]:
        return ["identifiant", "departement"]


class PointAccueilForm(forms.ModelForm):
    """Where people are received."""

    commune = ChampCommune(label="Commune", required=False)

    class Meta:
        model = PointAccueil
        fields = ["nom", "type", "adresse", "commune"]
