"""The deposit of a list, and the choice of what its columns hold."""

import datetime
from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from cases.enums import AXES_OUVERTS, Axe
from cases.enums_liste_recue import ColonneListeRecue
from cases.listes_recues.domain.depot import FAMILLES_DE_LISTES
from cases.socle.champs import champ_jour
from partners.models import OrigineSignalement, Partenaire, Site


class DepotForm(forms.Form):
    """`trop_gros`: the file was dropped on the way, above the bound of uploads."""

    fichier = forms.FileField(
        label="Fichier",
        allow_empty_file=True,
        help_text="CSV ou XLSX, une ligne par personne, avec les titres des colonnes.",
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        error_messages={"required": "Choisissez le fichier à déposer."},
    )
    partenaire = forms.ModelChoiceField(
        Partenaire.objects.none(),
        label="Expéditeur",
        empty_label="Choisir",
        help_text="Ses colonnes seront reconnues la prochaine fois.",
    )
    origine = forms.ModelChoiceField(
        OrigineSignalement.objects.none(), label="Origine des signalements", empty_label="Choisir"
    )
    recu_le = champ_jour(label="Reçu le")
    site = forms.ModelChoiceField(
        Site.objects.none(),
        label="Site",
        empty_label="Choisir",
        help_text="Pour les communes qu’aucun site de l’unité ne dessert.",
    )
    axe_propose = forms.ChoiceField(
        label="Axe proposé",
        required=False,
        initial=Axe.PDP,
        choices=[("", "Pas encore d’avis"), *((axe.value, axe.label) for axe in AXES_OUVERTS)],
    )

    def __init__(
        self,
        *args: Any,
        sites: QuerySet[Site],
        jour: datetime.date,
        trop_gros: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recu_le"].initial = jour
        self.fields["site"].queryset = sites
        self.fields["origine"].queryset = OrigineSignalement.objects.valables_le(jour).filter(
            famille__in=FAMILLES_DE_LISTES
        )
        self.fields["partenaire"].queryset = (
            Partenaire.objects.valables_le(jour)
            .filter(departements__in=sites.values("departement"))
            .distinct()
        )
        if trop_gros:
            self.fields["fichier"].error_messages["required"] = trop_gros
        seul = sites[:2]
        if len(seul) == 1:
            self.fields["site"].initial = seul[0]
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "fichier", _deux("partenaire", "origine"), _deux("recu_le", "site"), "axe_propose"
        )

    def acte(self) -> dict[str, Any]:
        """The arguments of deposer_liste_recue."""
        valeurs = dict(self.cleaned_data)
        fichier: UploadedFile = valeurs.pop("fichier")
        return valeurs | {"nom": fichier.name or "", "contenu": fichier.read()}


def _deux(*champs: str) -> Row:
    return Row(*(Column(champ, css_class="col-md-6") for champ in champs), css_class="align-items-end")


class ColonnesForm(forms.Form):
    """One choice for each column of the file."""

    def __init__(self, *args: Any, entetes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for position, entete in enumerate(entetes):
            self.fields[f"colonne_{position}"] = forms.ChoiceField(
                label=entete or f"Colonne {position + 1}",
                required=False,
                choices=[("", "Ignorer"), *ColonneListeRecue.choices],
            )

    def colonnes(self) -> dict[int, ColonneListeRecue]:
        return {
            int(nom.removeprefix("colonne_")): ColonneListeRecue(valeur)
            for nom, valeur in self.cleaned_data.items()
            if valeur
        }


class DefaireForm(forms.Form):
    motif = forms.CharField(
        label="Motif",
        max_length=200,
        help_text="Par exemple : « Liste du mois précédent envoyée par erreur ».",
    )
