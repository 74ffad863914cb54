"""Partenaires and interlocuteurs, as an administrateur types them."""

import datetime
import uuid
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms

from partners.forms.champs import ChampCommune
from partners.models import Departement, Interlocuteur, Partenaire, TypePartenaire


class PartenaireForm(forms.ModelForm):
    """`unites` are those that the agent administers: the others of a partenaire stay as they are."""

    commune = ChampCommune(label="Commune", required=False)
    departements = forms.ModelMultipleChoiceField(
        Departement.objects.none(), label="Unités", widget=forms.CheckboxSelectMultiple, required=False
    )

    class Meta:
        model = Partenaire
        fields = ["nom", "type", "departements", "commune", "telephone", "courriel"]

    def __init__(self, *args: Any, unites: frozenset[str], jour: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["departements"].queryset = Departement.objects.filter(code__in=unites)
        types = TypePartenaire.objects.valables_le(jour)
        if self.instance.pk:
            # A kind that is no longer offered stays on the partenaires that have it.
            types |= TypePartenaire.objects.filter(pk=self.instance.type_id)
        self.fields["type"].queryset = types
        self.fields["type"].empty_label = "Choisir"
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Fieldset("L’organisme", *self.premiers(), "nom", "type", "departements"),
            Fieldset("Où et comment le joindre", "commune", "telephone", "courriel"),
        )

    def premiers(self) -> list[str]:
        """The fields before the name."""
        return []


class NouveauPartenaireForm(PartenaireForm):
    """`identifiant` is drawn when the page is shown: the same page sent twice creates one partenaire."""

    identifiant = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["departements"].required = True
        offertes = self.fields["departements"].queryset
        if len(offertes) == 1:
            self.fields["departements"].initial = [offertes[0].pk]

    def premiers(self) -> list[str]:
        return ["identifiant"]


class InterlocuteurForm(forms.ModelForm):
    """A person to contact."""

    class Meta:
        model = Interlocuteur
        fields = ["prenom", "nom", "fonction", "telephone", "courriel"]
