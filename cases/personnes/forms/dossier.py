"""Looking for a person, and opening her dossier when nobody knows her."""

import datetime
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.db.models import QuerySet

from cases.enums import AXES_OUVERTS, MotifSansNir, Sexe
from cases.models import Signalement
from cases.socle.champs import champ_jour
from partners.forms.champs import ChampCommune
from partners.models import Departement, Site


def _nir(**options: Any) -> forms.CharField:
    return forms.CharField(
        label="NIR",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        **options,
    )


class RechercheForm(forms.Form):
    """Sent by POST: no name nor number stands in an address."""

    departement = forms.ModelChoiceField(Departement.objects.none(), label="Unité", empty_label=None)
    nom = forms.CharField(label="Nom", max_length=80)
    prenom = forms.CharField(label="Prénom", max_length=80)
    date_naissance = champ_jour(label="Date de naissance", required=False)
    telephone = forms.CharField(label="Téléphone", max_length=20, required=False)
    nir = _nir()

    def __init__(self, *args: Any, unites: QuerySet[Departement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["departement"].queryset = unites
        if unites.count() == 1:
            self.fields["departement"].initial = unites[0]
            self.fields["departement"].widget = forms.HiddenInput()
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "departement", _deux("nom", "prenom"), _deux("date_naissance", "nir"), "telephone"
        )


def _deux(*champs: str) -> Row:
    return Row(*(Column(champ, css_class="col-md-6") for champ in champs), css_class="align-items-end")


class PersonneForm(forms.Form):
    """What a dossier starts with. A NIR, or why there is none."""

    nom = forms.CharField(label="Nom", max_length=80)
    prenom = forms.CharField(label="Prénom", max_length=80)
    sexe = forms.ChoiceField(label="Sexe", choices=Sexe)
    date_naissance = champ_jour(label="Date de naissance", required=False)
    telephone = forms.CharField(label="Téléphone", max_length=20, required=False)
    commune = ChampCommune(label="Commune", required=False)
    nir = _nir(help_text="13 caractères, ou 15 avec la clé.")
    nir_explique = forms.CharField(
        label="Pourquoi le NIR diffère",
        max_length=200,
        required=False,
        help_text="Seulement s’il ne dit pas le même sexe ou la même naissance.",
    )
    motif_sans_nir = forms.ChoiceField(
        label="Sans NIR, pourquoi", required=False, choices=[("", "Le NIR est connu"), *MotifSansNir.choices]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        # The page draws the form itself, with the unit that was searched.
        self.helper.form_tag, self.helper.disable_csrf = False, True
        self.helper.layout = Layout(
            _deux("nom", "prenom"),
            _deux("date_naissance", "sexe"),
            _deux("telephone", "commune"),
            _deux("nir", "motif_sans_nir"),
            "nir_explique",
        )

    @staticmethod
    def selon(signalement: Signalement) -> dict[str, Any]:
        """What the signalement says of her."""
        return {
            "nom": signalement.nom,
            "prenom": signalement.prenom,
            "sexe": signalement.sexe,
            "date_naissance": signalement.date_naissance,
            "telephone": signalement.telephone,
            "commune": signalement.commune_id,
            "nir": signalement.nir if signalement.nir_chiffre else "",
            "nir_explique": signalement.nir_explique,
        }


class OuvrirForm(forms.Form):
    """The accompagnement that a signalement leads to."""

    axe = forms.ChoiceField(label="Axe", choices=[(axe.value, axe.label) for axe in AXES_OUVERTS])
    le = champ_jour(label="Ouvert le")
    site = forms.ModelChoiceField(Site.objects.none(), label="Site", empty_label=None)

    def __init__(self, *args: Any, sites: QuerySet[Site], jour: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = sites
        self.fields["le"].initial = jour
